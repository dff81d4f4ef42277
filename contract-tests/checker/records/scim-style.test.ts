/** An API after SCIM (RFC 7644): patches of operations, lists from an index of 1, attributes that are left out, filters. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const scim = 'application/scim+json';
const ofUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ofPatch = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const text = { type: 'string', minLength: 1, maxLength: 40 };
const instant = { type: 'string', format: 'date-time' };
const version = { type: 'string', description: 'Another one after each change.' };
const meta = object(
  [],
  { created: instant, lastModified: instant, version, location: { type: 'string', format: 'uri' } },
  { readOnly: true },
);
const groups = {
  type: 'array',
  readOnly: true,
  items: object([], { value: { ...text, description: 'The `id` of a group.' } }),
};
const user = object(['schemas', 'userName'], {
  schemas: { type: 'array', items: { type: 'string', enum: [ofUser] }, minItems: 1, maxItems: 1 },
  id: { type: 'string', readOnly: true },
  meta,
  userName: text,
  title: text,
  active: { type: 'boolean', default: true },
  groups,
});
const patch = object(['schemas', 'Operations'], {
  schemas: { type: 'array', items: { type: 'string', enum: [ofPatch] }, minItems: 1, maxItems: 1 },
  Operations: {
    type: 'array',
    minItems: 1,
    items: object(['op'], {
      op: { type: 'string', enum: ['add', 'replace', 'remove'] },
      path: { type: 'string', description: 'What is changed. Required for `remove`.' },
      value: { description: 'Required for `add` and `replace`.' },
    }),
  },
});
const failure = { description: 'Refused' };
const failures = Object.fromEntries([400, 404, 415].map((one) => [one, failure]));
const taken = {
  description: 'Another user has this `userName`; `scimType` is `uniqueness`.',
  content: content(object(['scimType'], { scimType: { type: 'string' } }), scim),
};
const tag = { ETag: { description: 'It is another one after each change.', schema: { type: 'string' } } };
const answer = (schema: object, more: object = {}) => ({ description: 'It', content: content(schema, scim), ...more });
const body = (schema: object) => ({ required: true, content: content(schema, scim) });
const inQuery = (name: string, schema: object, description = '') => ({ name, in: 'query', description, schema });
const userBody = body(user);
const page = object(['totalResults', 'startIndex'], {
  totalResults: { type: 'integer' },
  startIndex: { type: 'integer' },
  Resources: { type: 'array', items: user },
});
const document = {
  openapi: '3.0.3',
  info: { title: 'Users', version: '1' },
  paths: {
    '/Users': {
      post: {
        operationId: 'createUser',
        description: '`userName` is unique, and not case-sensitive: with the name of another user the answer is 409.',
        requestBody: userBody,
        responses: { 201: answer(user), 409: taken, ...failures },
      },
      get: {
        operationId: 'listUsers',
        parameters: [
          inQuery('filter', text, 'An expression, such as `userName eq "ada"`.'),
          inQuery('startIndex', { type: 'integer', minimum: 1, default: 1 }),
          inQuery('count', { type: 'integer', minimum: 1, maximum: 500, default: 100 }),
        ],
        responses: {
          200: answer(page),
          ...failures,
        },
      },
    },
    '/Users/.search': {
      post: {
        operationId: 'searchUsers',
        requestBody: body(
          object([], {
            filter: text,
            startIndex: { type: 'integer', minimum: 1 },
            count: { type: 'integer', minimum: 1, maximum: 500 },
          }),
        ),
        responses: { 200: answer(page), ...failures },
      },
    },
    '/Users/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getUser', responses: { 200: answer(user, { headers: tag }), ...failures } },
      put: {
        operationId: 'replaceUser',
        description: 'Replaces the user. What is left out falls back to its default.',
        requestBody: userBody,
        responses: { 200: answer(user, { headers: tag }), 409: taken, ...failures },
      },
      patch: {
        operationId: 'patchUser',
        requestBody: body(patch),
        responses: { 200: answer(user, { headers: tag }), 409: taken, ...failures },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'a patch does nothing': 'patchUser: replace replaces, and nothing else',
  'a patch changes another user': 'patchUser: replace replaces, and nothing else',
  'remove does nothing': 'patchUser: add adds, and remove takes away',
  'an index is one from 0': 'listUsers: list: its pages follow each other',
  'the index is always 1': 'listUsers: list: it says where it begins',
  'all are counted': 'listUsers: list: filter filter by userName',
  'the filter is left aside': 'listUsers: list: filter filter by userName',
  'a search leaves the filter aside': 'listUsers: list: a search by a body finds the same',
  'what is replaced keeps its state': 'replaceUser: what it leaves out is gone',
  'the creation moves': 'replaceUser: what it changes is changed',
  'the time of change stays': 'replaceUser: the time of its change moves on',
  'a weak tag stays': 'replaceUser: what it changes is changed',
  'the version stays': 'replaceUser: the time of its change moves on',
  'the location is of another one': 'getUser: its links lead to what is there',
  'a name is taken in capitals': 'createUser: no two have the same userName, in whatever case',
  'the reason is another one': 'createUser: no two have the same userName',
} as const;

type Fault = keyof typeof faults;

interface User {
  id: string;
  userName: string;
  title?: unknown;
  active: unknown;
  created: number;
  changed: number;
  version: number;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const users = new Map<string, User>();
  let count = 0;
  const refuse = (status: number) => new Response(null, { status });
  const json = (value: unknown, status = 200, headers = {}) =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': scim, ...headers } });
  const conflict = () => json({ scimType: fault === 'the reason is another one' ? 'invalidValue' : 'uniqueness' }, 409);
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 40;
  const shown = ({ id, userName, title, active, created, changed, version }: User) => ({
    schemas: [ofUser],
    id,
    userName,
    ...(title !== undefined && { title }),
    active,
    meta: {
      created: new Date(created).toISOString(),
      lastModified: new Date(changed).toISOString(),
      version: `W/"${fault === 'the version stays' ? 1 : version}"`,
      location: `http://target.test/Users/${fault === 'the location is of another one' ? [...users.keys()][0] : id}`,
    },
  });
  const answerOf = (one: User, status = 200) => json(shown(one), status, { etag: `W/"${one.version}"` });
  const isTaken = (name: string, own?: User): boolean =>
    [...users.values()].some(
      (one) =>
        one !== own &&
        (fault === 'a name is taken in capitals'
          ? one.userName === name
          : one.userName.toLowerCase() === name.toLowerCase()),
    );
  const touch = (one: User): void => {
    if (fault !== 'the time of change stays') one.changed = Date.now();
    if (fault !== 'a weak tag stays') one.version = ++count;
  };
  const isUser = (
    sent: Record<string, unknown> | undefined,
  ): sent is { userName: string; title?: unknown; active?: unknown } =>
    JSON.stringify(sent?.schemas) === JSON.stringify([ofUser]) &&
    isText(sent?.userName) &&
    (sent.title === undefined || isText(sent.title)) &&
    (sent.active === undefined || typeof sent.active === 'boolean');
  const list = ({ searchParams }: URL): Response => {
    const number = (name: string, usual: number) => Number(searchParams.get(name) ?? usual);
    const [start, most] = [number('startIndex', 1), number('count', 100)];
    const filter = searchParams.get('filter');
    const [, wanted] = filter === null ? [] : (/^userName eq "([^"]*)"$/.exec(filter) ?? []);
    const isRight = [start, most].every((one) => Number.isInteger(one) && one >= 1) && most <= 500;
    if (!isRight || (filter !== null && wanted === undefined)) return refuse(400);
    const all = [...users.values()];
    const kept =
      wanted === undefined || fault === 'the filter is left aside'
        ? all
        : all.filter((one) => one.userName.toLowerCase() === wanted.toLowerCase());
    const from = fault === 'an index is one from 0' ? start : start - 1;
    return json({
      totalResults: fault === 'all are counted' ? all.length : kept.length,
      startIndex: fault === 'the index is always 1' ? 1 : start,
      Resources: kept.slice(from, from + most).map(shown),
    });
  };
  const applyPatch = async (request: Request, known: User): Promise<Response> => {
    const sent = await jsonObjectIn(request, scim);
    const operations = sent?.Operations as Record<string, unknown>[] | undefined;
    if (
      JSON.stringify(sent?.schemas) !== JSON.stringify([ofPatch]) ||
      !Array.isArray(operations) ||
      operations.length === 0
    )
      return refuse(400);
    const next = { ...known };
    for (const one of operations) {
      const { op, path, value } = one ?? {};
      if (!['add', 'replace', 'remove'].includes(op as string)) return refuse(400);
      if (!['userName', 'title', 'active'].includes(path as string)) return refuse(400);
      const name = path as 'userName' | 'title' | 'active';
      const isRight = name === 'active' ? typeof value === 'boolean' : isText(value);
      if (op === 'remove' && name === 'userName') return refuse(400);
      if (op !== 'remove' && !isRight) return refuse(400);
      if (op === 'remove') {
        if (fault !== 'remove does nothing') Object.assign(next, { [name]: name === 'active' ? true : undefined });
      } else if (fault !== 'a patch does nothing' || op === 'add') Object.assign(next, { [name]: value });
    }
    if (isTaken(next.userName, known)) return conflict();
    Object.assign(known, next);
    if (fault === 'a patch changes another user')
      for (const one of users.values()) if (one !== known) one.active = !one.active;
    touch(known);
    return answerOf(known);
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, noun, id] = url.pathname.split('/').map(decodeURIComponent);
    if (noun !== 'Users') return refuse(404);
    if (id === '.search') {
      const sent = await jsonObjectIn(request, scim);
      const isNumber = (one: unknown): boolean => one === undefined || typeof one === 'number';
      const isRight = isNumber(sent?.startIndex) && isNumber(sent?.count);
      if (!sent || !isRight || (sent.filter !== undefined && typeof sent.filter !== 'string')) return refuse(400);
      const { filter, ...others } = sent;
      const isFiltered = filter !== undefined && fault !== 'a search leaves the filter aside';
      const query = new URLSearchParams(
        Object.entries({ ...others, ...(isFiltered && { filter }) }).map(([name, one]) => [name, String(one)]),
      );
      return list(new URL(`http://target.test/Users?${query}`));
    }
    if (id === undefined && request.method === 'GET') return list(url);
    const known = id === undefined ? undefined : users.get(id);
    if (id !== undefined && !known) return refuse(404);
    if (known && request.method === 'GET') return answerOf(known);
    if (!request.headers.get('content-type')?.toLowerCase().startsWith(scim)) return refuse(415);
    if (known && request.method === 'PATCH') return applyPatch(request, known);
    const sent = await jsonObjectIn(request, scim);
    if (!isUser(sent)) return refuse(400);
    const {
      userName,
      title,
      active = known && fault === 'what is replaced keeps its state' ? known.active : true,
    } = sent;
    if (isTaken(userName, known)) return conflict();
    if (known) {
      Object.assign(known, { userName, title, active });
      if (fault === 'the creation moves') known.created = Date.now() + 5000;
      touch(known);
      return answerOf(known);
    }
    const now = Date.now();
    const one: User = { id: `user-${++count}`, userName, title, active, created: now, changed: now, version: ++count };
    users.set(one.id, one);
    return answerOf(one, 201);
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test('what an expression may be, and what is wanted at times, only words say › no refusal of it fails', async () => {
  expect(failing(await checkDocument(document, implement()))).toEqual([]);
});

test.concurrent.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault), undefined, relationsOf(title)))).toContain(title);
});
