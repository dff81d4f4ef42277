/** What is expected of a target that leaves out what it need not show, and shows elsewhere what it leaves out here. */
import { describe, expect, test } from 'vitest';
import { Shown } from '../../src/checker/shown.js';
import type { Json } from '../../src/openapi/document.js';

const shownBy = (...bodies: Json[]) => {
  const shown = new Shown().by('getEntity', 200);
  for (const body of bodies) shown.record(Buffer.from(JSON.stringify(body)));
  return shown;
};

const asked: Json = { a: { $asked: 2 }, list: [{ b: { $asked: 2 } }] };

describe('an expectation', () => {
  test.each<[string, Json, Json, Json]>([
    ['has no member that was never shown', { a: 1 }, { a: 1, b: 2 }, { a: 1 }],
    ['has what was shown with another value', { a: 1 }, { a: 2 }, { a: 2 }],
    ['has what was shown in another place', { x: [{ a: 1 }] }, { a: 2 }, { a: 2 }],
    ['of items', { list: [{ a: 1 }] }, { list: [{ a: 2, b: 3 }] }, { list: [{ a: 2 }] }],
    ['with operators', { a: null }, { a: { $optional: { b: 1 } }, b: { $not: 1 } }, { a: { $optional: {} } }],
    ['of the claims of a token', { t: `${part({ alg: 'x' })}.${part({ sub: 1 })}.c` }, { sub: 1 }, { sub: 1 }],
    ['has all that is asked for, where some of it was shown', { a: 1, list: [{}] }, asked, asked],
    ['has nothing of it, where none was', { c: 1, list: [{}] }, asked, { list: [{}] }],
    ['of no object', { a: 1 }, 'text', 'text'],
  ])('%s', (_, body, expectation, expected) => {
    expect(shownBy(body).expected(expectation)).toEqual(expected);
  });

  test('is of one operation, and of all failures', () => {
    const shown = new Shown();
    shown.by('register', 200).record(Buffer.from('{"a":1}'));
    shown.by('register', 400).record(Buffer.from('{"details":1}'));
    expect(shown.by('register', 201).expected({ a: 1 })).toEqual({ a: 1 });
    expect(shown.by('getEntity', 200).expected({ a: 1 })).toEqual({});
    expect(shown.by('getEntity', 404).expected({ details: 1 })).toEqual({ details: 1 });
    expect(shown.events.expected({ a: 1 })).toEqual({});
  });

  test('says nothing of what is no JSON', () => {
    const shown = shownBy();
    shown.record(Buffer.from('<html>'));
    expect(shown.expected({ a: 1 })).toEqual({});
  });
});

describe('a change of a view', () => {
  const shown = shownBy({ emails: [{ uuid: 'x' }], entity: { name: 'y' }, deep: { list: [{ id: 1 }] } });

  test.each<[string, Parameters<typeof shown.changes>[0], Json]>([
    [
      'of what is shown stays',
      [{ at: '/emails', where: { uuid: 'x' }, remove: true }],
      [{ at: '/emails', where: { uuid: 'x' }, remove: true }],
    ],
    ['of a list that is not shown is none', [{ at: '/phones', add: { uuid: 'x' } }], []],
    [
      'of an item that cannot be told is any of its list',
      [{ at: '/emails', where: { email: 'a' }, remove: true }],
      [{ at: '', set: { emails: '$any' } }],
    ],
    ['of one below others', [{ at: '/deep/list', add: { key: 1 } }], [{ at: '/deep', set: { list: '$any' } }]],
    [
      'sets no member that is not shown',
      [{ at: '/entity', set: { name: 'z', modified: '$any' } }],
      [{ at: '/entity', set: { name: 'z' } }],
    ],
    ['of the whole', [{ at: '', set: { entity: '$any', other: 1 } }], [{ at: '', set: { entity: '$any' } }]],
  ])('%s', (_, changes, expected) => {
    expect(shown.changes(changes)).toEqual(expected);
  });
});

function part(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
