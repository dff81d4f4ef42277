/** `--bail` ends a run at a failure, and not at a warning: after that there may be failures. */
import { expect, test } from 'vitest';
import { check } from './relations/broken-sandbox.js';

test.each([
  ['a warning does not end the run', 404, 'passed'],
  ['a failure does', 403, 'skipped'],
])('%s', { timeout: 60_000 }, async (_, status, outcome) => {
  // That an unknown record gets 404 is assumed, as no page has it.
  const rows = await check({
    phases: ['examples', 'positives'],
    operations: ['updatePhone'],
    of: 'updatePhone',
    answer: (response) => (response.status === status ? Response.json({ success: true }, { status: 200 }) : response),
    bail: true,
  });
  const later = rows.filter(({ phase }) => phase === 'positives').map((row) => row.outcome);
  expect(later).toContain(outcome);
  expect(new Set(later).size).toBe(1);
});

test('after the failure nobody is made whom later phases would look at', { timeout: 60_000 }, async () => {
  let hasFailed = false;
  const made: string[] = [];
  const rows = await check({
    phases: ['examples', 'negatives', 'relations'],
    operations: ['updatePhone'],
    of: 'updatePhone',
    answer: (response) => {
      hasFailed ||= response.status === 403;
      return response.status === 403 ? Response.json({ success: true }, { status: 200 }) : response;
    },
    control: (response, { url }) => {
      const { pathname } = new URL(url);
      if (hasFailed && pathname.endsWith('/register')) made.push(pathname);
      return Promise.resolve(response);
    },
    bail: true,
  });
  expect(rows.some(({ outcome }) => outcome === 'failed')).toBe(true);
  expect(made).toEqual([]);
});
