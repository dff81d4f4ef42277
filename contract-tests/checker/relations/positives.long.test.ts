/** What Sila's document allows, the sandbox takes: every positive of every operation. */
import { expect, test } from 'vitest';
import { check, complaints } from './broken-sandbox.js';

test('the sandbox takes them all', { timeout: 240_000 }, async () => {
  const rows = await check({ phases: ['positives'] });
  expect(complaints(rows)).toEqual([]);
  expect(rows.length).toBeGreaterThan(600);
});
