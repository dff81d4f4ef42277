/** What a page says of itself, from its own items and from what was asked. */
import { expect, test } from 'vitest';
import { miscounted, miscountedAttempts } from '../../../src/checker/relations/counts.js';
import type { Scalar } from '../../../src/checker/relations/leaves.js';

const said = (items: number, total: number, asked: Record<string, Scalar>) =>
  miscounted(
    { items: Array.from({ length: items }, (_, id) => ({ id })), pagination: { total_count: total } },
    new Map(Object.entries(asked).map(([name, value]) => [`query:${name}`, value])),
  ).map(({ pointer }) => pointer);

test.each<[string, number, number, Record<string, Scalar>]>([
  ['a page that is full', 2, 7, { per_page: 2 }],
  ['the only page', 2, 2, { per_page: 20 }],
  ['the last of three', 1, 5, { per_page: 2, page: 3 }],
  ['a page beyond the last', 0, 5, { per_page: 2, page: 9 }],
  ['nobody knows of which size', 2, 7, {}],
  ['a size that the target may not have', 200, 700, { per_page: 1000 }],
])('lawful: %s', (_, items, total, asked) => {
  expect(said(items, total, asked)).toEqual([]);
});

test.each<[string, number, number, Record<string, Scalar>]>([
  ['more in all than the only page has', 2, 7, { per_page: 20 }],
  ['more in all than came up to the last page', 1, 6, { per_page: 2, page: 3 }],
  ['none came of some', 0, 3, { per_page: 20 }],
])('%s', (_, items, total, asked) => {
  expect(said(items, total, asked)).toEqual(['/pagination/total_count']);
});

test('the last page again in place of one beyond it', () => {
  const broken = (page: number) =>
    miscounted(
      { items: [{ id: 5 }], pagination: { total_count: 5, current_page: page } },
      new Map([
        ['query:per_page', 2],
        ['query:page', 9],
      ]),
    ).map(({ pointer }) => pointer);
  expect(broken(3)).toEqual([]);
  expect(broken(2)).toEqual(['/pagination/total_count', '/pagination/current_page']);
  expect(broken(9)).toEqual(['/pagination/total_count']);
});

test('fewer attempts than responses', () => {
  const tried = (attempts: number, answered: number) =>
    miscountedAttempts({ events: [{ attempts, responses: Array.from({ length: answered }, () => ({})) }] });
  expect([tried(2, 2), tried(3, 1), tried(0, 0)]).toEqual([[], [], []]);
  expect(tried(1, 2)).toEqual([{ pointer: '/events/0/attempts', message: 'expected no fewer than the 2 responses' }]);
});
