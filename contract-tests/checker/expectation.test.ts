/** What a recipe can expect of a body besides parts of JSON: another value than one that is known, and bytes. */
import { expect, test } from 'vitest';
import type { Json } from '../../src/openapi/document.js';
import { unmetBy } from '../../src/checker/recipes/expectation.js';

test.each<[string, Json, string, string[]]>([
  ['another value', { uid: { $not: 'a' } }, '{"uid":"b"}', []],
  ['the same value', { uid: { $not: 'a' } }, '{"uid":"a"}', ['/uid']],
  ['one of two values', { a: { $either: [60, 0.6] } }, '{"a":0.6}', []],
  ['a third value', { a: { $either: [60, 0.6] } }, '{"a":6}', ['/a']],
  ['no value at all', { uid: { $not: 'a' } }, '{}', ['/uid']],
  ['these items in another order', { $only: [{ a: 1 }, { a: 2 }] }, '[{"a":2},{"a":1}]', []],
  ['one item that is like two', { $only: [{ a: 1 }, { a: 1 }] }, '[{"a":1},{"a":2}]', ['']],
  ['items of which one fits only the last', { $only: [{}, { a: 1 }] }, '[{"a":1},{"a":2}]', []],
  ['one item more', { $only: [{ a: 1 }] }, '[{"a":1},{"a":2}]', ['']],
  ['several of a kind', { $each: [{ a: 1 }, { a: 2 }] }, '[{"a":2},{"a":1},{"a":1,"b":3}]', []],
  ['one of another kind', { $each: [{ a: 1 }] }, '[{"a":1},{"a":2}]', ['']],
  ['none of one kind', { $each: [{ a: 1 }, { a: 2 }] }, '[{"a":1}]', ['']],
  ['just these bytes', 'data:text/plain;base64,aGk=', 'hi', []],
  ['other bytes', 'data:text/plain;base64,aGk=', 'ho', ['']],
  ['JSON where there is none', { a: 1 }, 'hi', ['']],
  ['a value that is asked for', { a: { $asked: 'x' } }, '{"a":"x"}', []],
  ['another one than was asked for', { a: { $asked: 'x' } }, '{"a":"y"}', ['/a']],
  ['none where one was asked for', { a: { $asked: 'x' } }, '{}', ['/a']],
  ['an optional value that is there', { a: { $optional: 'x' } }, '{"a":"x"}', []],
  ['an optional value that is not', { a: { $optional: 'x' } }, '{"a":null}', []],
  ['another one in its place', { a: { $optional: 'x' } }, '{"a":"y"}', ['/a']],
  ['null for what is not to be there', { a: { $absent: true } }, '{"a":null}', []],
  ['what is not to be there', { a: { $absent: true } }, '{"a":1}', ['/a']],
  ['a text in capitals', { a: { $anyCase: 'IN_REVIEW' } }, '{"a":"in_review"}', []],
  ['another text', { a: { $anyCase: 'IN_REVIEW' } }, '{"a":"FAILED"}', ['/a']],
  ['a text of a list', { a: { $anyCase: ['PENDING', 'CREATED'] } }, '{"a":"created"}', []],
  ['a text of no list', { a: { $anyCase: ['PENDING', 'CREATED'] } }, '{"a":"FAILED"}', ['/a']],
  ['nothing, where null is not to be', { a: { $optional: { $not: null } } }, '{}', []],
  ['a value, where null is not to be', { a: { $optional: { $not: null } } }, '{"a":"x"}', []],
  ['null, where it is not to be', { a: { $optional: { $not: null } } }, '{"a":null}', ['/a']],
  ['a mask', { a: { $masked: '000-12-3456' } }, '{"a":"***-**-3456"}', []],
  ['another mask', { a: { $masked: '000-12-3456' } }, '{"a":"*3456"}', []],
  ['letters for a mask, in groups', { a: { $masked: '00-6123456' } }, '{"a":"XX-XXX3456"}', []],
  ['letters for a mask', { a: { $masked: '000-12-3456' } }, '{"a":"xxx56"}', []],
  ['a mask of the wrong end', { a: { $masked: '000-12-3456' } }, '{"a":"00012****"}', ['/a']],
  ['the whole', { a: { $masked: '000-12-3456' } }, '{"a":"000-12-3456"}', ['/a']],
])('%s', (_, expected, body, pointers) => {
  expect(unmetBy(Buffer.from(body), expected)).toEqual(pointers);
});
