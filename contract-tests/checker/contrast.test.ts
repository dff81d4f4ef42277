/** What a report says of a value that is not as expected: nothing that may be of a person. */
import { expect, test } from 'vitest';
import { contrast } from '../../src/checker/recipes/contrast.js';
import { unmet } from '../../src/checker/recipes/expectation.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';

const document: JsonObject = {
  components: { schemas: { State: { type: 'string', enum: ['pending', 'passed'] }, Kind: { const: 'person' } } },
  info: { description: 'Ada Example' },
};

const told = (expected: Json, actual: Json | undefined): string[] =>
  unmet(expected, actual).map((pointer) => `${pointer}${contrast(expected, actual, pointer, document)}`);

test.each<[string, Json, Json | undefined, string]>([
  ['a truth value', { a: { b: true } }, { a: { b: false } }, '/a/b: true, not false'],
  ['a small number', { a: 2 }, { a: 3 }, '/a: 2, not 3'],
  ['a text that the document lists', { a: 'passed' }, { a: 'pending' }, '/a: "passed", not "pending"'],
  ['one that is fixed', { a: 'person' }, { a: null }, '/a: "person", not null'],
  ['items and no others', { a: { $only: [{ b: 1 }, {}] } }, { a: [{ b: 2 }] }, '/a: 2 items, not 1 item'],
  ['no items', { a: [] }, { a: [1, 2] }, '/a: 0 items, not 2 items'],
  ['none', { a: { $absent: true } }, { a: true }, '/a: none, not true'],
  ['one that may be left out', { a: { $optional: false } }, { a: true }, '/a: false, not true'],
  ['one that was asked for', { a: { $asked: { b: 1 } } }, { a: { b: 2 } }, '/a/b: 1, not 2'],
  ['a member that is not there', { a: 1 }, {}, '/a: 1, not none'],
  ['a whole answer that is not there', true, undefined, ': true, not none'],
])('%s is told', (_, expected, actual, words) => {
  expect(told(expected, actual)).toEqual([words]);
});

test.each<[string, Json, Json, string]>([
  ['a text', { a: 'Ada Example' }, { a: 'Eve Example' }, '/a'],
  ['a text in place of one that is listed', { a: 'passed' }, { a: 'Ada Example' }, '/a: "passed", not a text'],
  ['a long number', { a: 200_255_501 }, { a: 7 }, '/a: a number, not 7'],
  ['two long numbers', { a: 200_255_501 }, { a: 200_255_502 }, '/a'],
  ['other items of the same number', { a: { $only: [{ b: 'x' }] } }, { a: [{ b: 'y' }] }, '/a'],
  ['an operator', { a: { $masked: '000123402' } }, { a: '000123402' }, '/a'],
])('%s is not', (_, expected, actual, words) => {
  expect(told(expected, actual)).toEqual([words]);
});
