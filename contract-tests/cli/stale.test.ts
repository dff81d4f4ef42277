/** Whoever edits `spec/` and forgets to generate is told so by every verb that uses what was generated. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { staleness } from '../../src/openapi/stale.js';

const root = mkdtempSync(join(tmpdir(), 'stale-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A repository whose `generated/` is of an hour ago, as is `spec/`. */
function repository(): string {
  const folder = mkdtempSync(join(root, 'repository-'));
  for (const name of ['spec/sila/paths', 'generated/sila', 'scripts']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  for (const name of ['spec/sila/openapi.yaml', 'spec/sila/paths/kyc.yaml', 'spec/sources.yaml']) {
    write(join(folder, name), 'a: 1\n', 3600);
  }
  write(join(folder, 'generated/sila/openapi.json'), '{}', 3600);
  return folder;
}

/** @param age seconds */
function write(file: string, text: string, age: number): void {
  writeFileSync(file, text);
  const then = new Date(Date.now() - age * 1000);
  utimesSync(file, then, then);
}

test('what was generated from the documents as they are › nothing is said', () => {
  expect(staleness('sila', repository())).toBeUndefined();
});

test.each(['spec/sila/openapi.yaml', 'spec/sila/paths/kyc.yaml', 'spec/sources.yaml'])(
  '%s is edited › it is named, with what to run',
  (name) => {
    const folder = repository();
    write(join(folder, name), 'a: 2\n', 60);
    expect(staleness('sila', folder)).toBe(`${name} is newer than generated/sila: npm run generate`);
  },
);

test('a file that does not parse › it is named', () => {
  const folder = repository();
  write(join(folder, 'spec/sila/paths/kyc.yaml'), 'a: [1\n', 60);
  expect(staleness('sila', folder)).toMatch(/^spec\/sila\/paths\/kyc\.yaml is not well-formed YAML/);
});

test('an installed package › nothing is said, whatever its files are dated', () => {
  const folder = repository();
  rmSync(join(folder, 'scripts'), { recursive: true });
  write(join(folder, 'spec/sila/openapi.yaml'), 'a: 2\n', 0);
  expect(staleness('sila', folder)).toBeUndefined();
});

test('in a repository of Git › only what was edited since the last commit, however slow a checkout was', () => {
  const folder = repository();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x.invalid', ...args], { cwd: folder });
  write(join(folder, 'spec/sila/openapi.yaml'), 'a: 1\n', 0);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'x');
  expect(staleness('sila', folder)).toBeUndefined();
  write(join(folder, 'spec/sila/paths/kyc.yaml'), 'a: 2\n', 3599);
  expect(staleness('sila', folder)).toMatch(/^spec\/sila\/paths\/kyc\.yaml is newer/);
});

test.each(['check.ts', 'mock.ts', 'sandbox.ts', 'spec.ts', '../../scripts/docs.ts'])('%s asks for it', (name) => {
  const file = name === 'check.ts' ? 'check/subject.ts' : name;
  expect(readFileSync(join(packageRoot, 'src/cli', file), 'utf8')).toMatch(/^\s+warnIfStale\(/m);
});
