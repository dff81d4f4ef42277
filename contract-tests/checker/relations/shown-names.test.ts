/** Members that a document does not describe are the target's own, and may change with anything. */
import { expect, test } from 'vitest';
import { namesShown } from '../../../src/checker/relations/shown-names.js';
import { operationsOf, type JsonObject } from '../../../src/openapi/document.js';
import { check } from './broken-sandbox.js';

const namesOf = (schema: JsonObject): string[] | undefined => {
  const content = { 'application/json': { schema } };
  const get = { operationId: 'a', responses: { 200: { description: 'It', content }, 404: { description: 'None' } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    paths: { '/a': { get } },
  } as unknown as JsonObject;
  const names = namesShown(document, operationsOf(document)[0]!);
  return names && [...names].sort();
};

const of = (...names: string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

test.each([
  ['an object', of('a', 'b'), ['a', 'b']],
  ['each branch', { oneOf: [of('a'), { allOf: [of('b')] }], if: of('c'), then: of('d') }, ['a', 'b', 'c', 'd']],
  ['items', { type: 'array', items: of('a'), prefixItems: [of('b')] }, ['a', 'b']],
  ['a token', { type: 'string', contentSchema: of('a') }, ['a']],
  ['a map', { type: 'object', properties: { a: { type: 'object', additionalProperties: of('b') } } }, undefined],
  ['names by a pattern', { ...of('a'), patternProperties: { '^x': {} } }, undefined],
  ['nothing', { type: 'string' }, undefined],
] as [string, JsonObject, string[] | undefined][])('%s › %j', (_, schema, names) => {
  expect(namesOf(schema)).toEqual(names);
});

const checkLatest = (json: (body: JsonObject) => void) =>
  check({
    provider: 'alfred-customers',
    phases: ['relations'],
    operations: ['updateKycSubmission'],
    of: 'getLatestKycSubmission',
    json: (body: JsonObject) => (json(body), body),
  });

test('a member beside the described ones that changes › no case fails', async () => {
  let looks = 0;
  const rows = await checkLatest((body) => (body.looks = ++looks));
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
});

test('a described member that changes › a case fails', async () => {
  let looks = 0;
  const rows = await checkLatest((body) => (body.status = ['CREATED', 'FAILED'][++looks % 2]!));
  expect(rows.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(0);
});
