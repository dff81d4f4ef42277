/** Records that are changed by the operations of a JSON Patch (RFC 6902), and that HEAD tells of (RFC 9110, 9.3.2). */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const level = { type: 'string', enum: ['basic', 'full'] };
const own = { name: text, level, nickname: text, alias: text, tags: { type: 'array', items: text, maxItems: 9 } };
const fixed = { type: 'string', format: 'date-time', readOnly: true };
const person = object(['id', 'name', 'level', 'created_at'], {
  id: { type: 'string', format: 'uuid' },
  ...own,
  created_at: fixed,
});
const patchOperation = object(['op', 'path'], {
  op: { type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
  path: { type: 'string' },
  from: { type: 'string' },
  value: {},
});
const failure = { description: 'Refused' };
const failures = Object.fromEntries([400, 404, 409, 415, 422].map((one) => [one, failure]));
const headers = { ETag: { schema: { type: 'string' } }, 'Last-Modified': { schema: { type: 'string' } } };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const document = {
  openapi: '3.1.0',
  info: { title: 'People', version: '1' },
  paths: {
    '/people': {
      post: {
        operationId: 'createPerson',
        requestBody: { required: true, content: content(object(['name', 'level'], own)) },
        responses: { 201: answer(person), ...failures },
      },
    },
    '/people/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      get: { operationId: 'getPerson', responses: { 200: { ...answer(person), headers }, ...failures } },
      head: { operationId: 'headPerson', responses: { 200: { description: 'Its headers', headers }, ...failures } },
      patch: {
        operationId: 'patchPerson',
        requestBody: {
          required: true,
          content: {
            'application/json-patch+json': {
              schema: { type: 'array', items: patchOperation },
              example: [{ op: 'replace', path: '/name', value: 'Another Name' }],
            },
          },
        },
        responses: { 200: answer(person), ...failures },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'replace does nothing': 'patchPerson: replace replaces, and nothing else',
  'replace changes another member': 'patchPerson: replace replaces, and nothing else',
  'replace changes another record': 'patchPerson: replace replaces, and nothing else',
  'remove does nothing': 'patchPerson: add adds, and remove takes away',
  'add does nothing': 'patchPerson: add adds, and remove takes away',
  'add overwrites an item': 'patchPerson: add inserts into a list',
  'add at the end is at the beginning': 'patchPerson: add inserts into a list',
  'a test is not made': 'patchPerson: a test that fails changes nothing',
  'a test always fails': 'patchPerson: a test that fails changes nothing',
  'what comes before a failure stays': 'patchPerson: a test that fails changes nothing',
  'move leaves it there': 'patchPerson: copy copies, and move moves',
  'copy takes it away': 'patchPerson: copy copies, and move moves',
  'remove of nothing succeeds': 'patchPerson: what is not there is not changed',
  'replace of nothing succeeds': 'patchPerson: what is not there is not changed',
  'replace of what may be there succeeds': 'patchPerson: what is not there is not changed',
  'what it makes is not validated': 'patchPerson: what it makes is validated',
  'what is fixed is changed': 'patchPerson: a patch of what is read-only changes nothing',
  'HEAD has another length': 'headPerson: it says what GET says',
  'HEAD has another tag': 'headPerson: it says what GET says',
  'HEAD has no tag': 'headPerson: it says what GET says',
  'HEAD has another type': 'headPerson: it says what GET says',
  'HEAD has another status': 'headPerson: it says what GET says',
  'HEAD finds everything': 'headPerson: it finds what GET finds',
} as const;

/** Ways to keep the document. */
const lawful = ['HEAD has no length', 'what is removed is null', 'tags are a set'] as const;

type Way = keyof typeof faults | (typeof lawful)[number];
type Person = Record<string, unknown>;

/** @throws {Error} where an operation is not successful */
function apply(person: Person, { op, path, from, value }: Record<string, string>, way: Way | undefined): void {
  const [, name = '', index] = path!.split('/');
  const known = [...Object.keys(own), 'created_at'];
  const isThere = name in person;
  if (!known.includes(name)) {
    if (way === 'remove of nothing succeeds' && op === 'remove') return;
    if (way === 'replace of nothing succeeds' && op === 'replace') return;
    throw new Error('422');
  }
  if (name === 'created_at' && way !== 'what is fixed is changed') throw new Error('422');
  const list = person[name];
  if (index !== undefined) {
    if (!Array.isArray(list) || op !== 'add') throw new Error('422');
    if (way === 'tags are a set' && list.includes(value)) return;
    const at = index === '-' && way !== 'add at the end is at the beginning' ? list.length : Number(index) || 0;
    list.splice(at, way === 'add overwrites an item' ? 1 : 0, value);
    return;
  }
  if (op === 'test') {
    if (way === 'a test always fails') throw new Error('409');
    if (way !== 'a test is not made' && JSON.stringify(person[name]) !== JSON.stringify(value)) throw new Error('409');
  } else if (op === 'remove') {
    if (!isThere) throw new Error('422');
    if (way === 'remove does nothing') return;
    if (way === 'what is removed is null') person[name] = null;
    else delete person[name];
  } else if (op === 'move' || op === 'copy') {
    const source = from!.slice(1);
    if (!(source in person)) throw new Error('422');
    person[name] = person[source];
    const isTaken = op === 'move' ? way !== 'move leaves it there' : way === 'copy takes it away';
    if (isTaken) delete person[source];
  } else {
    if (op === 'replace' && !isThere && way !== 'replace of what may be there succeeds') throw new Error('422');
    if (way === 'add does nothing' && op === 'add') return;
    if (way === 'replace does nothing' && op === 'replace') return;
    if (way === 'replace changes another member' && op === 'replace') person['name'] = 'Someone else';
    person[name] = value;
  }
}

function isRight({ id: _id, created_at: _at, ...members }: Person): boolean {
  const isText = (one: unknown): boolean => typeof one === 'string' && one !== '' && [...one].length <= 40;
  return (
    Object.entries(members).every(([name, value]) =>
      name === 'tags'
        ? Array.isArray(value) && value.length <= 9 && value.every(isText)
        : name === 'level'
          ? level.enum.includes(value as string)
          : name in own && (isText(value) || (value === null && !['name', 'level'].includes(name))),
    ) &&
    'name' in members &&
    'level' in members
  );
}

function implement(way?: Way): (request: Request) => Promise<Response> {
  const people = new Map<string, Person>();
  const refuse = (status: number) => new Response(null, { status });
  const isJsonPatch = (request: Request) => request.headers.get('content-type') === 'application/json-patch+json';
  return async (request) => {
    const [, noun, id] = new URL(request.url).pathname.split('/');
    if (noun !== 'people') return refuse(404);
    if (id === undefined) {
      if (request.headers.get('content-type') !== 'application/json') return refuse(415);
      const sent = await jsonObjectIn(request);
      if (!sent || !isRight(sent)) return refuse(400);
      const made: Person = { ...sent, id: crypto.randomUUID(), created_at: new Date().toISOString() };
      people.set(made['id'] as string, made);
      return Response.json(made, { status: 201 });
    }
    const known = people.get(id.toLowerCase());
    const isHead = request.method === 'HEAD';
    if (!known) return refuse(isHead && way === 'HEAD finds everything' ? 200 : 404);
    if (request.method === 'PATCH') {
      if (!isJsonPatch(request)) return refuse(415);
      const operations = (await request.json().catch(() => undefined)) as Record<string, string>[] | undefined;
      const isPatch =
        Array.isArray(operations) &&
        operations.every(
          (one) =>
            patchOperation.properties &&
            typeof one?.['path'] === 'string' &&
            ['add', 'remove', 'replace', 'move', 'copy', 'test'].includes(one['op']!),
        );
      if (!isPatch) return refuse(400);
      const patched = structuredClone(known);
      try {
        for (const one of operations) apply(patched, one, way);
        if (!isRight(patched) && way !== 'what it makes is not validated') throw new Error('422');
      } catch (error) {
        if (way === 'what comes before a failure stays') Object.assign(known, patched);
        return refuse(Number((error as Error).message) || 422);
      }
      people.set(id, patched);
      if (way === 'replace changes another record') for (const one of people.values()) one['name'] = patched['name'];
      return Response.json(patched);
    }
    const body = JSON.stringify(known);
    const tag = `"${Buffer.from(body).toString('base64url').slice(-12)}"`;
    const own = new Headers({
      'content-type': 'application/json',
      'last-modified': new Date(known['created_at'] as string).toUTCString(),
      etag: tag,
    });
    if (!isHead) return new Response(body, { headers: own });
    if (way !== 'HEAD has no length')
      own.set('content-length', String(Buffer.byteLength(body) + Number(way === 'HEAD has another length')));
    if (way === 'HEAD has another tag') own.set('etag', '"another"');
    if (way === 'HEAD has no tag') own.delete('etag');
    if (way === 'HEAD has another type') own.set('content-type', 'text/plain');
    return new Response(null, { headers: own, status: way === 'HEAD has another status' ? 404 : 200 });
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test.each(lawful)('%s › is lawful', async (way) => {
  expect(failing(await checkDocument(document, implement(way), undefined, relations))).toEqual([]);
});

test.each(Object.entries(faults) as [keyof typeof faults, string][])('%s › %s', async (way, title) => {
  expect(failing(await checkDocument(document, implement(way), undefined, relationsOf(title)))).toContain(title);
});
