/** A text that is taken is stored as it was sent: where the plain request's shows later, that of a variation does, too. */
import { expect, test } from 'vitest';
import { noRecipes } from '../../src/checker/index.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { checkDocument } from '../support/check-document.js';

const handle = { in: 'path', name: 'handle', required: true, schema: { type: 'string', const: 'ada' } };
const text = { type: 'string', minLength: 1, maxLength: 60 };
const schema = {
  type: 'object',
  properties: { name: text, email: { type: 'string', format: 'email' }, born: { type: 'string', format: 'date' } },
  required: ['name', 'email', 'born'],
  additionalProperties: false,
};
const example = { name: 'Ada Example', email: 'ada@example.com', born: '1987-04-12' };
const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'A', version: '1' },
  paths: {
    '/users/{handle}': {
      parameters: [handle],
      put: {
        operationId: 'putUser',
        requestBody: { required: true, content: { 'application/json': { schema, example } } },
        responses: { '204': { description: 'stored' }, '400': { description: 'wrong' } },
      },
      get: {
        operationId: 'getUser',
        responses: { '200': { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } },
      },
    },
  },
};
const recipes = { ...noRecipes, of: new Map([['putUser', { '204': { then: [{ operation: 'getUser' }] } }]]) };

type User = Record<string, string>;

/** @param show what is answered of what is stored */
async function failuresWith(show: (user: User) => Json): Promise<(string | null | undefined)[]> {
  let user: User = {};
  const isRight = (one: User) =>
    Object.keys(one).length === 3 &&
    Object.values(one).every((value) => typeof value === 'string' && value !== '' && [...value].length <= 60) &&
    /^[^@ ]+@[^@ ]+$/.test(one.email!) &&
    !Number.isNaN(Date.parse(one.born!)) &&
    new Date(one.born!).toISOString().startsWith(one.born!);
  const cases = await checkDocument(
    document,
    async (request) => {
      if (decodeURIComponent(new URL(request.url).pathname) !== '/users/ada')
        return new Response(null, { status: 404 });
      if (request.method === 'GET') return Response.json(show(user));
      if (request.method !== 'PUT') return new Response(null, { status: 405, headers: { allow: 'GET, PUT' } });
      const sent = (await request.json().catch(() => ({}))) as User;
      if (!/^application\/json/i.test(request.headers.get('content-type') ?? ''))
        return new Response(null, { status: 415 });
      if (!isRight(sent)) return new Response(null, { status: 400 });
      user = sent;
      return new Response(null, { status: 204 });
    },
    recipes,
  );
  return cases.flatMap((one) => (one.outcome === 'failed' && one.phase === 'positives' ? [one.case] : []));
}

const title = (one: string) => one.toLowerCase().replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());

test.each<[string, (user: User) => User, string]>([
  ['a name in other case', (user) => ({ ...user, name: title(user.name!) }), 'body /name: with an apostrophe'],
  ['a name that is cut', (user) => ({ ...user, name: user.name!.slice(0, 20) }), 'body /name: as long as it may be'],
  [
    'a name in ASCII',
    (user) => ({ ...user, name: user.name!.replaceAll(/[^ -~]/g, '?') }),
    'body /name: not only ASCII',
  ],
  [
    'an address without its tag',
    (user) => ({ ...user, email: user.email!.replace(/\+[^@]*/, '') }),
    'body /email: with a tag',
  ],
  [
    'a day of another time zone',
    (user) => ({ ...user, born: user.born! < '1970' ? '1969-07-19' : user.born! }),
    'body /born: a summer day before 1970',
  ],
  [
    'below another name',
    ({ name, ...user }) => ({ ...user, fullName: title(name!) }),
    'body /name: with an apostrophe',
  ],
])('%s', async (_, show, expected) => {
  const failed = await failuresWith(show);
  expect(failed).toContain(expected);
  expect(failed.every((name) => name?.startsWith(expected.split(':')[0]!))).toBe(true);
});

test.each<[string, (user: User) => Json]>([
  ['all as it was sent', (user) => user],
  ['an address in small letters', (user) => ({ ...user, email: user.email!.toLowerCase() })],
  ['nothing of it', () => ({})],
  ['in a list with others', (user) => ({ users: [{ name: 'Grace Example' }, user] })],
])('no fault: %s', async (_, show) => {
  expect(await failuresWith(show)).toEqual([]);
});
