/** What a recipe can expect of a body besides parts of JSON: another value than one that is known, and bytes. */
import { expect, test } from 'vitest';
import type { Json } from '../../src/openapi/document.js';
import { unmetBy } from '../../src/checker/recipes/expectation.js';

test.each<[string, Json, string, string[]]>([
  ['another value', { uid: { $not: 'a' } }, '{"uid":"b"}', []],
  ['the same value', { uid: { $not: 'a' } }, '{"uid":"a"}', ['/uid']],
  ['no value at all', { uid: { $not: 'a' } }, '{}', ['/uid']],
  ['just these bytes', 'data:text/plain;base64,aGk=', 'hi', []],
  ['other bytes', 'data:text/plain;base64,aGk=', 'ho', ['']],
  ['JSON where there is none', { a: 1 }, 'hi', ['']],
])('%s', (_, expected, body, pointers) => {
  expect(unmetBy(Buffer.from(body), expected)).toEqual(pointers);
});
