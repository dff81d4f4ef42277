/** One record stands once in a list. */
import { expect, test } from 'vitest';
import { repeated } from '../../../src/checker/relations/counts.js';

const one = { uuid: 'a', name: 'administrator' };

test('a record that is listed twice is told, with its place', () => {
  expect(repeated({ roles: [one, { uuid: 'b', name: 'officer' }, one] })).toEqual([
    { pointer: '/roles/2', message: 'expected each record once in a list' },
  ]);
});

test.each([
  ['two that differ in a member', [one, { ...one, name: 'officer' }]],
  ['two without an id', [{ name: 'a' }, { name: 'a' }]],
  ['two texts', ['a', 'a']],
])('lawful: %s', (_, list) => {
  expect(repeated({ list })).toEqual([]);
});
