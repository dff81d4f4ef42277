/** npm ends alone at a signal: what it ran ends with it, and what a shell ran does not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Runs a sandbox below a shell, as npm does, and ends the shell. @returns the process of the sandbox */
async function endShell(environment: NodeJS.ProcessEnv): Promise<number> {
  const command = `node --import tsx src/cli/kyc-contracts.ts sandbox --port 0 & echo "pid $!"; wait`;
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const shell = spawn('sh', ['-c', command], { cwd: packageRoot, env: { ...inherited, ...environment } });
  let output = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  while (!output.includes('control http')) await delay(50);
  shell.kill('SIGTERM');
  await once(shell, 'exit');
  return Number(/pid (\d+)/.exec(output)?.[1]);
}

test('below npm', { timeout: 30_000 }, async () => {
  const pid = await endShell({ npm_lifecycle_event: 'start' });
  for (let tries = 0; isRunning(pid) && tries < 100; tries++) await delay(100);
  expect(isRunning(pid)).toBe(false);
});

test('below a shell', { timeout: 30_000 }, async () => {
  const pid = await endShell({});
  await delay(1500);
  expect(isRunning(pid)).toBe(true);
  process.kill(pid, 'SIGTERM');
});
