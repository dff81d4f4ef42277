/** Middlewares as openapi-fetch has them, through its own createClient; what they and a `fetch` must not have read. */
import { getEventListeners } from 'node:events';
import createOpenapiFetch, { type Middleware } from 'openapi-fetch';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSilaClient, type ClientMiddleware, type MiddlewareContext } from '../../src/providers/sila/index.js';
import { HttpServer, json, text } from '../support/http-server.js';
import { header, kyc } from '../support/requests.js';
import { rejection } from './rejection.js';

const server = new HttpServer();
const other = new HttpServer();
beforeAll(async () => void (await Promise.all([server.start(), other.start()])));
beforeEach(() => {
  server.reset(json(202, { success: true }));
  other.reset(json(202, { success: true }));
});
afterAll(async () => void (await Promise.all([server.close(), other.close()])));

const sila = (options: object = {}) =>
  createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options });

test('calls at once › each has an id of its own', async () => {
  const ids: string[] = [];
  const client = sila();
  client.use({ onRequest: ({ id }) => void ids.push(id) });
  await Promise.all(Array.from({ length: 5 }, () => client.POST('/0.2/kyc', { body: kyc })));
  expect(new Set(ids).size).toBe(5);
});

test('a call that is sent again › one id, the number of each attempt, frozen options', async () => {
  server.reset(json(429, {}, { 'retry-after': '0' }), json(200, { success: true }));
  const seen: (readonly [string, MiddlewareContext])[] = [];
  const client = sila();
  client.use({
    onRequest: (context) => void seen.push(['>', context]),
    onResponse: (context) => void seen.push(['<', context]),
  });
  await client.POST('/0.2/get_verifications', { body: { header } });
  expect(seen.map(([way, { attempt }]) => `${way}${attempt}`)).toEqual(['>1', '<1', '>2', '<2']);
  expect(new Set(seen.map(([, { id }]) => id)).size).toBe(1);
  expect(seen[0]![1]).toMatchObject({ operationId: 'getVerifications', schemaPath: '/0.2/get_verifications' });
  expect(Object.isFrozen(seen[0]![1].options)).toBe(true);
});

test('use › refuses what is no middleware, with the words of openapi-fetch, and takes nothing for none', async () => {
  const theirs = (wrong: unknown) => {
    try {
      createOpenapiFetch().use(wrong as Middleware);
    } catch (error) {
      return (error as Error).message;
    }
    return expect.fail('it was taken');
  };
  for (const wrong of [{}, () => {}, 'x', { onrequest: () => {} }])
    expect(() => sila().use(wrong as ClientMiddleware)).toThrow(theirs(wrong));
  const client = sila();
  client.use(undefined as never, false as never);
  expect((await client.POST('/0.2/kyc', { body: kyc, middleware: [undefined as never] })).status).toBe(202);
});

test('what a middleware must not return › the error of openapi-fetch says what it may', async () => {
  const wrong = (middleware: object) =>
    rejection(sila().POST('/0.2/kyc', { body: kyc, middleware: [middleware as ClientMiddleware] }));
  expect((await wrong({ onRequest: () => 'x' })).message).toMatch(/^onRequest: must return/);
  expect((await wrong({ onResponse: () => 'x' })).message).toMatch(/^onResponse: must return/);
  const failing = { fetch: async () => Promise.reject(new Error('down')), retry: false as const };
  const { message } = await rejection(
    sila(failing).POST('/0.2/kyc', { body: kyc, middleware: [{ onError: () => 'x' as never }] }),
  );
  expect(message).toMatch(/^onError: must return/);
});

test('a class › its methods keep their `this`', async () => {
  class Counter implements ClientMiddleware {
    count = 0;
    onRequest() {
      this.count++;
    }
  }
  const counter = new Counter();
  const client = sila();
  client.use(counter);
  await client.POST('/0.2/kyc', { body: kyc });
  client.eject(counter);
  await client.POST('/0.2/kyc', { body: kyc });
  expect(counter.count).toBe(1);
});

describe('a body that somebody has read', () => {
  const read = async ({ response }: { response: Response }) => void (await response.text());
  const first = 'middleware 1 of client.use()';
  const cases: [string, object, ClientMiddleware | undefined, string][] = [
    ['onResponse', {}, { onResponse: read }, `response has been read by ${first}: read response.clone() there`],
    [
      'onResponse, that does not wait for it',
      {},
      { onResponse: ({ response }) => void response.json() },
      `response has been read by ${first}`,
    ],
    [
      'onResponse, that only locks it',
      {},
      { onResponse: ({ response }) => void response.body!.getReader() },
      `response has been read by ${first}`,
    ],
    [
      'onRequest, of the request',
      {},
      { onRequest: async ({ request }) => void (await request.text()) },
      `request has been read by ${first}: read request.clone() there`,
    ],
    [
      'onRequest, that answers twice with the same response',
      {},
      { onRequest: () => spent },
      `response has been read by ${first}`,
    ],
    [
      'onError, that answers with what it has read',
      { fetch: () => Promise.reject(new Error('down')) },
      { onError: () => spent },
      `response has been read by ${first}`,
    ],
    [
      'fetch',
      {
        fetch: async (request: Request) => {
          const response = await fetch(request);
          await response.text();
          return response;
        },
      },
      undefined,
      'response has been read by fetch: read response.clone() there',
    ],
  ];
  let spent: Response;
  beforeEach(async () => {
    spent = Response.json({ success: true });
    await spent.text();
  });

  test.each(cases)('by %s › BodyUsed names it', async (_, options, middleware, message) => {
    const client = sila(options);
    if (middleware) client.use(middleware);
    const error = await rejection(client.POST('/0.2/kyc', { body: kyc, retry: false }));
    expect(error).toMatchObject({ name: 'BodyUsed', code: 'BODY_USED', operationId: 'kyc' });
    expect(error.message).toContain(`kyc: the body of the ${message}`);
  });

  test('the second of the call is named as that', async () => {
    const middleware = [{ onResponse: () => {} }, { onResponse: read }];
    const { message } = await rejection(sila().POST('/0.2/kyc', { body: kyc, middleware }));
    expect(message).toContain('middleware 2 of the call');
  });

  test('a clone may be read', async () => {
    let seen = '';
    const client = sila();
    client.use({ onResponse: async ({ response }) => void (seen = await response.clone().text()) });
    expect((await client.POST('/0.2/kyc', { body: kyc })).data).toEqual({ success: true });
    expect(seen).toBe('{"success":true}');
  });
});

test('an answer of a middleware › is read within the same limit, success or failure', async () => {
  for (const status of [202, 400]) {
    const endless = new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1000)) }), { status });
    const client = sila({ maxBodySize: 5000 });
    client.use({ onRequest: () => endless });
    expect(await rejection(client.POST('/0.2/kyc', { body: kyc }))).toMatchObject({ code: 'BODY_TOO_LARGE' });
  }
});

describe('the base URL of one call', () => {
  test('within the origin › it is taken, with credentials', async () => {
    await sila().POST('/0.2/kyc', { body: kyc, baseUrl: `${server.url}/v2/` });
    expect(server.received[0]).toMatchObject({ url: '/v2/0.2/kyc', headers: { authorization: 'Bearer fake-token' } });
  });

  test('of another origin › refused before anything is sent', async () => {
    const elsewhere = [other.url, server.url.replace('127.0.0.1', 'localhost'), 'http://127.0.0.1.example', '/proxy'];
    for (const baseUrl of elsewhere) {
      const error = await rejection(sila().POST('/0.2/kyc', { body: kyc, baseUrl }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^baseUrl of one call must have the origin of its client/);
    }
    expect([...server.received, ...other.received]).toEqual([]);
  });
});

test('request › is GET, POST and so on with the method as an argument', async () => {
  const { request } = sila() as unknown as { request(...args: unknown[]): Promise<{ status: number }> };
  expect((await request('post', '/0.2/kyc', { body: kyc })).status).toBe(202);
  expect(server.received[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer fake-token' } });
});

describe('parseAs', () => {
  const body = { header, document_id: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' };
  const stream = async (signal: AbortSignal) =>
    (await sila().POST('/0.2/get_document', { body, parseAs: 'stream', signal })).data as ReadableStream<Uint8Array>;

  test('stream › its signal ends the body, too, and nothing of a call stays with it', async () => {
    server.reset((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const reason = new Error('the user has gone');
    const controller = new AbortController();
    const reading = new Response(await stream(controller.signal)).text();
    setTimeout(() => controller.abort(reason), 100);
    expect(await rejection(reading)).toBe(reason);

    server.reset(text(200, 'fake bytes', { 'content-type': 'image/jpeg' }));
    const { signal } = new AbortController();
    expect(await new Response(await stream(signal)).text()).toBe('fake bytes');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    const given = await stream(signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await given.cancel();
    expect(getEventListeners(signal, 'abort')).toEqual([]);

    server.reset((response) => void response.writeHead(204).end());
    expect(await stream(signal)).toBeNull();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each(['text', 'blob', 'arrayBuffer', 'stream'] as const)('%s', async (parseAs) => {
    server.reset(text(200, 'fake bytes', { 'content-type': 'image/jpeg' }));
    const body = { header, document_id: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' };
    const { data } = await sila().POST('/0.2/get_document', { body, parseAs });
    expect(await new Response(data as BodyInit).text()).toBe('fake bytes');
    if (parseAs === 'blob') expect((data as unknown as Blob).type).toBe('image/jpeg');
  });
});
