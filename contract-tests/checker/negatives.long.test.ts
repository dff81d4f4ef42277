/** What Sila's document rules out, the sandbox turns down: every negative of every operation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { expectKinds, kindsOfSila, negativesOf, unpassed } from './negatives-of.js';

test('Sila, whole, as often as the README says', async () => {
  const rows = await negativesOf('sila');
  expect(unpassed(rows)).toEqual([]);
  expectKinds(rows, kindsOfSila);
  const [, said] = /\(([\d,]+) requests for Sila/.exec(readFileSync(join(packageRoot, 'README.md'), 'utf8')) ?? [];
  expect(rows.length.toLocaleString('en')).toBe(said);
});
