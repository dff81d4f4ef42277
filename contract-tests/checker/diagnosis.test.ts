/** What is said before any detail: whose credentials were refused, which base path is missing, how far a clock is off. */
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { check, noRecipes, type CheckEvent, type Report } from '../../src/checker/index.js';
import type { CheckOptions } from '../../src/checker/check.js';
import { ReportCollector } from '../../src/checker/reports/check-report.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { listen, type Listening } from '../../src/http/listen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { inProcess } from '../support/in-process.js';

const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

const ok = (schema: object = { type: 'object' }) => ({
  200: { description: 'ok', content: { 'application/json': { schema } } },
});

async function run(listener: RequestListener, document: object, more: Partial<CheckOptions> = {}, base = '') {
  const server = await listen(createServer(listener), { name: 'the target', port: 0 });
  open.push(server);
  const collector = new ReportCollector();
  const warnings: string[] = [];
  for await (const event of check({
    document: { openapi: '3.1.1', info: { title: 'T', version: '1' }, ...document } as JsonObject,
    url: new URL(`${server.url}${base}`),
    recipes: noRecipes,
    credentials: {},
    honoursPrefer: false,
    timeout: 5,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples'] },
    driver: 'direct',
    ...more,
  }) as AsyncIterable<CheckEvent>) {
    collector.on(event);
    if (event.type === 'warning') warnings.push(event.message);
  }
  return { ...(collector.reports[0] as Report), url: server.url, warnings };
}

const json =
  (status: number, body: unknown = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('a sign-in that is refused', () => {
  const document = {
    paths: {
      '/things': { get: { operationId: 'things', security: [{ bearer: [] }], responses: ok() } },
      '/others': { get: { operationId: 'others', security: [{ bearer: [] }], responses: ok() } },
      '/token': { post: { operationId: 'token', security: [{ basic: [] }], responses: ok() } },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' } },
    },
  };
  const recipes = {
    ...noRecipes,
    credentials: { bearer: { operation: 'token', value: '$response.body#/token' } },
  } as unknown as CheckOptions['recipes'];
  const server =
    (seen: string[], status: number): RequestListener =>
    (request, response) => {
      seen.push(request.url ?? '');
      json(request.url === '/token' ? status : 200)(request, response);
    };

  test.each([401, 403])('%d › ends the run at once and names the variable, never the value', async (status) => {
    const seen: string[] = [];
    const report = await run(server(seen, status), document, { recipes, credentials: { basic: 'me:secret-7f3a' } });
    expect(seen).toEqual(['/token']);
    expect(report.errors[0]).toEqual({
      code: 'sign-in-refused',
      message: `token refused to sign in with ${status}: are KYC_CONTRACTS_BASIC, or "credentials" of the configuration, right?`,
    });
    expect(JSON.stringify(report)).not.toContain('7f3a');
    expect(report.cases.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('without credentials › says which variable is not set', async () => {
    const { errors } = await run(server([], 401), document, { recipes });
    expect(errors[0]?.message).toBe(
      'token refused to sign in with 401: KYC_CONTRACTS_BASIC is not set, so a fake value was sent',
    );
  });

  test('another failure, or an answer without the token › fails that operation alone', async () => {
    const failing = await run(server([], 500), document, { recipes });
    expect(failing.cases.map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual([
      'things skipped',
      'others skipped',
      'token failed',
    ]);
    expect(failing.cases[0]?.reason).toBe('the credential "bearer" could not be obtained: token answered 500');
    const empty = await run(server([], 200), document, { recipes });
    expect(empty.cases[0]).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringMatching(/token answered without/),
    });
  });
});

describe('a base path', () => {
  const paths = { '/a': { get: { operationId: 'a', responses: ok() } } };
  const sentence = async (servers: unknown, base: string) => {
    const { errors, url } = await run(json(404), { paths, servers }, {}, base);
    return errors[0]?.message.replace(url, 'URL');
  };

  test.each([
    [[{ url: '/api/{v}', variables: { v: { default: 'v2' } } }], '', 'base path /api/v2: try --url URL/api/v2'],
    [[{ url: 'https://api.example.com/v1/' }], '/v2', 'base path /v1: try --url URL/v1'],
    [[{ url: 'https://api.example.com' }], '/v2', 'base path /: try --url URL'],
    [[{ url: '/v1' }, { url: '/v1' }, { url: '/v2' }], '', 'base path /v1 or /v2: try --url URL/v1'],
    [[{ url: '/v1' }], '/v1/', 'is --url right?'],
    [undefined, '', 'is --url right?'],
  ])('%j at %j › %s', async (servers, base, end) => {
    expect(await sentence(servers, base)).toMatch(new RegExp(`${end.replaceAll(/[?]/g, '\\?')}$`));
  });
});

test.each([
  [-3600, "the target's clock is 3600 s behind this machine's"],
  [86_400, "the target's clock is 86400 s ahead of this machine's"],
])('a clock that is off by %d s is said, with the seconds', async (seconds, sentence) => {
  const listener: RequestListener = (request, response) => {
    response.setHeader('date', new Date(Date.now() + seconds * 1000).toUTCString());
    json(200)(request, response);
  };
  const document = { paths: { '/a': { get: { operationId: 'a', responses: ok() } } } };
  const { warnings } = await run(listener, document, { honoursPrefer: undefined as never });
  expect(warnings).toEqual([expect.stringMatching(/^the target's clock is \d+ s /)]);
  const said = Number(/\d+/.exec(warnings[0] ?? '')?.[0]);
  expect(Math.abs(said - Math.abs(seconds))).toBeLessThan(5);
  expect(warnings[0]).toContain(sentence.slice(sentence.indexOf(' s ')));
});

test('a clock that is right is not spoken of', async () => {
  const document = { paths: { '/a': { get: { operationId: 'a', responses: ok() } } } };
  expect((await run(json(200), document, { honoursPrefer: undefined as never })).warnings).toEqual([]);
});

describe('a schema that is nothing but itself is the fault of the document, and costs itself', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  test.each<[string, Record<string, object>]>([
    ['an allOf of itself', { A: { allOf: [ref('A'), { type: 'object' }] } }],
    ['an anyOf of itself', { A: { anyOf: [ref('A')] } }],
    ['two that are each other', { A: { allOf: [ref('B')] }, B: { allOf: [ref('A')] } }],
  ])('%s', async (_, schemas) => {
    const paths = { '/a': { get: { operationId: 'a', responses: ok(ref('A')) } } };
    const { cases, unvalidated } = await run(json(200), { paths, components: { schemas } });
    expect(cases[0]?.outcome).toBe('passed');
    expect(unvalidated.map(({ reason }) => reason)).toEqual([expect.stringMatching(/refers to nothing but itself/)]);
  });

  test('a body that is nested too deeply is still one violation', async () => {
    const schemas = { A: { type: 'object', additionalProperties: ref('A') } };
    const paths = { '/a': { get: { operationId: 'a', responses: ok(ref('A')) } } };
    const deep = `${'{"a":'.repeat(100_000)}{}${'}'.repeat(100_000)}`;
    const listener: RequestListener = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(deep);
    const { cases } = await run(listener, { paths, components: { schemas } });
    expect(cases[0]?.violations).toMatchObject([{ code: 'body-depth' }]);
  });
});

describe('a "nullable" without effect is named where null came', () => {
  const schemas = { P: { type: 'object' } };
  const ref = { $ref: '#/components/schemas/P' };
  test.each<[string, string, object, RegExp | undefined]>([
    [
      '3.0.3',
      'beside allOf',
      { nullable: true, allOf: [ref] },
      /^expected object, got null \("nullable" has no effect/,
    ],
    ['3.0.3', 'beside oneOf', { nullable: true, oneOf: [ref, { type: 'string' }] }, /"nullable" has no effect without/],
    [
      '3.0.3',
      'beside an enum without null',
      { type: 'string', nullable: true, enum: ['x'] },
      /where "enum" lacks null/,
    ],
    ['3.1.1', 'in 3.1', { type: 'string', nullable: true }, /has no effect in OpenAPI 3\.1/],
    ['3.0.3', 'not there', { type: 'string' }, /^expected string, got null$/],
    ['3.0.3', 'that has effect', { type: 'string', nullable: true }, undefined],
    ['3.0.3', 'that has effect on an enum', { type: 'string', nullable: true, enum: ['x', null] }, undefined],
  ])('OpenAPI %s: %s', async (openapi, _, v, message) => {
    const schema = { type: 'object', properties: { v } };
    const paths = { '/a': { get: { operationId: 'a', responses: ok(schema) } } };
    const { cases } = await run(json(200, { v: null }), { openapi, paths, components: { schemas } });
    const messages = cases[0]?.violations.map((one) => one.message) ?? [];
    if (message === undefined) expect(messages).toEqual([]);
    else expect(messages.every((one) => message.test(one)) && messages.length > 0, messages.join()).toBe(true);
  });
});

describe('with unevaluatedProperties, what is wrong is told once', () => {
  const card = {
    type: 'object',
    required: ['kind', 'no'],
    properties: { kind: { const: 'card' }, no: { type: 'string' } },
  };
  const bank = { type: 'object', required: ['kind', 'iban'], properties: { kind: { const: 'bank' }, iban: {} } };
  const places = async (schema: object, body: unknown) => {
    const paths = { '/a': { get: { operationId: 'a', responses: ok(schema) } } };
    const { cases } = await run(json(200, body), { paths });
    return cases[0]?.violations.map(({ pointer, code }) => `${pointer} ${code}`);
  };
  const closed = { unevaluatedProperties: false };

  test('a wrong member of a oneOf', async () => {
    expect(await places({ ...closed, oneOf: [card, bank] }, { kind: 'card', no: 1 })).toEqual(['/no body-type']);
  });

  test('a wrong member of an allOf', async () => {
    const schema = { ...closed, allOf: [{ properties: { a: { type: 'string' }, b: {} } }] };
    expect(await places(schema, { a: 1, b: 1 })).toEqual(['/a body-type']);
  });

  test('a member that nothing names is told beside it, and alone', async () => {
    const schema = { ...closed, oneOf: [card, bank] };
    expect(await places(schema, { kind: 'card', no: 1, more: 1 })).toEqual([
      expect.stringMatching(/body-additional$/),
      '/no body-type',
    ]);
    expect(await places(schema, { kind: 'card', no: '1', iban: 'x' })).toEqual(['/iban body-additional']);
  });
});

test('a mock that honours Prefer is asked for an operation that has nothing but default', async () => {
  const paths = { '/a': { get: { operationId: 'a', responses: { default: ok()[200] } } } };
  const { cases, errors } = await run(json(200), { paths }, { honoursPrefer: true });
  expect(cases).toMatchObject([{ status: 'default', outcome: 'passed' }]);
  expect(errors).toEqual([]);
});

test.each<[string, () => Response, string]>([
  ['too large', () => new Response(' '.repeat(1_000_001)), 'takeSnapshot: the body is larger than'],
  ['refused', () => new Response('', { status: 507 }), 'takeSnapshot was answered with 507'],
])('a state whose snapshot is %s is not restored, which is said', async (_, snapshot, why) => {
  const sandbox = createSandbox();
  const warnings: string[] = [];
  for await (const event of check({
    ...inProcess('alfred'),
    recipes: noRecipes,
    timeout: 5,
    selection: { phases: ['examples'] },
    fetch: async (request) => (request.url.endsWith('/snapshot') ? snapshot() : sandbox.fetch(request)),
  })) {
    if (event.type === 'warning') warnings.push(event.message);
  }
  expect(warnings).toEqual([expect.stringContaining(`the target will not be as it was before the check: ${why}`)]);
});
