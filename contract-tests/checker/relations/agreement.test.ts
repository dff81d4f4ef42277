/** A response shows a record as the views after it do. */
import { expect, test } from 'vitest';
import { disagreements } from '../../../src/checker/relations/agreement.js';

const id = '3ac81d67-e250-4f9b-87d4-b16e0f5a92c3';
const unique = 'a1b2c3d4e5f6';
const user = { user_handle: `user_${unique}` };

test('a record with the same UUID, in a list › members that both have', () => {
  const view = { emails: [{ uuid: id, email: 'ada@example.com', added_epoch: 1 }] };
  expect(disagreements({ email: { uuid: id, email: 'ada@example.com', note: 'x' } }, view, unique)).toEqual([]);
  expect(disagreements({ email: { uuid: id, email: 'eve@example.com', added_epoch: 2 } }, view, unique)).toEqual([
    '/email/email',
    '/email/added_epoch',
  ]);
  const other = id.replace('3', '4');
  expect(disagreements({ email: { uuid: other, email: 'eve@example.com' } }, view, unique)).toEqual([]);
});

test('an object of one name › where both are of one holder', () => {
  const view = { ...user, entity: { first_name: 'Ada' } };
  expect(disagreements({ ...user, entity: { first_name: 'Eve' } }, view, unique)).toEqual(['/entity/first_name']);
  expect(disagreements({ user_handle: 'other', entity: { first_name: 'Eve' } }, view, unique)).toEqual([]);
  expect(
    disagreements({ status: 'SUCCESS', entity: { first_name: 'Eve' } }, { ...view, status: 'SUCCESS' }, unique),
  ).toEqual([]);
});

test('what may differ › forms of one value, masks, instants, statuses, objects within', () => {
  const shown = {
    code: '721',
    phone: '202-555-0123',
    identity: '*4444',
    at: '2026-01-31T12:00:00Z',
    own_status: 'pending',
    list: [1],
  };
  const after = {
    code: 721,
    phone: '2025550123',
    identity: '***-**-4444',
    at: '2026-01-31T13:00:00+01:00',
    own_status: 'passed',
    list: [2],
  };
  expect(disagreements({ one: { uuid: id, ...shown } }, { all: [{ uuid: id, ...after }] }, unique)).toEqual([]);
});

test('an instant › the same in any form, within two seconds', () => {
  const shown = (added_at: number | string) => ({ one: { uuid: id, added_at } });
  const view = { all: [{ uuid: id, added_at: '2027-01-15T08:00:00Z' }] };
  expect(disagreements(shown(1_800_000_001), view, unique)).toEqual([]);
  expect(disagreements(shown('2027-01-15T09:00:00+01:00'), view, unique)).toEqual([]);
  expect(disagreements(shown('2027-01-15T09:00:00Z'), view, unique)).toEqual(['/one/added_at']);
});

test('bodies that are no objects', () => {
  expect(disagreements([], {}, unique)).toEqual([]);
  expect(disagreements({ a: null }, null, unique)).toEqual([]);
});
