/** Two states of a view are compared, but for what a request is declared to change. */
import { expect, test } from 'vitest';
import { differences } from '../../../src/checker/relations/differences.js';
import type { Change } from '../../../src/checker/relations/declared.js';
import type { Json } from '../../../src/openapi/document.js';

const known = new Set(['name', 'city', 'updatedAt']);
const said = (before: Json, after: Json, ...changes: Change[]) =>
  differences(before, after, changes, known).map(({ pointer, message }) => `${pointer} ${message}`.trim());

test('what is not declared › another value, new, gone', () => {
  expect(said({ name: 'Ada' }, { name: 'Eve' })).toEqual(['/name is another value']);
  expect(said({}, { name: 'Ada' })).toEqual(['/name is new']);
  expect(said({ name: 'Ada' }, {})).toEqual(['/name is gone']);
});

test('what is declared › set, lost', () => {
  const change = { at: '', set: { city: 'Bend' } };
  expect(said({ name: 'Ada', city: 'Salem' }, { name: 'Ada', city: 'Bend' }, change)).toEqual([]);
  expect(said({ name: 'Ada', city: 'Salem' }, { name: 'Ada', city: 'Salem' }, change)).toEqual([
    '/city is another value',
  ]);
  expect(said({ name: 'Ada' }, { name: 'Ada' }, change)).toEqual(['/city is gone']);
});

test('a view that shows none of some members › no change of them; one that shows any › each', () => {
  const change = { at: '', among: ['name', 'city'], set: { city: 'Bend', updatedAt: '$any' } };
  expect(said({ updatedAt: 1 }, { updatedAt: 2 }, change)).toEqual([]);
  expect(said({ name: 'Ada', updatedAt: 1 }, { name: 'Ada', updatedAt: 2 }, change)).toEqual(['/city is gone']);
  expect(said({ city: 'Salem', updatedAt: 1 }, { updatedAt: 2 }, change)).toEqual(['/city is gone']);
});

test('members that the document does not have › may come and go in what is changed, and nowhere else', () => {
  const change = { at: '', set: { city: 'Bend' } };
  expect(said({ city: 'Salem' }, { city: 'Bend', region: 'OR' }, change)).toEqual([]);
  expect(said({ city: 'Salem', region: 'OR' }, { city: 'Bend' }, change)).toEqual([]);
  expect(said({ city: 'Salem', region: 'OR' }, { city: 'Bend', region: 'WA' }, change)).toEqual([
    '/region is another value',
  ]);
  expect(said({ name: 'Ada' }, { name: 'Ada', region: 'OR' })).toEqual(['/region is new']);
});

test('a time of change › is not before the request where something else has changed', () => {
  const change = { at: '', set: { city: 'Bend', updatedAt: '$any' } };
  const [was, is] = [
    { city: 'Salem', updatedAt: 1_800_000_000 },
    { city: 'Bend', updatedAt: 1_800_000_000 },
  ];
  const early = (before: Json, after: Json, since: number) =>
    differences(before, after, [change], known, since).map(({ pointer, message }) => `${pointer} ${message}`);
  expect(early(was, is, 1_800_000_060)).toEqual(['/updatedAt is a time before the change']);
  expect(early(was, { ...is, updatedAt: 1_800_000_061 }, 1_800_000_060)).toEqual([]);
  expect(early(was, { ...is, updatedAt: '2027-01-15T08:01:01Z' }, 1_800_000_060)).toEqual([]);
  expect(early(was, is, 1_799_999_999)).toEqual([]);
  expect(early({ ...was, city: 'Bend' }, is, 1_800_000_060)).toEqual([]);
});

test('a list that is not there › as one without items', () => {
  const added = { at: '/all', add: { id: 1 } };
  expect(said({}, { all: [{ id: 1 }] }, added)).toEqual([]);
  expect(said({ all: [{ id: 1 }] }, {}, { at: '/all', where: { id: 1 }, remove: true })).toEqual([]);
  expect(said({ all: [] }, {})).toEqual([]);
  expect(said({ all: [{ id: 1 }] }, {})).toEqual(['/all is gone']);
});
