/** What each of several pairs of examples shows to come back whole has to come back whole. */
import { expect, test } from 'vitest';
import { lackingIn, wholeEchoesOf } from '../../../src/checker/relations/echo.js';
import { operationsOf, type JsonObject, type Json } from '../../../src/openapi/document.js';

const one = { name: 'Ada', city: 'Portland', pep: false };
const two = { name: 'Eve', city: 'Salem', pep: true };

const documentOf = (pairs: readonly (readonly [Json, Json])[]): JsonObject => {
  const examplesAt = (index: 0 | 1) =>
    Object.fromEntries(pairs.map((pair, number) => [`pair${number}`, { value: pair[index] }]));
  const content = (index: 0 | 1) => ({ 'application/json': { schema: {}, examples: examplesAt(index) } });
  return {
    openapi: '3.1.1',
    paths: { '/p': { post: { requestBody: { content: content(0) }, responses: { 200: { content: content(1) } } } } },
  };
};
const derived = (...pairs: [Json, Json][]) => {
  const document = documentOf(pairs);
  return wholeEchoesOf(document, operationsOf(document)[0]!).get('200');
};

test('where all pairs show it', () => {
  expect(derived([{ data: one }, { id: 1, ...one }], [{ data: two }, { id: 2, ...two }])).toEqual([
    { from: '/data', to: '' },
  ]);
});

test.each<[string, [Json, Json][]]>([
  ['one pair alone', [[{ data: one }, one]]],
  [
    'a pair that leaves one out',
    [
      [{ data: one }, one],
      [{ data: two }, { name: 'Eve', city: 'Salem' }],
    ],
  ],
  [
    'two members, which may be alike by chance',
    [
      [{ data: { a: 1, b: 2 } }, { a: 1, b: 2 }],
      [{ data: { a: 3, b: 4 } }, { a: 3, b: 4 }],
    ],
  ],
])('not from %s', (_, pairs) => {
  expect(derived(...pairs)).toEqual([]);
});

test('false is a value, and null is none', () => {
  const sent = new Map<string, string | boolean | null>([
    ['/data/name', 'Ada'],
    ['/data/pep', false],
    ['/data/more', null],
  ]);
  expect(lackingIn({ from: '/data', to: '' }, sent, { name: 'Ada' })).toEqual(['/data/pep']);
  expect(lackingIn({ from: '/data', to: '' }, sent, { name: 'Ada', pep: false })).toEqual([]);
});
