/** `npm run mutants`, on a few mutants. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
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

test('mutants › --json › rows on stdout, the table on stderr', async () => {
  const few = ['--kind', 'const', '--sample', '2', '--respect', '0', '--json'];
  const { exitCode, stdout, stderr } = await run('alfred', ...few);
  expect(exitCode, stderr).toBe(0);
  const rows = JSON.parse(stdout) as Verdict[];
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ kind: 'const', killedBy: 'examples', toldBy: ["Prism's proxy"] });
  expect(stderr).toMatch(/^const +2 +2 +100\.0 % +0 +0 +0 +0 \(0\.0 %\) +2 \(100\.0 %\) +0 of 0$/m);
});

test('mutants › unknown kind › exit code 2', async () => {
  const { exitCode, stderr } = await run('alfred', '--kind', 'cosnt');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/there is no such mutant: leave out --kind and --operation to see all\n$/);
});

test('mutants › Ctrl-C › the table of what was proven, and how much that is', async () => {
  const script = join(packageRoot, 'contract-tests', 'mutants', 'command.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, 'alfred', '--respect', '0'], { cwd: packageRoot });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => {
    const isFirst = stderr === '';
    stderr += text.toString();
    if (isFirst) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(130);
  const [, proven] = /^stopped after (\d+) of \d+$/m.exec(stderr) ?? [];
  expect(Number(proven)).toBeGreaterThan(0);
  const [, mutants = 0] = /^all +(\d+) /m.exec(stdout) ?? [];
  const [, lawful = 0] = /^lawful variations: (\d+)/m.exec(stdout) ?? [];
  expect(Number(mutants) + Number(lawful)).toBeLessThanOrEqual(Number(proven));
  expect(Number(mutants)).toBeGreaterThan(0);
});

const alive: Verdict = { id: 'sila/kyc/rule', kind: 'rule', isLawful: false, hasErred: true, toldBy: [] };

test('the table › a survivor › its id and outcome', () => {
  expect(outcomeOf(alive)).toBe('survived');
  expect(renderTable([alive], [])).toContain('SURVIVED sila/kyc/rule: it erred, and nobody noticed');
  const unprovoked = renderTable([{ ...alive, hasErred: false }], []);
  expect(unprovoked).toContain('NEVER ERRED sila/kyc/rule: nothing brought it to err');
});

test('the table › a flagged lawful variation › not counted as killed', () => {
  const flagged: Verdict = { ...alive, isLawful: true, killedBy: 'examples', finding: 'kyc 202: expected JSON' };
  expect(outcomeOf(flagged)).toBe('flagged');
  expect(renderTable([flagged], [])).toContain('FLAGGED sila/kyc/rule: kyc 202: expected JSON');
});

test('unreached › branches that need other settings or the control API', async () => {
  const { exitCode, stdout } = await runScript('unreached.ts', 'alfred');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^handlers\.ts loginSofKyc: .*>>>\{return\{status:404\}\}<<<$/m);
  // A wrong credential is one of the negatives.
  expect(stdout).not.toMatch(/^auth/m);
});

test('mutants:code › changes that a check detects, and our own choices', { timeout: 120_000 }, async () => {
  const { exitCode, stdout } = await runScript('code/command.ts', 'alfred', '--file', 'handlers');
  expect(exitCode).toBe(0);
  const [, seen, all] = /^(\d+) of (\d+) changes are seen$/m.exec(stdout) ?? [];
  expect(Number(seen)).toBeGreaterThan(10);
  expect(Number(seen)).toBeLessThan(Number(all));
  // That nobody reviews a document is a documented choice of ours.
  expect(stdout).toMatch(/^alfred\/handlers\.ts:\d+ without push: user\.documents\.push\(type\);$/m);
  // The document says that it has to be an image.
  expect(stdout).not.toContain('isJpegOrPng');
});

test('mutants:code › unknown file › exit code 2', async () => {
  const { exitCode, stderr } = await runScript('code/command.ts', 'alfred', '--file', 'nosuch');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no file of src\/sandbox\/alfred has "nosuch" in its name\n$/);
});
