/** `check` without arguments: the mock of every provider keeps its contract, by the command as a whole. */
import { expect, test } from 'vitest';
import { listMocked } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';

test('the loop test on every provider', async () => {
  const command = new RunningCommand('check');
  const exitCode = await command.exitCode;
  const mocked = listMocked();
  for (const provider of mocked) expect(command.stdout).toMatch(new RegExp(`^${provider} at `, 'm'));
  const sums = [...command.stdout.matchAll(/(\d+) of (\d+) passed, 0 failed, 0 not exercised/g)];
  expect(sums).toHaveLength(mocked.length);
  for (const [, passed, planned] of sums) expect(passed).toBe(planned);
  expect(exitCode).toBe(0);
});
