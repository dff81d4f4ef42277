/** Each example of a request is sent once: with the response of its name, or else as a request that must be accepted. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import { checkDocument } from '../support/check-document.js';

const kinds = ['cat', 'dog', 'bird'];
const body = {
  oneOf: kinds.map((kind) => ({ type: 'object', required: ['kind'], properties: { kind: { const: kind } } })),
};
const valueOf = (kind: string) => ({ value: { kind } });

/** @param responses names of the examples of the success and of the failure */
const documentWith = (examples: JsonObject, responses: { 201?: JsonObject; 400?: JsonObject } = {}): JsonObject => ({
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'addPet',
        requestBody: { required: true, content: { 'application/json': { schema: body, examples } } },
        responses: Object.fromEntries(
          Object.entries({ 201: {}, 400: {}, ...responses }).map(([status, named]) => [
            status,
            { description: '', content: { 'application/json': { schema: {}, examples: named } } },
          ]),
        ),
      },
    },
  },
});

async function check(document: JsonObject, refuses?: string) {
  const cases = await checkDocument(document, async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    const isJson = /^application\/json/i.test(request.headers.get('content-type') ?? '');
    const value = isJson ? await request.json().catch(() => null) : null;
    const isRight = kinds.includes(value?.kind) && value.kind !== refuses;
    return Response.json({}, { status: isRight ? 201 : 400 });
  });
  return cases.filter((one) => one.case?.startsWith('request example'));
}

const all = Object.fromEntries(kinds.map((kind) => [kind, valueOf(kind)]));

test('of a response without examples: all but the first, which the plain request has', async () => {
  const found = await check(documentWith(all));
  expect(found.map((one) => [one.case, one.outcome])).toEqual([
    ['request example dog', 'passed'],
    ['request example bird', 'passed'],
  ]);
});

test('one that is refused fails', async () => {
  const found = await check(documentWith(all), 'bird');
  expect(found.filter(({ outcome }) => outcome === 'failed').map((one) => one.case)).toEqual(['request example bird']);
});

test('one that belongs to a response, of whatever status, and one that breaks the schema are none of them', async () => {
  const responses = { 201: { cat: { value: {} } }, 400: { dog: { value: {} } } };
  const found = await check(documentWith({ ...all, fish: valueOf('fish') }, responses));
  expect(found.map((one) => one.case)).toEqual(['request example bird']);
});
