/** What was generated before is taken only where nothing that it was made of has changed. */
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
const files = { 'openapi.json': '{"a":1}\n', 'types.ts': 'export type A = "ä";\n' };
/** As a run of its own would: code and tools are read once a run. */
const take = (provider: string) => {
  const cache = new GeneratedCache(root);
  return cache.take(provider, cache.keyOf(provider));
};
const keep = () => {
  const cache = new GeneratedCache(root);
  cache.keep('one', cache.keyOf('one'), files);
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
  keep();
});
afterEach(() => rmSync(root, { recursive: true }));

test('what was kept comes back, and nothing for another provider', () => {
  expect(take('one')).toEqual(files);
  expect(take('other')).toBeUndefined();
});

describe('nothing comes back after a change of', () => {
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
    expect(take('one')).toBeUndefined();
  });
  test('the name of a file alone', () => {
    rmSync(join(root, 'spec/one/schemas/A.yaml'));
    write('spec/one/schemas/B.yaml', 'type: string');
    expect(take('one')).toBeUndefined();
  });
  test.each([
    ['cut', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['of other contents', (text: string) => text.replace('ä', 'b')],
    ['without a file', (text: string) => text.replace(/,"types.ts":"[^}]*"/, '')],
    ['of another shape', () => '[]'],
  ])('what was kept: %s', (_, change) => {
    const [kept] = readdirSync(join(root, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('one.json'),
    );
    const path = join(root, 'node_modules', kept!);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, change(before));
    expect(readFileSync(path, 'utf8')).not.toBe(before);
    expect(take('one')).toBeUndefined();
  });
});

test('a document that it does not depend on, and a file that the system hides, change nothing', () => {
  write('spec/other/openapi.yaml', '2');
  write('spec/one/.DS_Store', '2');
  expect(take('one')).toEqual(files);
});

test('a folder that cannot be written makes it slower, not wrong', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  write('node_modules', 'a file');
  keep();
  expect(take('one')).toBeUndefined();
});
