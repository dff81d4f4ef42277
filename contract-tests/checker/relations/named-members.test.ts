/** The members that a failure says are wrong: names that there are, and the one that is wrong among them. */
import { expect, test } from 'vitest';
import { membersNamedIn } from '../../../src/checker/relations/named-members.js';
import type { Json } from '../../../src/openapi/document.js';
import { check } from './broken-sandbox.js';

const request = {
  method: 'POST',
  target: '/',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from('{}'),
};
const named = (members: string, failure: Json, sent: object = {}) =>
  membersNamedIn({ 'x-failure': { code: 'code', members } }, { ...request, ...sent }, failure);

test.each<[string, Json, string[][] | undefined]>([
  ['/details', { details: { a: 'wrong', b: { c: 'wrong', d: {} } } }, [['a'], ['b', 'c'], ['b', 'd']]],
  ['/details', { details: {} }, undefined],
  ['/details', { details: null }, undefined],
  ['/details', {}, undefined],
  [
    '/reasons/*/path',
    { reasons: [{ path: 'a.b' }, { path: 'list[0].c' }, {}] },
    [
      ['a', 'b'],
      ['list', '0', 'c'],
    ],
  ],
  ['/reasons/*/path', { reasons: 'none' }, undefined],
  ['/constructor', {}, undefined],
])('%s of %j', (members, failure, paths) => {
  expect(named(members, failure)).toEqual(paths);
});

test('of what is no JSON a failure speaks in words of its own', () => {
  const failure = { details: { body: 'is no JSON' } };
  expect(named('/details', failure, { body: Buffer.from('{"a":') })).toBeUndefined();
  expect(named('/details', failure, { headers: { 'content-type': 'text/plain' } })).toBeUndefined();
  expect(membersNamedIn({}, request, failure)).toBeUndefined();
});

/** What is said of failures of `addPhone` whose details are others. */
const saidOf = async (change: (details: Record<string, Json>) => Json) => {
  const rows = await check({
    phases: ['negatives'],
    operations: ['addPhone'],
    of: 'addPhone',
    answer: async (response) => {
      if (response.status !== 400) return response;
      const body = (await response.json()) as { validation_details?: Record<string, Json> };
      const changed = { ...body, validation_details: body.validation_details && change(body.validation_details) };
      return Response.json(changed, { status: 400, headers: { date: response.headers.get('date') ?? '' } });
    },
  });
  return new Set(rows.flatMap(({ violations }) => violations.map(({ message }) => message)));
};

test('details as they are › nothing is said', async () => {
  expect(await saidOf((details) => details)).toEqual(new Set());
});

test('names in other letters, or another member › a case fails', async () => {
  const inCamelCase = (details: Record<string, Json>): Json =>
    JSON.parse(JSON.stringify(details).replaceAll(/_(\w)(?=\w*":)/g, (_, letter: string) => letter.toUpperCase()));
  expect(await saidOf(inCamelCase)).toContain('names a member that no request has');
  const other = () => ({ search_filters: 'is wrong' });
  expect(await saidOf(other)).toContain('names another member than the one that is wrong');
});
