/** The released documents come with the package: what they are for works in an empty folder, with nothing else installed. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('released');
const command = join(inject('consumer'), 'node_modules', '.bin', 'kyc-contracts');
const run = (...args: string[]) => project.run(command, args);
let sandbox: Listening;

beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
});
afterAll(() => sandbox.close());

test('diff tells what is new since a release, and says what Redocly would add', async () => {
  const { exitCode, stdout, stderr } = await run('diff', 'sila@0.1.0', 'sila');
  expect(stdout).toMatch(/^0\.1\.0:sila → sila \d/);
  expect(stdout).toContain('verification_ids: minItems was 1, is 0 (response 202)');
  expect(stdout).not.toContain('Redocly');
  expect(stderr).toBe(
    'kyc-contracts: Redocly is not installed, so that its own verdicts are left out of the table: npm i -D @redocly/cli@2.77.0\n',
  );
  expect(exitCode).toBe(1);
});

test('annotations name no file of an installed package', async () => {
  const { stdout } = await run('diff', '0.1.0:', 'alfred', '--github');
  expect(stdout).toContain('::error title=');
  expect(stdout).not.toContain('file=');
});

test('check --against holds an implementation against a release', async () => {
  const target = ['--url', sandbox.url, '--phase', 'examples'];
  const { exitCode, stdout } = await run('check', 'alfred', ...target, '--against', '0.1.0');
  expect(stdout).toContain('alfred 0.1.0 at ');
  expect(stdout).toContain('19 of 19 passed');
  expect(exitCode).toBe(0);
});

test.each([
  [['diff', 'sila@9.9.9', 'sila'], 'version 9.9.9 is not at hand'],
  [['check', 'sila', '--url', 'http://127.0.0.1:1', '--against', '9.9.9'], 'version 9.9.9 is not at hand'],
])('%j says in one sentence what to do', async (args, message) => {
  const { exitCode, stderr } = await run(...args);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n').at(-1)).toContain('npm i -D kyc-contracts-9.9.9@npm:kyc-contracts@9.9.9');
  expect(exitCode).toBe(2);
});
