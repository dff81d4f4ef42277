/** What a document leaves open, and what only a control API can do: not exercised, whatever a target answers. */
import { describe, expect, test } from 'vitest';
import { noRecipes } from '../../src/checker/index.js';
import type { DeclaredCase, DeclaredFixture } from '../../src/checker/relations/declared.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../support/check-document.js';

const member = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

/** Orders, each with a state that a note about it moves on, perhaps. */
const documentWith = (properties: object): JsonObject => {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, ...properties } };
  const content = { 'application/json': { schema, example: { id: 'a' } } };
  const responses = { 200: { description: 'The order.', content }, '4XX': { description: 'Refused.' } };
  const one = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'a' };
  return {
    openapi: '3.1.1',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/orders': { post: { operationId: 'create', requestBody: { content }, responses } },
      '/orders/{id}': { parameters: [one], get: { operationId: 'read', responses } },
      '/orders/{id}/notes': { parameters: [one], post: { operationId: 'note', requestBody: { content }, responses } },
    },
  } as JsonObject;
};
const document = documentWith({ state: { type: 'string' } });

const fixture = (cases: Record<string, DeclaredCase>, given: DeclaredFixture['given'] = []): DeclaredFixture => ({
  ...{ given, lasts: [], views: {}, volatile: [], cases, lists: {}, events: {} },
});

const answers =
  (state: string, status = 200) =>
  async (request: Request) =>
    Response.json({ id: 'a', state }, { status: request.url.endsWith('/notes') ? status : 200 });

const run = (cases: Record<string, DeclaredCase>, state = 'open', given: DeclaredFixture['given'] = []) =>
  checkDocument(
    document,
    answers(state),
    { ...noRecipes, fixtures: { orders: fixture(cases, given) } },
    { ...relations },
  );

const isOpen: DeclaredCase = { operation: 'read', expect: { state: 'open' } };
const isDone: DeclaredCase = { operation: 'read', expect: { state: 'done' } };

test('a step after a case needs the control API, and there is none › neither it nor what follows is exercised', async () => {
  const ends: DeclaredCase = { operation: 'note', then: [{ control: 'decide' }] };
  const cases = await run({ 'is open': isOpen, ends, 'is done': isDone });
  const own = cases.filter((one) => one.case?.startsWith('orders: '));
  expect(own.map(({ case: name, outcome, reason }) => [name, outcome, reason])).toEqual([
    ['orders: is open', 'passed', undefined],
    ['orders: ends', 'skipped', 'needs the control API: decide'],
    ['orders: is done', 'skipped', 'needs the control API: decide'],
  ]);
});

describe('whether a request moves a record is left open', () => {
  const moves: DeclaredCase = {
    operation: 'note',
    then: [{ operation: 'read', expect: { state: 'done' }, mayRefuse: true }],
  };

  test('it has not moved it › nor is what follows exercised', async () => {
    const cases = await run({ moves, 'is done': isDone });
    expect(failing(cases)).toEqual([]);
    expect(cases.filter((one) => one.case?.startsWith('orders: ')).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('the document leaves open'),
      expect.stringContaining('the document leaves open'),
    ]);
  });

  test('it has moved it › what follows is', async () => {
    const cases = await run({ moves, 'is done': isDone, 'is open': isOpen }, 'done');
    expect(failing(cases)).toEqual(['read: orders: is open']);
    expect(passing(cases)).toEqual(expect.arrayContaining(['note: orders: moves', 'read: orders: is done']));
  });

  test('a step of the fixture › none of its cases is exercised', async () => {
    const [step] = moves.then!;
    const cases = await run({ 'is done': isDone }, 'open', [step!]);
    expect(cases.find((one) => one.case === 'orders: is done')).toMatchObject({ outcome: 'skipped' });
  });
});

test('a case that may be refused, and those that follow those that follow it', async () => {
  const cases = await checkDocument(
    document,
    answers('open', 409),
    {
      ...noRecipes,
      fixtures: {
        orders: fixture({
          first: { operation: 'note', mayRefuse: true },
          second: { operation: 'note', after: 'first' },
          third: { operation: 'read', after: 'second', expect: { state: 'done' } },
        }),
      },
    },
    { ...relations },
  );
  expect(cases.filter((one) => one.case?.startsWith('orders: ')).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 3 }, () => 'skipped'),
  );
});

test('an answer that is nested without measure fails its case, and ends no check', async () => {
  const depth = 100_000;
  const deep = `${'{"id":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const answer = async () => new Response(deep, { headers: { 'content-type': 'application/json' } });
  const recipes = { ...noRecipes, fixtures: { orders: fixture({ 'is open': isOpen }) } };
  expect(failing(await checkDocument(document, answer, recipes, { ...relations }))).toContain('read: orders: is open');
});

describe('a form that only words ask for', () => {
  /** Refuses what the words do not have. */
  const strict = (name: string, pattern: RegExp) => async (request: Request) => {
    const sent = request.method === 'POST' ? ((await request.json()) as Record<string, Json>) : {};
    const values = [sent[name] ?? []].flat();
    const isWrong = values.some((one) => !pattern.test(String(one)));
    return Response.json({ id: 'a', ...sent }, { status: isWrong ? 400 : 200 });
  };
  const positives = { selection: { phases: ['positives' as const], operations: ['create'] } };

  test.each([
    ['Tax ID, eleven digits.', /^\d{11}$/],
    ['State where it is registered, by its two letters.', /^[A-Z]{2}$/],
    ['Day of birth, `YYYY-MM-DD`.', /^\d{4}-\d\d-\d\d$/],
    ['Country, a code of ISO 3166-1.', /^[A-Z]{2}$/],
    ['The website.', /^https:/],
  ])('%s', async (description, pattern) => {
    const cases = await checkDocument(
      documentWith({ code: member(description) }),
      strict('code', pattern),
      noRecipes,
      positives,
    );
    expect(failing(cases)).toEqual([]);
    // A text that has no such words may be any.
    const free = documentWith({ code: member('What it is called.') });
    expect(failing(await checkDocument(free, strict('code', pattern), noRecipes, positives))).not.toEqual([]);
  });

  test('said of a list, it is meant of its items', async () => {
    const list = { type: 'array', description: 'Countries, by two letters of ISO 3166-1.', items: { type: 'string' } };
    const of = documentWith({ countries: list });
    expect(failing(await checkDocument(of, strict('countries', /^[A-Z]{2}$/), noRecipes, positives))).toEqual([]);
  });

  test('a recipe says that a value names something: none is made that names nothing', async () => {
    const of = documentWith({ kind: member('Kind of order.') });
    const closed = { values: ['kind'], presence: [] };
    const found = await checkDocument(of, strict('kind', /^urgent$/), { ...noRecipes, closed }, positives);
    expect(failing(found)).toEqual([]);
  });
});

test('a credential for which another request comes first', async () => {
  const schemes = { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } };
  const secured = { ...documentWith({ token: { type: 'string' } }), ...schemes } as JsonObject;
  (secured as any).paths['/orders/{id}'].get.security = [{ token: [] }];
  const opened = new Set<string>();
  const cases = await checkDocument(
    secured,
    async (request) => {
      if (request.url.endsWith('/orders')) {
        opened.add('session-1');
        return Response.json({ id: 'session-1' });
      }
      if (!request.url.endsWith('/notes'))
        return Response.json(
          { id: 'a' },
          { status: request.headers.get('authorization') === 'Bearer of-session-1' ? 200 : 401 },
        );
      const { id } = (await request.json()) as { id: string };
      return Response.json({ id, token: `of-${id}` }, { status: opened.has(id) ? 200 : 404 });
    },
    {
      ...noRecipes,
      credentials: {
        token: {
          given: [{ operation: 'create', outputs: { session: '$response.body#/id' } }],
          ...{ operation: 'note', patch: { id: '$outputs.session' }, value: '$response.body#/token' },
        },
      },
    },
    { selection: { phases: ['examples'], operations: ['read'] } },
  );
  expect(cases.map(({ status, outcome }) => [status, outcome])).toContainEqual([200, 'passed']);
});
