/** What creates a record, and where its id is, can be said by a link of the document alone. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing } from '../../support/check-document.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const person = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
const signedUp = {
  type: 'object',
  required: ['number', 'key'],
  properties: { number: { type: 'integer' }, key: { type: 'string' } },
};

const documentWith = (link: object): JsonObject =>
  JSON.parse(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'People', version: '1' },
      paths: {
        '/sign-up': {
          post: {
            operationId: 'signUp',
            requestBody: { required: true, ...json(person) },
            responses: {
              201: { description: 'Signed up.', ...json(signedUp), links: { Person: link } },
              400: { description: 'Refused.' },
            },
          },
        },
        '/people/{person}': {
          get: {
            operationId: 'getPerson',
            parameters: [{ name: 'person', in: 'path', required: true, schema: { type: 'string' } }],
            responses: { 200: { description: 'A person.', ...json(person) }, 404: { description: 'Nobody.' } },
          },
        },
      },
    }),
  ) as JsonObject;

function implement(store = (name: string) => name): (request: Request) => Promise<Response> {
  const people = new Map<string, string>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/sign-up' && request.method === 'POST') {
      const body = (await request.json().catch(() => null)) as { name?: unknown } | null;
      if (typeof body?.name !== 'string' || body.name === '') return new Response(null, { status: 400 });
      const key = `person-${people.size}`;
      people.set(key, store(body.name));
      return Response.json({ number: people.size, key }, { status: 201 });
    }
    const name = people.get(/^\/people\/([^/]+)$/.exec(pathname)?.[1] ?? '');
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    return name === undefined ? new Response(null, { status: 404 }) : Response.json({ name });
  };
}

const check = (link: object, store?: (name: string) => string) =>
  checkDocument(documentWith(link), implement(store), undefined, { selection: { phases: ['examples', 'relations'] } });

const parameters = { person: '$response.body#/key' };

test.each([
  ['by operationId', { operationId: 'getPerson', parameters }],
  ['by operationRef', { operationRef: '#/paths/~1people~1{person}/get', parameters }],
  ['with the place of the parameter', { operationId: 'getPerson', parameters: { 'path.person': parameters.person } }],
])('%s', async (_, link) => {
  const sound = await check(link);
  expect(failing(sound)).toEqual([]);
  expect(sound.find((one) => one.operationId === 'getPerson' && one.status === 200)?.outcome).toBe('passed');
  expect(failing(await check(link, () => 'Somebody'))).toEqual(['signUp: what it creates is shown']);
});

test.each([
  ['to nothing', { operationId: 'nobody', parameters }],
  ['to another document', { operationRef: 'other.yaml#/paths/~1people~1{person}/get', parameters }],
  ['of a wrong shape', { operationId: 'getPerson', parameters: ['$response.body#/key'] }],
  ['of another expression', { operationId: 'getPerson', parameters: { person: '$url' } }],
  ['to a member that is not there', { operationId: 'getPerson', parameters: { person: '$response.body#/id' } }],
])('a link %s says nothing', async (_, link) => {
  const cases = await check(link);
  expect(failing(cases)).toEqual([]);
  expect(cases.find((one) => one.operationId === 'getPerson' && one.status === 200)?.outcome).toBe('skipped');
});

test.each([
  ['in capitals', (name: string) => name.toUpperCase()],
  ['with other blanks', (name: string) => `${name} `],
  ['masked', (name: string) => `***${name.slice(-2)}`],
])('what is stored %s is stored', async (_, store) => {
  expect(failing(await check({ operationId: 'getPerson', parameters }, store))).toEqual([]);
});
