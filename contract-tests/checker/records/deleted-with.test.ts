/** Records that are deleted with the one that they name, where the words of the deletion say so. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 60 };
const owner = object(['id', 'name'], { id: text, name: text });
const pet = object(['id', 'owner_id'], { id: text, owner_id: text });
const failures = Object.fromEntries([400, 404].map((one) => [one, { description: 'Refused' }]));
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const item = (schema: object, name: string, deleting?: string) => ({
  parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
  get: { operationId: `get${name}`, responses: { 200: answer(schema), ...failures } },
  ...(deleting !== undefined && {
    delete: {
      operationId: `delete${name}`,
      description: deleting,
      responses: { 204: { description: 'Gone' }, ...failures },
    },
  }),
});
const create = (body: object, schema: object, name: string) => ({
  post: {
    operationId: `create${name}`,
    requestBody: { required: true, content: content(body) },
    responses: { 201: answer(schema), ...failures },
  },
});
const documentOf = (words: string) =>
  ({
    openapi: '3.1.0',
    info: { title: 'Owners', version: '1' },
    paths: {
      '/owners': create(object(['name'], { name: text }), owner, 'Owner'),
      '/owners/{id}': item(owner, 'Owner', words),
      '/pets': create(object(['owner_id'], { owner_id: text }), pet, 'Pet'),
      '/pets/{id}': item(pet, 'Pet'),
    },
  }) as unknown as JsonObject;

function implement(isTaken: boolean): (request: Request) => Promise<Response> {
  const all = new Map<string, Record<string, unknown>>();
  let count = 0;
  return async (request) => {
    const [, noun, id] = new URL(request.url).pathname.split('/');
    const known = all.get(id ?? '');
    if (id !== undefined && !known) return new Response(null, { status: 404 });
    if (known && request.method === 'GET') return Response.json(known);
    if (known) {
      all.delete(id!);
      if (isTaken) for (const [other, one] of all) if (one['owner_id'] === id) all.delete(other);
      return new Response(null, { status: 204 });
    }
    const sent = await jsonObjectIn(request);
    const isRight = noun === 'owners' ? typeof sent?.name === 'string' : all.has(String(sent?.owner_id));
    if (!isRight) return new Response(null, { status: 400 });
    const made = { id: `${noun}-${++count}`, ...sent };
    all.set(made.id, made);
    return Response.json(made, { status: 201 });
  };
}

const title = 'deleteOwner: what a pet names takes that with it';

test('"Deletes the owner with all pets" › they are gone, or that is a fault', async () => {
  const document = documentOf('Deletes the owner with all pets.');
  expect(passing(await checkDocument(document, implement(true), undefined, relations))).toContain(title);
  expect(failing(await checkDocument(document, implement(false), undefined, relations))).toEqual([title]);
});

test.each(['Deletes the owner.', 'Deletes the owner, and keeps the pets.', 'Deletes it and not its pets.'])(
  '"%s" › nothing is said of them',
  async (words) => {
    const cases = await checkDocument(documentOf(words), implement(false), undefined, relations);
    expect(failing(cases)).toEqual([]);
  },
);
