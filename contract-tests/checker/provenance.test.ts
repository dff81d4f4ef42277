/** What a clause of a document rests on. */
import { expect, test } from 'vitest';
import { provenanceAt } from '../../src/openapi/provenance.js';

const document = {
  'x-provenance': { status: 'assumed', note: 'The whole is a guess.' },
  a: {
    'x-provenance': { status: 'documented', source: 'page' },
    properties: {
      b: { 'x-provenance': { status: 'conflicting', source: ['page', 'sdk'], note: 'Two sides.' }, type: 'string' },
    },
  },
  foreign: { 'x-provenance': 'hearsay' },
};

test.each([
  ['/a/properties/b/type', { status: 'conflicting', source: 'page, sdk', note: 'Two sides.' }],
  ['/a/properties/b', { status: 'conflicting', source: 'page, sdk', note: 'Two sides.' }],
  ['/a/properties/b/nothing/there', { status: 'conflicting', source: 'page, sdk', note: 'Two sides.' }],
  ['/a/required', { status: 'documented', source: 'page' }],
  ['/foreign/type', { status: 'assumed', note: 'The whole is a guess.' }],
  ['', { status: 'assumed', note: 'The whole is a guess.' }],
])('%s rests on its nearest evidence', (pointer, expected) => {
  expect(provenanceAt(document, pointer)).toEqual(expected);
});

test('a document without evidence has none', () => {
  expect(provenanceAt({ openapi: '3.1.1' }, '/openapi')).toBeUndefined();
});
