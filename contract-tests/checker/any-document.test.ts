/** Documents of any origin: what is sent where they give no example, and what is validated where they are odd. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openGateway } from '../../src/checker/http/gateway.js';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import type { JsonObject } from '../../src/openapi/document.js';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

interface Seen {
  line: string;
  headers: IncomingMessage['headers'];
  body: string;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** The URL of a server, which is closed after the test. */
async function listen(server: Server): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close() && server.closeAllConnections());
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function check(
  path: string,
  item: object,
  { answer = {}, timeout = 5, phase = 'examples', ...more }: Setting = {},
) {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (/kyc-contracts|_sandbox/.test(request.url ?? '')) return response.writeHead(404).end();
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    const got = typeof answer === 'function' ? answer(seen.length) : answer;
    response.writeHead(got.status ?? 200, { 'content-type': 'application/json', ...got.headers }).end(got.body ?? '{}');
  });
  const url = await listen(server);
  const document = { openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths: { [path]: item }, ...more };
  const { cases: rows, unvalidated } = await checkContract({
    document: document as unknown as JsonObject,
    url,
    recipes: noRecipes,
    credentials: {},
    honoursPrefer: false,
    timeout,
    maxBodySize: 1024 * 1024,
    selection: { phases: [phase] },
  });
  return { rows, unvalidated, sent: seen.at(-1), first: rows[0], seen };
}

type Setting = {
  answer?: Answer | ((count: number) => Answer);
  timeout?: number;
  phase?: 'examples' | 'negatives' | 'positives';
} & Record<string, unknown>;

const ok = { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } };
const post = (content: object) => ({ post: { requestBody: { required: true, content }, responses: ok } });
const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } });
const get = (schema: object) => ({ get: { responses: { 200: { description: 'ok', content: json(schema) } } } });
const text = { type: 'string' };

const nested = (depth: number, within: (inner: object) => object): object =>
  depth === 0 ? text : within(nested(depth - 1, within));

describe('bodies that are made', () => {
  test.each<[string, object, string]>([
    [
      'what only the server sets is left out',
      json(
        {
          type: 'object',
          required: ['id', 'n'],
          properties: { id: { ...text, readOnly: true }, n: { type: 'integer' } },
        },
        { example: { id: 'x', n: 2 } },
      ),
      '{"n":2}',
    ],
    [
      'parts of an allOf are put together',
      json({
        allOf: [
          { type: 'object', required: ['a'], properties: { a: { ...text, example: 'x' } } },
          { type: 'object', required: ['b'], properties: { b: { ...text, minLength: 6 } } },
        ],
      }),
      '{"a":"x","b":"textaa"}',
    ],
    [
      'the first alternative',
      json({
        oneOf: [
          { type: 'object', required: ['n'], properties: { n: { type: 'integer', multipleOf: 4, minimum: 5 } } },
          text,
        ],
      }),
      '{"n":8}',
    ],
    [
      'pattern, format, bounds and null',
      json({ type: 'array', minItems: 2, items: { type: ['null', 'string'], pattern: '^[1]{3}-x$' } }),
      '["111-x","111-x"]',
    ],
    [
      'properties up to minProperties',
      json({ type: 'object', minProperties: 1, properties: { a: { type: 'boolean' }, b: text } }),
      '{"a":true}',
    ],
    [
      'a form repeats a list',
      { 'application/x-www-form-urlencoded': { schema: {}, example: { t: ['p', 'q'] } } },
      't=p&t=q',
    ],
    [
      'a form in a style',
      {
        'application/x-www-form-urlencoded': {
          schema: {},
          example: { t: ['p', 'q'] },
          encoding: { t: { explode: false } },
        },
      },
      't=p,q',
    ],
    ['XML by example', { 'application/xml': { schema: {}, example: '<p/>' } }, '<p/>'],
    [
      'any media type',
      { '*/*': { schema: { type: 'object', required: ['n'], properties: { n: { const: 1 } } } } },
      '{"n":1}',
    ],
    ['a scalar as text', { 'text/plain': { schema: { type: 'integer', minimum: 7 } } }, '7'],
  ])('%s', async (_, content, body) => {
    const { sent, first } = await check('/a', post(content));
    expect(first).toMatchObject({ outcome: 'passed' });
    expect(sent?.body).toBe(body);
  });

  test.each<[string, object]>([
    ['a long text', { ...text, minLength: 1e9 }],
    ['a long list', { type: 'array', minItems: 1e8, items: text }],
    ['lists of lists', nested(4, (items) => ({ type: 'array', minItems: 1000, items }))],
    ['a pattern with a large count', { ...text, pattern: '^b{100000000}$' }],
    ['counts in counts', { ...text, pattern: '^((b{999}){999}){999}$' }],
  ])('what no request should hold is not made: %s', async (_, schema) => {
    for (const phase of ['examples', 'negatives', 'positives'] as const) {
      const { rows } = await check('/a', post(json(schema)), { phase });
      expect(rows.map(({ outcome }) => outcome)).toEqual(['skipped']);
    }
    const optional = { type: 'object', properties: { v: schema } };
    for (const phase of ['examples', 'negatives', 'positives'] as const)
      expect((await check('/a', post(json(optional, { example: {} })), { phase })).rows).not.toEqual([]);
  });

  test('a made request says so, and a documented refusal is a lawful answer to it', async () => {
    const item = post(json({ type: 'object' }));
    expect((await check('/a', item)).first?.reason).toBe('the body of the request was made from the schema');
    const refusing = { post: { ...item.post, responses: { ...ok, 400: { description: 'no' } } } };
    const { rows } = await check('/a', refusing, { answer: { status: 400 } });
    expect(rows.map(({ status, outcome }) => [status, outcome])).toEqual([
      [200, 'skipped'],
      [400, 'passed'],
    ]);
  });
});

test.each<[string, object, unknown, string]>([
  ['pipeDelimited', { in: 'query', style: 'pipeDelimited', explode: false }, [1, 2], 'GET /s?p=1%7C2'],
  ['spaceDelimited', { in: 'query', style: 'spaceDelimited', explode: false }, ['a', 'b'], 'GET /s?p=a%20b'],
  ['form, not exploded', { in: 'query', explode: false }, ['a', 'b,c'], 'GET /s?p=a,b%2Cc'],
  ['deepObject', { in: 'query', style: 'deepObject' }, { a: { b: 1 } }, 'GET /s?p%5Ba%5D%5Bb%5D=1'],
  [
    'content',
    { in: 'query', content: json({}, { example: { k: 'v' } }), schema: undefined },
    undefined,
    'GET /s?p=%7B%22k%22%3A%22v%22%7D',
  ],
  [
    'made',
    { in: 'query', schema: { type: 'string', format: 'uuid' } },
    undefined,
    'GET /s?p=00000000-0000-4000-8000-000000000001',
  ],
])('a parameter in the style %s', async (_, parameter, example, line) => {
  const all = { name: 'p', required: true, schema: {}, ...(example === undefined ? {} : { example }), ...parameter };
  expect((await check('/s', { get: { parameters: [all], responses: ok } })).sent?.line).toBe(line);
});

test.each<[string, object, unknown, string]>([
  ['label', { style: 'label', explode: true }, [1, 2], '/s/.1.2'],
  ['matrix', { style: 'matrix' }, [1, 2], '/s/;p=1,2'],
  ['simple, exploded', { explode: true }, { a: 1, b: 2 }, '/s/a=1,b=2'],
])('a path parameter in the style %s', async (_, style, example, path) => {
  const parameters = [{ name: 'p', in: 'path', required: true, schema: {}, example, ...style }];
  expect((await check('/s/{p}', { get: { parameters, responses: ok } })).sent?.line).toBe(`GET ${path}`);
});

const ofInteger = (example: number) => ({ type: 'integer', format: 'int64', example });
const inQuery = (example: number) => ({
  get: {
    parameters: [{ name: 'id', in: 'query', required: true, schema: ofInteger(example), example }],
    responses: ok,
  },
});
test.each([
  [
    'the body of a schema',
    (id: number) => post(json({ type: 'object', required: ['id'], properties: { id: ofInteger(id) } })),
  ],
  ['an example of the body', (id: number) => post(json({ type: 'object' }, { example: { all: [{ id }] } }))],
  ['a parameter', inQuery],
])('an integer that a double rounds is not sent as another: %s', async (_, item) => {
  const rounded = await check('/n', item(JSON.parse('9007199254740993') as number));
  expect(rounded.first).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('beyond 2^53') });
  expect(rounded.seen).toEqual([]);
  expect((await check('/n', item(Number.MAX_SAFE_INTEGER))).first).toMatchObject({ outcome: 'passed' });
});

test('a path with letters beyond ASCII', async () => {
  const { first, sent } = await check('/größe', get({}));
  expect([first?.outcome, sent?.line]).toEqual(['passed', 'GET /gr%C3%B6%C3%9Fe']);
});

test.each<[string, object, Record<string, unknown>, RegExp]>([
  [
    'digest',
    { security: [{ d: [] }] },
    { components: { securitySchemes: { d: { type: 'http', scheme: 'digest' } } } },
    /scheme "digest" cannot be sent/,
  ],
  ['a scheme that is not there', { security: [{ gone: [] }] }, {}, /names the scheme "gone"/],
  ['a path parameter that nobody declares', {}, {}, /has \{id\}, which no path parameter declares/],
])('refused in words: %s', async (name, operation, more, reason) => {
  const path = name.startsWith('a path') ? '/a/{id}' : '/a';
  const { first, seen } = await check(path, { get: { responses: ok, ...operation } }, more);
  expect([first?.outcome, seen]).toEqual(['skipped', []]);
  expect(first?.reason).toMatch(reason);
});

describe('what is validated', () => {
  const property = (schema: object) => ({ type: 'object', properties: { v: schema } });
  test.each<[string, object, unknown, string]>([
    ['a needless escape', { pattern: '^[\\w\\-\\.]+\\@x$' }, 'a-b@x', 'passed'],
    ['a needless escape, broken', { pattern: '^[\\w\\-\\.]+\\@x$' }, 'a', 'failed'],
    ['a float step', { multipleOf: 0.01 }, 19.99, 'passed'],
    ['a float step, broken', { multipleOf: 0.01 }, 19.995, 'failed'],
    ['a large integer', { multipleOf: 3 }, 9_007_199_254_740_990, 'passed'],
    ['a large integer, broken', { multipleOf: 2 }, 1_234_567_890_123_457, 'failed'],
    ['a large integer of a large step, broken', { multipleOf: 1000 }, 1_000_000_000_000_001, 'failed'],
    ['a large number', { multipleOf: 0.01 }, 20_000_000_000_001.5, 'passed'],
    ['a large number, broken', { multipleOf: 0.01 }, 9_000_000_000_000.125, 'failed'],
    ['a number with an exponent', { multipleOf: 1e-7 }, 1e21, 'passed'],
    ['nullable in 3.1', { anyOf: [text], nullable: true }, null, 'failed'],
  ])('%s', async (_, schema, v, outcome) => {
    const { first } = await check('/a', get(property(schema)), { answer: { body: JSON.stringify({ v }) } });
    expect(first?.outcome).toBe(outcome);
  });

  test.each<[string, object, RegExp]>([
    [
      'a keyword of 3.0 in 3.1',
      { minimum: 0, exclusiveMinimum: true },
      /"exclusiveMinimum" must be a number.*\/v\/exclusiveMinimum/,
    ],
    [
      'a pattern of another dialect',
      { pattern: '\\A\\p{Alpha}+\\z' },
      /"pattern" must be a regular expression.*\/v\/pattern/,
    ],
    ['a type that is none', { type: 'file' }, /"type" must be one of.*\/v\/type/],
  ])('%s costs itself, and is said once', async (_, schema, reason) => {
    const { rows, unvalidated } = await check('/a', get({ ...property(schema), required: ['v'] }));
    expect(rows[0]).toMatchObject({ outcome: 'failed', violations: [{ pointer: '/v' }] });
    expect(unvalidated.map((one) => `${one.reason} ${one.clause}`)).toEqual([expect.stringMatching(reason)]);
  });

  test.each([
    ['^(a+)+$', 'repetitions without an end'],
    ['^(([a-z]{1,9}){1,9}){1,9}$', 'repetitions with one'],
    ['^(aa?){40}$', 'what may be left out'],
  ])('a pattern that takes for ever costs itself: %s, %s', async (pattern) => {
    const answer = { body: JSON.stringify({ v: `${'a'.repeat(39)}!`, w: 1 }) };
    const schema = { type: 'object', properties: { v: { pattern }, w: { type: 'string' } } };
    const { rows, unvalidated } = await check('/a', get(schema), { answer });
    expect(rows[0]?.violations).toMatchObject([{ pointer: '/w' }]);
    expect(unvalidated).toMatchObject([{ clause: expect.stringMatching('/v/pattern$') }]);
  });

  test('of two media types that differ by a parameter the one that came', async () => {
    const need = (name: string) => ({ schema: { type: 'object', required: [name] } });
    const content = { 'application/v+json; version=1': need('id'), 'application/v+json; version=2': need('key') };
    const item = { get: { responses: { 200: { description: 'ok', content } } } };
    const answer = { headers: { 'content-type': 'application/v+json;version=2' }, body: '{"key":1}' };
    expect((await check('/a', item, { answer })).first?.violations).toEqual([]);
  });

  test.each([
    ['12', 'passed'],
    ['twelve', 'failed'],
  ])('a text of a scalar schema: %s', async (body, outcome) => {
    const content = { 'text/plain': { schema: { type: 'integer' } } };
    const answer = { headers: { 'content-type': 'text/plain' }, body };
    const item = { get: { responses: { 200: { description: 'ok', content } } } };
    expect((await check('/a', item, { answer })).first?.outcome).toBe(outcome);
  });

  test.each([
    ['a,1', 'passed'],
    ['a,x', 'failed'],
  ])('a header that holds an object: %s', async (value, outcome) => {
    const headers = { 'X-O': { schema: { type: 'object', properties: { a: { type: 'integer' } } } } };
    const item = { get: { responses: { 200: { description: 'ok', headers } } } };
    expect((await check('/a', item, { answer: { headers: { 'x-o': value } } })).first?.outcome).toBe(outcome);
  });

  test.each<[string, object, string, string]>([
    ['JSON', json({ type: 'object', required: ['a'] }), '{"a":1}', 'passed'],
    ['JSON of another shape', json({ type: 'object', required: ['a'] }), '{"b":1}', 'failed'],
    ['no JSON', json({ type: 'object' }), 'nope', 'failed'],
    ['text', { 'text/plain': { schema: { pattern: '^a$' } } }, 'a', 'passed'],
    ['another text', { 'text/plain': { schema: { pattern: '^a$' } } }, 'b', 'failed'],
    ['a number as text', { 'text/plain': { schema: { type: 'integer' } } }, '12', 'passed'],
    ['a media type without a schema', { 'text/plain': {} }, 'b', 'passed'],
  ])('a header with a media type: %s', async (_, content, value, outcome) => {
    const headers = { 'X-O': { required: true, content } };
    const item = { get: { responses: { 200: { description: 'ok', headers } } } };
    expect((await check('/a', item, { answer: { headers: { 'x-o': value } } })).first?.outcome).toBe(outcome);
    expect((await check('/a', item, { answer: {} })).first?.outcome).toBe('failed');
  });

  test('a byte order mark is named', async () => {
    const { first } = await check('/a', get({}), { answer: { body: '\ufeff{}' } });
    expect(first?.violations[0]?.message).toContain('byte order mark');
  });
});

describe('an answer that is an example of the document, and breaks its own schema', () => {
  const told = 'the document has this value as an example';
  const when = { type: 'string', format: 'date-time', example: 'yesterday' };
  const item = (schema: object, more: object = {}) => ({
    get: { responses: { 200: { description: 'ok', content: json(schema, more) } } },
  });
  const object = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, when } };
  test.each<[string, object, string, boolean]>([
    ['the example of the response', item(object, { example: { id: 'one' } }), '{"id":"one"}', true],
    ['a named one', item(object, { examples: { some: { value: { id: 'one' } } } }), '{"id":"one"}', true],
    ['the example of one property', item(object), '{"id":1,"when":"yesterday"}', true],
    ['another value', item(object), '{"id":1,"when":"tomorrow"}', false],
    ['one like the example, but for another member', item(object, { example: { id: 'one' } }), '{"id":"two"}', false],
  ])('%s', async (_, given, body, isOwn) => {
    const { first } = await check('/a', given, { answer: { body } });
    expect(first?.outcome).toBe('failed');
    expect(first?.violations.map(({ message }) => message.includes(told))).toEqual([isOwn]);
  });
});

test('Retry-After is not waited for where a mock was asked for just that answer', async () => {
  let count = 0;
  const server = createServer((_, response) => {
    count += 1;
    response.writeHead(count % 2 === 1 ? 429 : 200, { 'retry-after': '0' }).end();
  });
  const target = await listen(server);
  const gateway = await openGateway({ target, timeout: 5, maxBodySize: 1024 });
  const statusFor = async (prefer: string) => {
    count = 0;
    const exchange = await gateway.send({ method: 'GET', target: '/', headers: { prefer }, body: undefined });
    return 'response' in exchange ? exchange.response.status : exchange.failure;
  };
  expect(await statusFor('code=429')).toBe(429);
  expect(await statusFor('code=429, example=slow')).toBe(429);
  expect(await statusFor('code=200')).toBe(200);
  expect(await statusFor('example=code=4290')).toBe(200);
  await gateway.close();
});

test('Retry-After is waited for', async () => {
  const answer = (count: number) => (count === 1 ? { status: 429, headers: { 'retry-after': '0' } } : {});
  const { first, seen } = await check('/a', get({}), { answer });
  expect([first?.outcome, seen.length]).toEqual(['passed', 2]);
});

test('a limit that does not say when it ends is waited for, too', async () => {
  const answer = (count: number) => (count === 1 ? { status: 429 } : {});
  const { first, seen } = await check('/a', get({}), { answer });
  expect([first?.outcome, seen.length]).toEqual(['passed', 2]);
});

test('a limit that does not end is waited for once', async () => {
  let count = 0;
  const server = createServer((_, response) => void response.writeHead((count += 1) && 429).end());
  const target = await listen(server);
  const gateway = await openGateway({ target, timeout: 2, maxBodySize: 1024 });
  const counts: number[] = [];
  for (let n = 0; n < 3; n++) {
    await gateway.send({ method: 'GET', target: '/', headers: {}, body: undefined });
    counts.push(count);
  }
  // A wait is no longer than an exchange may take: after 1 and 2 seconds, and not after 4.
  expect(counts).toEqual([3, 4, 5]);
  await gateway.close();
});

test('a limit of what there may be is not waited for again and again, whatever is answered between', async () => {
  let count = 0;
  const server = createServer((request, response) => {
    if (request.method === 'POST') count++;
    response.writeHead(request.method === 'POST' ? 429 : 200).end();
  });
  const target = await listen(server);
  const gateway = await openGateway({ target, timeout: 1, maxBodySize: 1024 });
  const counts: number[] = [];
  for (let n = 0; n < 4; n++) {
    await gateway.send({ method: 'POST', target: '/', headers: {}, body: undefined });
    await gateway.send({ method: 'GET', target: '/', headers: {}, body: undefined });
    counts.push(count);
  }
  expect(counts).toEqual([2, 4, 5, 6]);
  await gateway.close();
});

// OpenAPI 3.2 has `components/mediaTypes`; published documents of 3.0 refer to media types, too.
test('a media type by reference is the one that it refers to, in requests and answers', async () => {
  const one = { schema: { type: 'object', required: ['x'], properties: { x: text } }, example: { x: 'hi' } };
  const content = { 'application/json': { $ref: '#/components/mediaTypes/one' } };
  const { sent, first } = await check(
    '/a',
    { post: { requestBody: { required: true, content }, responses: { 200: { description: 'ok', content } } } },
    { answer: { body: '{"y":1}' }, components: { mediaTypes: { one } } },
  );
  expect(sent?.body).toBe('{"x":"hi"}');
  expect(first?.violations.map(({ code, clause }) => [code, clause])).toEqual([
    ['body-required', '/components/mediaTypes/one/schema/required'],
  ]);
});

test('a request made from its schema that is refused says nothing of what its schema allows', async () => {
  const body = {
    required: true,
    content: {
      'application/json': { schema: { type: 'object', properties: { team: { type: 'string' } }, required: ['team'] } },
    },
  };
  const item = {
    post: { operationId: 'invite', requestBody: body, responses: { ...ok, 400: { description: 'no such team' } } },
  };
  const { rows } = await check('/invite', item, { phase: 'positives', answer: { status: 400, body: '' } });
  expect(rows).toMatchObject([
    { outcome: 'skipped', reason: 'its request, which is made from the schema, is refused itself (400)' },
  ]);
  const taken = await check('/invite', item, { phase: 'positives' });
  expect(taken.rows.length).toBeGreaterThan(5);
});
