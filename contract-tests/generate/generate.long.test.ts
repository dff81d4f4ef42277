/** `kyc-contracts generate` as a person or CI types it, in a copy of this repository. */
import { rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listProviders, packageRoot } from '../../src/openapi/providers.js';
import { RepositoryCopy } from './repository-copy.js';

// Each test runs the command several times, in a process of its own.

/** A line for each provider, with how many of its files have changed. */
const changed = (of: number | 'all', besides: Readonly<Record<string, number>> = {}) =>
  new RegExp(
    `^${listProviders()
      .map((name) => `${name}: \\d+ files, ${besides[name] ?? (of === 'all' ? '\\d+' : of)} changed, \\d+ ms\\n`)
      .join('')}$`,
  );

let copy: RepositoryCopy;
beforeEach(() => {
  copy = new RepositoryCopy();
});
afterEach(() => copy.remove());

test('writes the same bytes in another folder, names no machine, and has nothing to do the second time', async () => {
  const committed = copy.output();
  rmSync(copy.path('generated'), { recursive: true });

  const first = await copy.generate('--no-cache');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(changed('all'));
  for (const [, files, written] of first.stdout.matchAll(/(\d+) files, (\d+) changed/g)) expect(written).toBe(files);
  const output = copy.output();
  expect(output).toEqual(committed);
  for (const content of Object.values(output)) {
    expect(content).toMatch(/spec\/[\w-]+\/openapi\.yaml — do not edit/);
    for (const place of [packageRoot, copy.root, homedir(), 'file://', '/node_modules/']) {
      expect(content).not.toContain(place);
    }
  }

  const second = await copy.generate();
  expect(second.stdout).toMatch(changed(0));
  expect(copy.output()).toEqual(output);
});

test('--check names what is stale, missing and superfluous, and writes nothing; generate mends it', async () => {
  copy.edit('spec/sila/schemas/KycRequest.yaml', (text) => text.replace('Which end user', 'Which person'));
  rmSync(copy.path('generated/alfred/types.ts'));
  writeFileSync(copy.path('generated/alfred/old.ts'), '');
  const before = copy.output();

  const check = await copy.generate('--check');
  expect(check).toMatchObject({ code: 1, stdout: '' });
  expect(check.stderr.split('\n')).toEqual([
    'kyc-contracts: generated/alfred/types.ts is missing: run npm run generate',
    'generated/alfred/old.ts is superfluous: run npm run generate',
    'generated/sila/openapi.json is stale: run npm run generate',
    'generated/sila/openapi-3.0.json is stale: run npm run generate',
    'generated/sila/openapi-codegen.json is stale: run npm run generate',
    'generated/sila/types.ts is stale: run npm run generate',
    '',
  ]);
  expect(copy.output()).toEqual(before);

  expect((await copy.generate()).stdout).toMatch(changed(0, { alfred: 2, sila: 4 }));
  expect(await copy.generate('--check')).toMatchObject({ code: 0, stderr: '' });
});

test('broken documents: a line for each fault, exit 2, and no file is written, not even of the sound one', async () => {
  copy.edit('spec/sila/schemas/KycRequest.yaml', (text) => text.replace('Which end user', 'Which person'));
  copy.edit('spec/alfred/paths/loginSofKyc.yaml', (text) => text.replace('LoginSofKycRequest.yaml', 'Gone.yaml'));
  const before = copy.output();

  const run = await copy.generate();
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(
    /^kyc-contracts: spec\/alfred\/paths\/loginSofKyc\.yaml:\d+:\d+ there is no file "\.\.\/schemas\/Gone\.yaml": .*\n$/,
  );

  copy.edit('spec/sila/openapi.yaml', (text) => `${text}\n  broken: [`);
  const [alfred, sila, ...rest] = (await copy.generate()).stderr.split('\n');
  expect(alfred).toContain('loginSofKyc.yaml');
  expect(sila).toMatch(/^spec\/sila\/openapi\.yaml:\d+:\d+ is not well-formed YAML or JSON: /);
  expect(rest).toEqual(['']);
  expect(copy.output()).toEqual(before);
});

test('an unknown provider is exit 2, and the known ones are named', async () => {
  expect(await copy.generate('silo')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: `kyc-contracts: unknown provider "silo": choose ${listProviders().join(' or ')}\n`,
  });
});
