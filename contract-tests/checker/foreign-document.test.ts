/** Documents that are not ours: what is exercised, what is reported as not exercised, and that no skip looks like a pass. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { checkContract, noRecipes, type CaseResult } from '../../src/checker/index.js';
import type { JsonObject } from '../../src/openapi/document.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close() && server.closeAllConnections()));

interface Seen {
  line: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Serves, keeps what came, checks; rows as `operation status example outcome`. */
async function check(paths: object, listener: RequestListener, more: object = {}, driver?: 'direct' | 'dredd') {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!request.url?.includes('/kyc-contracts/')) {
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    }
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { cases: rows, errors } = await checkContract({
    document: { openapi: '3.1.1', info: { title: 'Foreign', version: '1' }, paths, ...more } as JsonObject,
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`),
    recipes: noRecipes,
    credentials: {},
    timeout: 5,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples'] },
    driver,
  });
  return { rows, errors, seen, lines: rows.map(lineOf) };
}

const lineOf = ({ operationId, status, example, outcome }: CaseResult) =>
  `${operationId} ${status} ${example} ${outcome}`;

const reply =
  (status: number, body?: unknown): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));

const json = (schema: object, examples?: object) => ({
  description: 'x',
  content: { 'application/json': { schema, ...(examples ? { examples } : {}) } },
});
const object = { type: 'object' };

describe('what is exercised', () => {
  test('a GET without parameters needs nothing, and the base path is kept', async () => {
    const { lines, seen } = await check(
      { '/a': { get: { operationId: 'a', responses: { 200: json(object), 404: json(object) } } } },
      reply(200, {}),
    );
    expect(lines).toEqual(['a 200 null passed', 'a 404 null skipped']);
    expect(seen.map(({ line }) => line)).toContain('GET /base/a');
  });

  test('an operation without operationId is named by method and path', async () => {
    const { lines } = await check({ '/a': { get: { responses: { 200: json(object) } } } }, reply(200, {}));
    expect(lines).toEqual(['GET /a 200 null passed']);
  });

  test('parameters and body come from examples; optional parameters are left out', async () => {
    const { lines, seen } = await check(
      {
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'a/b c' }],
          put: {
            operationId: 'put',
            parameters: [
              { name: 'tags', in: 'query', required: true, schema: { type: 'array', items: {}, example: ['x', 'y'] } },
              { name: 'page', in: 'query', schema: { type: 'integer', example: 1 } },
              { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string', enum: ['blue', 'red'] } },
            ],
            requestBody: { required: true, content: { 'application/json': { schema: object, example: { n: 1 } } } },
            responses: { 200: json(object) },
          },
        },
      },
      reply(200, {}),
    );
    expect(lines).toEqual(['put 200 null passed']);
    expect(seen).toMatchObject([
      { line: 'PUT /base/things/a%2Fb%20c?tags=x&tags=y', headers: { 'x-tenant': 'blue' }, body: '{"n":1}' },
    ]);
  });

  test("a body is put together from its properties' examples", async () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', examples: ['Ada'] }, age: { type: 'integer' } },
    };
    const { lines, seen } = await check(
      {
        '/a': {
          post: {
            operationId: 'a',
            requestBody: { required: true, content: { 'application/json': { schema } } },
            responses: { 201: json(object) },
          },
        },
      },
      reply(201, {}),
    );
    expect(lines).toEqual(['a 201 null passed']);
    expect(seen.at(-1)?.body).toBe('{"name":"Ada"}');
  });

  test('security schemes are sent, visibly fake', async () => {
    const { seen } = await check(
      { '/a': { get: { operationId: 'a', responses: { 200: json(object) } } } },
      reply(200, {}),
      {
        security: [{ key: [], query: [], cookie: [], token: [] }],
        components: {
          securitySchemes: {
            key: { type: 'apiKey', in: 'header', name: 'X-Key' },
            query: { type: 'apiKey', in: 'query', name: 'key' },
            cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
            token: { type: 'http', scheme: 'bearer' },
          },
        },
      },
    );
    expect(seen.at(-1)).toMatchObject({
      line: 'GET /base/a?key=fake-query',
      headers: { 'x-key': 'fake-key', cookie: 'sid=fake-cookie', authorization: 'Bearer fake-token' },
    });
  });

  test('a failure whose example has a request of its name is brought about, and told from its siblings', async () => {
    const failure = (code: string) => ({
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', const: code } },
    });
    const paths = {
      '/a': {
        post: {
          operationId: 'a',
          requestBody: {
            content: {
              'application/json': {
                schema: object,
                examples: { good: { value: {} }, tired: { value: { tired: true } } },
              },
            },
          },
          responses: {
            200: json(object, { good: { value: {} } }),
            409: json(
              { oneOf: [failure('TIRED'), failure('BUSY')] },
              {
                tired: { value: { code: 'TIRED' } },
                busy: { value: { code: 'BUSY' } },
              },
            ),
          },
        },
      },
    };
    const answer =
      (code: string): RequestListener =>
      async (request, response) =>
        request.headers['content-length'] === '2'
          ? reply(200, {})(request, response)
          : reply(409, { code })(request, response);

    const kept = await check(paths, answer('TIRED'));
    expect(kept.lines).toEqual(['a 200 good passed', 'a 409 tired passed', 'a 409 busy skipped']);

    const broken = await check(paths, answer('BUSY'));
    expect(broken.lines).toEqual(['a 200 good passed', 'a 409 tired failed', 'a 409 busy skipped']);
    expect(broken.rows[1]?.violations).toMatchObject([
      { kind: 'body', pointer: '/code', message: 'expected "TIRED" for this example' },
    ]);
  });

  test('a mock that honours Prefer is asked for every response', async () => {
    const { lines } = await check(
      { '/a': { get: { operationId: 'a', responses: { 200: json(object), 404: json(object), 500: json(object) } } } },
      (request, response) => {
        const code = Number(/code=(\d+)/.exec(String(request.headers.prefer))?.[1] ?? 200);
        reply(code, {})(request, response);
      },
    );
    expect(lines).toEqual(['a 200 null passed', 'a 404 null passed', 'a 500 null passed']);
  });
});

test.each(['direct', 'dredd'] as const)(
  'a documented 429 counts, whatever it says of a next try: %s',
  async (driver) => {
    const examples = { plain: { value: { n: 1 } }, limited: { value: { n: 2 } } };
    let requests = 0;
    const { lines, seen } = await check(
      {
        '/a': {
          post: {
            operationId: 'a',
            requestBody: { required: true, content: json(object, examples).content },
            responses: { 200: json(object, { plain: { value: {} } }), 429: json(object, { limited: { value: {} } }) },
          },
        },
      },
      (request, response) => {
        const isLimited = request.method === 'POST' && ++requests === 2;
        response.setHeader('retry-after', '0');
        reply(isLimited ? 429 : 200, {})(request, response);
      },
      {},
      driver,
    );
    expect(lines).toEqual(['a 200 plain passed', 'a 429 limited passed']);
    expect(seen.filter(({ line }) => line.startsWith('POST'))).toHaveLength(2);
  },
);

test('a reference may hold a percent sign that encodes nothing', async () => {
  const paths = { '/a': { get: { operationId: 'a', responses: { 200: { $ref: '#/components/responses/100%' } } } } };
  const { lines } = await check(paths, reply(200, {}), { components: { responses: { '100%': json(object) } } });
  expect(lines).toEqual(['a 200 null passed']);
});

describe('what is reported as not exercised, never as passed', () => {
  test('a required parameter or body that has no example and cannot be made', async () => {
    const { rows, lines } = await check(
      {
        '/a/{id}': {
          get: {
            operationId: 'a',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '(?=b)a' } }],
            responses: { 200: json(object) },
          },
        },
        '/b': {
          post: {
            operationId: 'b',
            requestBody: { required: true, content: { 'application/x-thing': { schema: object } } },
            responses: { 200: json(object) },
          },
        },
        '/c': { get: { operationId: 'c', responses: { 200: json(object) } } },
      },
      reply(200, {}),
    );
    expect(lines).toEqual(['a 200 null skipped', 'b 200 null skipped', 'c 200 null passed']);
    expect(rows.map((row) => row.reason)).toEqual([
      'the path parameter "id" is required and has no example',
      'the request body is required, has no example, and none of application/x-thing can be made',
      undefined,
    ]);
  });

  test('a second documented success, a range, and `default` beside a success', async () => {
    const { lines } = await check(
      {
        '/a': {
          get: {
            operationId: 'a',
            responses: { 200: json(object), 202: json(object), '4XX': json(object), default: json(object) },
          },
        },
      },
      reply(200, {}),
    );
    expect(lines.sort()).toEqual([
      'a 200 null passed',
      'a 202 null skipped',
      'a 4XX null skipped',
      'a default null skipped',
    ]);
  });

  test('where the plain request ends in another documented success, that one counts', async () => {
    const { lines } = await check(
      { '/a': { get: { operationId: 'a', responses: { 200: json(object), 202: json(object) } } } },
      reply(202, {}),
    );
    expect(lines).toEqual(['a 200 null skipped', 'a 202 null passed']);
  });

  test('where it does, a case of that status that failed stays failed', async () => {
    const kinds = { simple: { value: { kind: 'simple' } }, made: { value: { kind: 'made' } } };
    const id = { type: 'object', required: ['id'] };
    let puts = 0;
    const { lines } = await check(
      {
        '/a': {
          put: {
            operationId: 'a',
            requestBody: { required: true, content: json(object, kinds).content },
            responses: { 200: json(id), 201: json(id, { made: { value: { id: 1 } } }) },
          },
        },
      },
      (request, response) => reply(201, request.method === 'PUT' && ++puts === 2 ? {} : { id: 1 })(request, response),
    );
    expect(lines).toEqual(['a 200 null skipped', 'a 201 made failed']);
  });

  test('`default` alone is the documented answer', async () => {
    const { lines } = await check(
      { '/a': { get: { operationId: 'a', responses: { default: json({ type: 'object', required: ['x'] }) } } } },
      reply(200, { x: 1 }),
    );
    expect(lines).toEqual(['a default null passed']);
  });
});

describe('a run that proves nothing fails', () => {
  test.each([
    ['no operation at all', {}],
    ['nothing but skips', { '/a': { get: { operationId: 'a', responses: { 404: json(object) } } } }],
  ])('%s', async (_, paths) => {
    const { errors } = await check(paths, reply(200, {}));
    expect(errors).toEqual([{ code: 'nothing-exercised', message: 'nothing was exercised, so nothing is proven' }]);
  });
});

test('OpenAPI 3.0: nullable, boolean bounds and siblings of references mean what 3.0 means by them', async () => {
  const schema = {
    type: 'object',
    required: ['a', 'b', 'c'],
    properties: {
      a: { type: 'string', nullable: true },
      b: { type: 'number', minimum: 1, exclusiveMinimum: true },
      c: { $ref: '#/components/schemas/C', maxLength: 1 },
      nullable: { type: 'string' },
    },
  };
  const version = { openapi: '3.0.3', components: { schemas: { C: { type: 'string' } } } };
  const paths = { '/a': { get: { operationId: 'a', responses: { 200: json(schema) } } } };

  const kept = await check(paths, reply(200, { a: null, b: 1.5, c: 'long' }), version);
  expect(kept.lines).toEqual(['a 200 null passed']);

  const broken = await check(paths, reply(200, { a: 1, b: 1, c: null, nullable: null }), version);
  expect(broken.rows[0]?.violations.map(({ pointer }) => pointer).sort()).toEqual(['/a', '/b', '/c', '/nullable']);
});

test('a report repeats no value of a response, and no member name that the document does not know', async () => {
  const { rows } = await check(
    {
      '/a': {
        get: {
          operationId: 'a',
          responses: {
            200: json({
              type: 'object',
              properties: { reasons: { type: 'object', additionalProperties: { type: 'array' } } },
            }),
          },
        },
      },
    },
    reply(200, { reasons: { 'ada.secret.handle': 'secret-value' } }),
  );
  expect(rows[0]?.violations).toMatchObject([{ pointer: '/reasons/*', message: 'expected array, got string' }]);
  expect(JSON.stringify(rows)).not.toMatch(/secret/);
});
