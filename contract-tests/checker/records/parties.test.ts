/** Guests of a party: no more than its size, and none twice, which a party that is full proves nothing of. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const failure = { description: 'Refused' };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const email = { type: 'string', format: 'email', maxLength: 60 };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const body = (schema: object) => ({ required: true, content: content(schema) });

/** @param size of the party that the check makes */
function documentOf(size: number): JsonObject {
  const party = object(['size'], { size: { type: 'integer', minimum: 1, maximum: 9, examples: [size] } });
  const guest = object(['email'], { email });
  const withId = (schema: object) => ({ allOf: [object(['id'], { id: { type: 'string' } }), schema] });
  return {
    openapi: '3.1.0',
    info: { title: 'Parties', version: '1' },
    paths: {
      '/parties': {
        post: {
          operationId: 'plan',
          requestBody: body(party),
          responses: { 201: answer(withId(party)), 400: failure },
        },
      },
      '/parties/{id}': {
        parameters: [id],
        get: { operationId: 'see', responses: { 200: answer(withId(party)), 404: failure } },
      },
      '/parties/{id}/guests': {
        parameters: [id],
        post: {
          operationId: 'invite',
          description:
            'A party has no more guests than its `size` (409). No two guests of a party have the same `email`, regardless of case (409).',
          requestBody: body(guest),
          responses: { 201: answer(withId(guest)), 400: failure, 404: failure, 409: failure },
        },
      },
      '/parties/{id}/guests/{guest}': {
        parameters: [id, { ...id, name: 'guest' }],
        get: { operationId: 'meet', responses: { 200: answer(withId(guest)), 404: failure } },
      },
    },
  } as unknown as JsonObject;
}

type Fault = 'one guest more' | 'a guest twice' | 'capitals make another guest';

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const parties: { size: number; guests: string[] }[] = [];
  const guests = new Map<string, { party: number; email: string }>();
  return async (request) => {
    const [, , own, , guest] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    const refuse = (status: number) => new Response(null, { status });
    const party = own === undefined ? undefined : parties[Number(own.slice(1)) - 1];
    if (own !== undefined && !party) return refuse(404);
    if (party && request.method === 'GET') {
      if (guest === undefined) return Response.json({ id: own, size: party.size });
      const found = guests.get(guest);
      return found && parties[found.party] === party ? Response.json({ id: guest, email: found.email }) : refuse(404);
    }
    const sent = await jsonObjectIn(request);
    if (!party) {
      const size = sent?.size;
      if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 9) return refuse(400);
      parties.push({ size, guests: [] });
      return Response.json({ id: `p${parties.length}`, size }, { status: 201 });
    }
    const name = sent?.email;
    if (typeof name !== 'string' || !/^\S+@\S+\.\S+$/.test(name) || name.length > 60) return refuse(400);
    const folded = (one: string) => (fault === 'capitals make another guest' ? one : one.toLowerCase());
    const isKnown = party.guests.some((one) => folded(one) === folded(name)) && fault !== 'a guest twice';
    if (isKnown || party.guests.length >= party.size + Number(fault === 'one guest more')) return refuse(409);
    party.guests.push(name);
    guests.set(`g${guests.size + 1}`, { party: parties.indexOf(party), email: name });
    return Response.json({ id: `g${guests.size}`, email: name }, { status: 201 });
  };
}

const full = 'invite: one that is full takes no more';
const same = 'invite: no two have the same email';
const sameInCapitals = 'invite: no two have the same email, in whatever case';

test('a server that keeps the document › all of it is tried, and nothing fails', async () => {
  const cases = await checkDocument(documentOf(4), implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([full, same, sameInCapitals]));
});

test.each<[Fault, string]>([
  ['one guest more', full],
  ['a guest twice', same],
  ['capitals make another guest', sameInCapitals],
])('%s › %s', async (fault, title) => {
  expect(failing(await checkDocument(documentOf(4), implement(fault), undefined, relations))).toContain(title);
});

test('a party that is full with one guest › whether two are the same is not told, and does not pass', async () => {
  for (const fault of [undefined, 'a guest twice'] as const) {
    const cases = await checkDocument(documentOf(1), implement(fault), undefined, relations);
    expect(failing(cases)).toEqual([]);
    expect(passing(cases)).not.toContain(same);
    expect(passing(cases)).toContain(full);
  }
});
