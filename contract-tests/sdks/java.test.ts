/** `npm run sdks:java`: what it says where it cannot run the suite, and how outcomes are told. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { tellOutcomes } from './outcomes.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-sdks-java-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = (args: string[], env: NodeJS.ProcessEnv = process.env) =>
  new Promise<{ code: unknown; stderr: string }>((done) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'contract-tests/sdks/java.ts', ...args],
      { cwd: packageRoot, env },
      (error, _, stderr) => done({ code: error?.code ?? 0, stderr }),
    );
  });

test('no folder, and one that is not of the SDK › exit code 2 and what to give', async () => {
  expect(await command([])).toEqual({ code: 2, stderr: expect.stringContaining('npm run sdks:java -- FOLDER') });
  expect(await command([folder])).toEqual({ code: 2, stderr: expect.stringContaining('is no folder of Sila') });
});

test('no Java › exit code 3, and says so', async () => {
  writeFileSync(join(folder, 'pom.xml'), '<project/>');
  const { code, stderr } = await command([folder], { ...process.env, PATH: folder });
  expect([code, stderr]).toEqual([3, 'not run: java is missing; the suite needs a JDK of 17 or later and Maven\n']);
});

test('outcomes › anything but what is expected is exit code 1', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const pass = { name: 'a', passed: true };
  const fail = { name: 'b', passed: false, message: 'expected:<400> but was:<403>' };
  expect(tellOutcomes('suite', [pass, fail], { b: 'lawful' })).toBe(0);
  expect(tellOutcomes('suite', [pass, fail], {})).toBe(1);
  expect(tellOutcomes('suite', [pass], { a: 'lawful' })).toBe(1);
  expect(tellOutcomes('suite', [], {})).toBe(1);
  expect(log.mock.calls.flat()).toContain('b does not pass: expected:<400> but was:<403>');
  log.mockRestore();
});
