/** When a record began is the same in each response of an operation. */
import { expect, test } from 'vitest';
import { Beginnings } from '../../../src/checker/relations/beginnings.js';
import type { Json } from '../../../src/openapi/document.js';
import { check, complaints } from './broken-sandbox.js';

const id = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
const other = '1b9e7a40-8c35-4d62-a7f1-5e0c3b2d9648';
const [one, later] = ['2026-01-31T12:00:00Z', '2026-01-31T12:01:00Z'];

test.each<[what: string, first: Json, second: Json, places: string[]]>([
  ['the same', { id, createdAt: one }, { id, createdAt: one }, []],
  ['the same in another form', { id, createdAt: one }, { id, createdAt: Date.parse(one) / 1000 }, []],
  ['another', { id, createdAt: one }, { id, createdAt: later }, ['/createdAt']],
  ['another record', { id, createdAt: one }, { id: other, createdAt: later }, []],
  [
    'in a list',
    { all: [{ uuid: id, added_epoch: 1769860800 }] },
    { all: [{ uuid: id, added_epoch: 1769860860 }] },
    ['/all/0/added_epoch'],
  ],
  [
    'a member that ends so',
    { submissionId: id, requested_at: one },
    { submissionId: id, requested_at: later },
    ['/requested_at'],
  ],
  ['no change of what changes', { id, updatedAt: one }, { id, updatedAt: later }, []],
  [
    'nobody knows of which of two',
    { a_id: id, b_id: other, created_at: one },
    { a_id: id, b_id: other, created_at: later },
    [],
  ],
  [
    'attempts, which share the id of what they are of',
    [
      { order_id: id, created_at: one },
      { order_id: id, created_at: later },
    ],
    [{ order_id: id, created_at: later }],
    [],
  ],
])('%s', (_, first, second, places) => {
  const beginnings = new Beginnings();
  expect(beginnings.changedIn('read', first)).toEqual([]);
  expect(beginnings.changedIn('read', second).map(({ pointer }) => pointer)).toEqual(places);
  expect(new Beginnings().changedIn('other', second)).toEqual([]);
});

test('a record that is made anew at each change › a case fails', async () => {
  let reads = 0;
  const rows = await check({
    phases: ['relations'],
    operations: ['getEntity'],
    of: 'getEntity',
    json: (body) => {
      reads += 1;
      for (const address of body.addresses ?? []) if (reads > 30) address.added_epoch += 60;
    },
  });
  expect(complaints(rows).some((one) => one.includes('expected the time that it had before'))).toBe(true);
});
