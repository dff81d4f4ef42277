/** `npm run mutants`, on a few. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { outcomeOf } from './outcome.js';
import { renderTable } from './table.js';
import type { Verdict } from './prove.js';

const run = (...args: string[]) => runScript('command.ts', ...args);

async function runScript(file: string, ...args: string[]) {
  const script = join(packageRoot, 'contract-tests', 'mutants', file);
  const ended = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args], { cwd: packageRoot })
    .then((output) => ({ ...output, code: 0 }))
    .catch((error: { code: number; stdout: string; stderr: string }) => error);
  return { exitCode: ended.code, stdout: ended.stdout, stderr: ended.stderr };
}

test('a row for each mutant, and the table beside them', async () => {
  const few = ['--kind', 'const', '--sample', '2', '--respect', '0', '--json'];
  const { exitCode, stdout, stderr } = await run('alfred', ...few);
  expect(exitCode, stderr).toBe(0);
  const rows = JSON.parse(stdout) as Verdict[];
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ kind: 'const', killedBy: 'examples', toldBy: ["Prism's proxy"] });
  expect(stderr).toMatch(/^const +2 +2 +100\.0 % +0 +0 +0 +0 \(0\.0 %\) +2 \(100\.0 %\) +0 of 0$/m);
});

test('a kind that there is not', async () => {
  const { exitCode, stderr } = await run('alfred', '--kind', 'cosnt');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/there is no such mutant: leave out --kind and --operation to see all\n$/);
});

const alive: Verdict = { id: 'sila/kyc/rule', kind: 'rule', isLawful: false, hasErred: true, toldBy: [] };

test('who lives is named, with what is known of it', () => {
  expect(outcomeOf(alive)).toBe('survived');
  expect(renderTable([alive], [])).toContain('SURVIVED sila/kyc/rule: it erred, and nobody noticed');
  const unprovoked = renderTable([{ ...alive, hasErred: false }], []);
  expect(unprovoked).toContain('NEVER ERRED sila/kyc/rule: nothing brought it to err');
});

test('a lawful variation that is flagged is no kill', () => {
  const flagged: Verdict = { ...alive, isLawful: true, killedBy: 'examples', finding: 'kyc 202: expected JSON' };
  expect(outcomeOf(flagged)).toBe('flagged');
  expect(renderTable([flagged], [])).toContain('FLAGGED sila/kyc/rule: kyc 202: expected JSON');
});

test('branches of the sandbox that no request reaches: what other settings or the control API bring about', async () => {
  const { exitCode, stdout } = await runScript('unreached.ts', 'alfred');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^login-sof-kyc\.ts loginSofKyc: .*>>>\{return\{status:404\}\}<<<$/m);
  // A wrong credential is one of the negatives.
  expect(stdout).not.toMatch(/^auth/m);
});

test('changes of the code: those that a check sees, and what is our own choice', { timeout: 120_000 }, async () => {
  const { exitCode, stdout } = await runScript('code/command.ts', 'alfred', '--file', 'upload-document');
  expect(exitCode).toBe(0);
  const [, seen, all] = /^(\d+) of (\d+) changes are seen$/m.exec(stdout) ?? [];
  expect(Number(seen)).toBeGreaterThan(10);
  expect(Number(seen)).toBeLessThan(Number(all));
  // That nobody looks at a document is said to be our choice.
  expect(stdout).toMatch(/^alfred\/upload-document\.ts:\d+ without push: user\.documents\.push\(type\);$/m);
  // That it has to be an image is what the document says.
  expect(stdout).not.toContain('isJpegOrPng');
});

test('changes of a file that there is not', async () => {
  const { exitCode, stderr } = await runScript('code/command.ts', 'alfred', '--file', 'nosuch');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no file of src\/sandbox\/alfred has "nosuch" in its name\n$/);
});
