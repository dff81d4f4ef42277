/** What was generated stays only where nothing has changed of what it was made of, nor of itself. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GeneratedCache } from '../../scripts/generate/cache.js';

let root: string;
const write = (file: string, content: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
};
const files: [string, string][] = [
  ['one/openapi.json', '{"a":1}\n'],
  ['one/types.ts', 'export type A = "ä";\n'],
];
/** As a run of its own would: documents, code and tools are read once a run. */
const isCurrent = (provider: string, there = files) => {
  const cache = new GeneratedCache(root);
  return cache.came(provider, cache.keyOf(provider), there);
};
const remember = () => {
  const cache = new GeneratedCache(root);
  cache.remember('one', cache.keyOf('one'), files);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kyc-cache-'));
  write('spec/one/openapi.yaml', 'paths: {$ref: ../../spec/two/paths.yaml}');
  write('spec/one/schemas/A.yaml', 'type: string');
  write('spec/two/paths.yaml', '{$ref: ../three/x.yaml}');
  write('spec/three/x.yaml', '{}');
  write('spec/other/openapi.yaml', '{}');
  for (const tool of ['scripts/generate/types.ts', 'scripts/format.ts', 'src/openapi/a.ts', 'src/runtime/b.ts'])
    write(tool, '1');
  for (const tool of ['spec/sources.yaml', 'package.json', 'package-lock.json', '.oxfmtrc.json']) write(tool, '1');
  remember();
});
afterEach(() => rmSync(root, { recursive: true }));

test('what was generated is current, and nothing of another provider', () => {
  expect(isCurrent('one')).toBe(true);
  expect(isCurrent('other')).toBe(false);
});

describe('not after a change of', () => {
  test.each([
    'spec/one/openapi.yaml',
    'spec/one/schemas/A.yaml',
    'spec/one/schemas/New.yaml',
    'spec/two/paths.yaml',
    'spec/three/x.yaml',
    'spec/sources.yaml',
    'scripts/generate/types.ts',
    'scripts/generate/codegen/new.ts',
    'src/openapi/a.ts',
    'src/runtime/b.ts',
    'package.json',
    'package-lock.json',
    '.oxfmtrc.json',
    'scripts/format.ts',
  ])('%s', (file) => {
    write(file, '2');
    expect(isCurrent('one')).toBe(false);
  });
  test('the name of a file alone', () => {
    rmSync(join(root, 'spec/one/schemas/A.yaml'));
    write('spec/one/schemas/B.yaml', 'type: string');
    expect(isCurrent('one')).toBe(false);
  });
  test.each<[string, [string, string][]]>([
    ['its contents', [files[0]!, ['one/types.ts', 'export type A = "b";\n']]],
    ['its number', [files[0]!]],
    ['its names', [files[0]!, ['one/type.ts', files[1]![1]]]],
  ])('what was generated: %s', (_, there) => {
    expect(isCurrent('one', there)).toBe(false);
  });
  test.each([
    ['cut', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['of another shape', () => '[]'],
  ])('what is remembered: %s', (_, change) => {
    const [known] = readdirSync(join(root, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('one.json'),
    );
    const path = join(root, 'node_modules', known!);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    expect(isCurrent('one')).toBe(false);
  });
});

test('a document that it does not depend on, and a file that the system hides, change nothing', () => {
  write('spec/other/openapi.yaml', '2');
  write('spec/one/.DS_Store', '2');
  expect(isCurrent('one')).toBe(true);
});

test('a folder that cannot be written makes it slower, not wrong', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  write('node_modules', 'a file');
  remember();
  expect(isCurrent('one')).toBe(false);
});
