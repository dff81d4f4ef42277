/** `kyc-contracts spec`: what it prints is the bundle, in either format, for readers of either YAML. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedPath } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';

const run = async (...args: string[]) => {
  const command = new RunningCommand('spec', ...args);
  return { exitCode: await command.exitCode, stdout: command.stdout, stderr: command.stderr };
};
const bundle = (provider: string, file: string) => readFileSync(generatedPath(provider, file), 'utf8');

test('prints the bundle as it is', async () => {
  expect(await run('sila')).toEqual({ exitCode: 0, stdout: bundle('sila', 'openapi.json'), stderr: '' });
  const older = await run('alfred', '--openapi', '3.0', '--format', 'json');
  expect(older.stdout).toBe(bundle('alfred', 'openapi-3.0.json'));
  expect((await run('alfred', '--openapi', 'codegen')).stdout).toBe(bundle('alfred', 'openapi-codegen.json'));
});

test.each(['1.1', '1.2'] as const)('prints YAML that a reader of YAML %s takes for the same', async (version) => {
  const { exitCode, stdout } = await run('sila', '--format', 'yaml');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^openapi: 3\.1\.1\n/);
  expect(stdout).not.toMatch(/: [&*]\w/);
  const read = parse(stdout, { version, schema: version === '1.1' ? 'yaml-1.1' : 'core' });
  expect(read).toEqual(JSON.parse(bundle('sila', 'openapi.json')));
});

test.each([
  [['nobody'], /unknown provider "nobody": choose alfred or .*sila/],
  [[], /missing required argument 'provider'/],
  [['sila', '--format', 'xml'], /Allowed choices are json, yaml/],
  [['sila', '--openapi', '2.0'], /Allowed choices are 3\.1, 3\.0, codegen/],
])('refuses %j', async (args, message) => {
  const { exitCode, stdout, stderr } = await run(...args);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});
