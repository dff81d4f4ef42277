import { expect, test } from 'vitest';
import { implausible, instantsIn } from '../../../src/checker/relations/instants.js';

const now = Date.parse('2026-11-26T12:00:00Z') / 1000;
const kinds = instantsIn([{ createdAt: '2026-11-01T08:00:00Z', expiresAt: '2026-11-01T09:00:00Z' }]);
const broken = (answer: Record<string, string>) => implausible(kinds, answer, now).map(({ pointer }) => pointer);

test('what is said to have happened an hour from now, with a zone, has not', () => {
  expect(broken({ createdAt: '2026-11-26T13:00:00Z' })).toEqual(['/createdAt']);
  expect(broken({ createdAt: '2026-11-26T13:00:00+00:00' })).toEqual(['/createdAt']);
});

test('without a zone it may be of any, and what is to come may be ahead', () => {
  expect(broken({ createdAt: '2026-11-26T13:00:00' })).toEqual([]);
  expect(broken({ createdAt: '2026-11-26T14:00:00+02:00' })).toEqual([]);
  expect(broken({ expiresAt: '2026-11-26T13:00:00Z' })).toEqual([]);
});
