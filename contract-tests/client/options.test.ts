/** What a client is created with: servers by name, headers, the user agent, and middlewares. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Middleware } from 'openapi-fetch';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { createApiClient } from '../../src/runtime/client.js';
import { BodyTooLarge } from '../../src/runtime/errors/body-too-large.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { HttpServer, json } from '../support/http-server.js';
import { kyc, user } from '../support/requests.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterEach(() => vi.unstubAllGlobals());
afterAll(() => server.close());

const credentials = { bearer: 'fake-token' };
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

/** Where a client would send its requests, without going there. */
async function destination(options: object): Promise<string> {
  let url = '';
  const fetch = async (request: Request) => {
    url = request.url;
    return Response.json({});
  };
  await createSilaClient({ credentials, fetch, ...options }).POST('/0.2/kyc', { body: kyc });
  return new URL(url).origin;
}

test('the sandbox, unless production is asked for by its name', async () => {
  expect(await destination({})).toBe('https://sandbox.silamoney.com');
  expect(await destination({ server: 'sandbox' })).toBe('https://sandbox.silamoney.com');
  expect(await destination({ server: 'production' })).toBe('https://api.silamoney.com');
  expect(await destination({ server: 'production', baseUrl: 'http://127.0.0.1:1' })).toBe('http://127.0.0.1:1');
});

test.each(['prod', '', 'constructor', '__proto__'])('there is no server "%s"', (name) => {
  const create = () => createSilaClient({ credentials, server: name as 'sandbox' });
  expect(create).toThrow(new TypeError('server must be one of: sandbox, production'));
});

test('a document that has production alone has no default', () => {
  const definition = { agent: 'a/1', schemes: {}, security: [], operations: {}, servers: { production: 'https://a' } };
  expect(() => createApiClient(definition, { credentials: {} })).toThrow('server must be one of: production');
  expect(() => createApiClient(definition, { credentials: {}, server: 'production' })).not.toThrow();
  const servers = { ...definition.servers, production2: 'https://b' };
  expect(() => createApiClient({ ...definition, servers }, { credentials: {} })).toThrow('server must be one of');
});

test('headers: of the call before those of the client, null for none, and the version of this package', async () => {
  const sila = createSilaClient({
    credentials,
    baseUrl: server.url,
    headers: { a: 'client', b: 'client', c: 'client' },
  });
  await sila.POST('/0.2/kyc', { body: kyc, headers: { b: 'call', c: null } });
  await sila.POST('/0.2/kyc', { body: kyc, headers: { 'User-Agent': 'mine/1' } });
  const [first, second] = server.received.map(({ headers }) => headers);
  expect(first).toMatchObject({ a: 'client', b: 'call', 'user-agent': `kyc-contracts/${version}` });
  expect(first).not.toHaveProperty('c');
  expect(second).toMatchObject({ 'user-agent': 'mine/1' });
});

test('headers as a list of pairs, which `fetch` takes, too', async () => {
  const sila = createSilaClient({ credentials, baseUrl: server.url, headers: [['a', 'client']] });
  await sila.POST('/0.2/kyc', { body: kyc, headers: [['B', 'call']] });
  expect(server.received[0]!.headers).toMatchObject({ a: 'client', b: 'call' });
  expect(server.received[0]!.headers).not.toHaveProperty('0');
});

test('options of a client are no properties of its requests', async () => {
  const seen: string[] = [];
  const fetch = async (request: Request) => {
    seen.push(...Object.keys(request), request.cache);
    return Response.json({});
  };
  const options = { credentials, fetch, app_handle: 'example_app', timeout: 1_000, cache: 'reload' };
  const body = { header: { user_handle: 'ada' }, flow: 'f' } as const;
  await createSilaClient(options).POST('/0.2/kyc', { body, cache: 'no-store', timeout: 2_000 });
  expect(seen).toEqual(['no-store']);
});

test('an option that a call gives as undefined is that of the client', async () => {
  const unset = { fetch: undefined, timeout: undefined, retry: undefined, maxBodySize: undefined };
  const sila = createSilaClient({ credentials, fetch: async () => Response.json({ a: 1 }), maxBodySize: 2 });
  await expect(sila.POST('/0.2/kyc', { body: kyc, ...unset } as never)).rejects.toThrow(BodyTooLarge);
  expect(server.received).toEqual([]);
});

test('in a browser the user agent is its own', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' });
  await createSilaClient({ credentials, baseUrl: server.url }).POST('/0.2/kyc', { body: kyc });
  expect(server.received[0]!.headers['user-agent']).not.toContain('kyc-contracts');
});

test('a fetch that is replaced later is used: nothing is kept from the time of creation', async () => {
  const sila = createSilaClient({ credentials, baseUrl: server.url });
  vi.stubGlobal('fetch', async () => Response.json({ from: 'the other' }));
  expect((await sila.POST('/0.2/kyc', { body: kyc })).data).toEqual({ from: 'the other' });
  expect(server.received).toEqual([]);
});

test('middlewares of openapi-fetch see request, answer and failure, in its order, until they are ejected', async () => {
  const seen: string[] = [];
  const tracing = (name: string): Middleware => ({
    onRequest: ({ request, schemaPath, options }) => {
      seen.push(`${name} > ${schemaPath} ${options.baseUrl === server.url}`);
      request.headers.set(`x-${name}`, request.headers.get('authorization') ?? 'none');
    },
    onResponse: ({ response }) => {
      seen.push(`${name} < ${response.status}`);
    },
    onError: ({ error }) => {
      seen.push(`${name} ! ${(error as Error).name}`);
    },
  });
  const [a, b] = [tracing('a'), tracing('b')];
  const sila = createSilaClient({ credentials, baseUrl: server.url, retry: false });
  sila.use(a, b);
  await sila.POST('/0.2/kyc', { body: kyc });
  expect(seen.splice(0)).toEqual(['a > /0.2/kyc true', 'b > /0.2/kyc true', 'b < 202', 'a < 202']);
  expect(server.received[0]!.headers).toMatchObject({ 'x-a': 'Bearer fake-token' });

  sila.eject(a);
  const failing = async () => Promise.reject(new TypeError('fetch failed'));
  await expect(sila.POST('/0.2/kyc', { body: kyc, fetch: failing })).rejects.toMatchObject({ code: 'NETWORK' });
  expect(seen.splice(0)).toEqual(['b > /0.2/kyc true', 'b ! NetworkError']);
});

test('a middleware may answer in the place of the server, and replace what it answered', async () => {
  const alfred = createAlfredClient({ baseUrl: server.url, credentials: { apiKey: 'fake', apiSecret: 'fake' } });
  const answer: Middleware = { onRequest: () => Response.json({ from: 'cache' }, { status: 202 }) };
  const cached = await alfred.POST('/login-sof-kyc', { body: user, middleware: [answer] });
  expect(cached.data).toEqual({ from: 'cache' });
  expect(server.received).toEqual([]);

  const replace: Middleware = { onResponse: () => Response.json({ from: 'elsewhere' }, { status: 202 }) };
  const replaced = await alfred.POST('/login-sof-kyc', { body: user, middleware: [replace] });
  expect(replaced.data).toEqual({ from: 'elsewhere' });
});

test('the response of a result is the one that came, with its URL', async () => {
  const { response, status, call } = await createSilaClient({ credentials, baseUrl: server.url }).POST('/0.2/kyc', {
    body: kyc,
  });
  expect([response.url, response.status, status]).toEqual([`${server.url}/0.2/kyc`, 202, 202]);
  expect(call).toMatchObject({ operationId: 'kyc', method: 'POST', path: '/0.2/kyc', repeatable: false });
});

test.each([3, true, 'twice', { attempts: 0 }])('retry: %j is refused, not ignored', async (retry) => {
  const options = { retry: retry as never };
  expect(() => createSilaClient({ credentials, ...options })).toThrow('retry.attempts must be a whole number from 1.');
  const sila = createSilaClient({ credentials, baseUrl: server.url });
  await expect(sila.POST('/0.2/kyc', { body: kyc, ...options })).rejects.toThrow('retry.attempts must be');
  expect(server.received).toEqual([]);
});

test('a URL object is a base URL, too', async () => {
  expect(await destination({ baseUrl: new URL('http://127.0.0.1:1/') })).toBe('http://127.0.0.1:1');
});
