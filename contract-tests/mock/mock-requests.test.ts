/** What a mock makes of a request: its credentials, its method, its coding, and the example that it prefers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { startMockFor } from '../../src/mock/server.js';

const json = (value: object) => ({ description: '', content: { 'application/json': { examples: { ok: { value } } } } });
const refused = { description: '' };

const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    ...Object.fromEntries(
      ['basic', 'bearer', 'oauth'].map((scheme) => [
        `/${scheme}`,
        { get: { security: [{ [scheme]: [] }], responses: { 200: json({ scheme }), 401: refused, 403: refused } } },
      ]),
    ),
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses: { 200: json({ id: 1 }), 404: refused } },
      put: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', required: ['n'] } } },
        },
        responses: { 200: json({}), '5XX': json({ broken: true }), 422: refused },
      },
    },
  },
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      bearer: { type: 'http', scheme: 'bearer' },
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: {} } } },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
let mock: Listening;
beforeAll(async () => {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  mock = await startMockFor(file, { port: 0 });
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const pair = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['/bearer', 'Bearer fake', 200],
  ['/bearer', 'bearer fake', 200],
  ['/bearer', 'BEARER   fake', 200],
  ['/oauth', 'bearer fake', 200],
  ['/bearer', 'Bearer', 401],
  ['/bearer', 'Basic fake', 401],
  ['/basic', `basic ${pair('ada:secret')}`, 200],
  ['/basic', `BASIC  ${pair('ada:se:cr:é')}`, 200],
  ['/basic', 'Bearer fake', 401],
])('%s with "%s" › %i, whatever the case of the scheme', async (path, authorization, status) => {
  const response = await fetch(mock.url + path, { headers: { authorization } });
  expect(response.status).toBe(status);
});

test('a method that the path has not › 405, with those that it has', async () => {
  const response = await fetch(`${mock.url}/things/7`, { method: 'DELETE' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT']);
});

const put = (headers: Record<string, string>, body: string | Buffer) =>
  fetch(`${mock.url}/things/7`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(body as string)),
  });

test.each([
  ['example=ok', 200],
  ['code=200, example=ok', 200],
  ['code=503, example=ok', 503],
  ['code=200', 200],
])('Prefer: %s › %i', async (prefer, status) => {
  expect((await put({ prefer }, '{"n":1}')).status).toBe(status);
});

test.each([
  ['example=nope', /^The example that Prefer names is not one of this operation: choose one of ok\.$/],
  ['code=200, example=nope', /is not one of the response 200 of this operation: choose one of ok\.$/],
  ['code=422, example=ok', /is not one of the response 422 of this operation: it has none by name\.$/],
  ['code=503, example=nope', /is not one of the response 503 of this operation: choose one of ok\.$/],
  ['code=418, example=nope', /status code 418 is not defined/],
])('Prefer: %s › 404 in words', async (prefer, words) => {
  const response = await put({ prefer }, '{"n":1}');
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(((await response.json()) as { detail: string }).detail).toMatch(words);
});

const body = Buffer.from('{"n":1}');

test.each<[string, Buffer]>([
  ['gzip', gzipSync(body)],
  ['X-GZIP', gzipSync(body)],
  ['deflate', deflateSync(body)],
  ['deflate', deflateRawSync(body)],
  ['br', brotliCompressSync(body)],
  ['identity', body],
  ['deflate, gzip', gzipSync(deflateSync(body))],
])('a body of Content-Encoding %s › is read', async (coding, coded) => {
  expect((await put({ 'content-encoding': coding }, coded)).status).toBe(200);
  const wrong = coding === 'gzip' ? gzipSync('{}') : undefined;
  if (wrong) expect((await put({ 'content-encoding': coding }, wrong)).status).toBe(422);
});

test.each<[string, Buffer, number, RegExp]>([
  ['compress', body, 415, /^The body has the Content-Encoding "compress", which cannot be undone: gzip, deflate, br/],
  ['secret', body, 415, /^The body has the Content-Encoding another, which cannot be undone/],
  ['gzip', body, 400, /^The body is not what its Content-Encoding says\.$/],
  ['gzip', gzipSync(Buffer.alloc(2 ** 21)), 413, /^The body is larger than 1 MiB\.$/],
])('a body of Content-Encoding %s that is not › refused for what it is', async (coding, coded, status, words) => {
  const response = await put({ 'content-encoding': coding }, coded);
  expect(response.status).toBe(status);
  expect(((await response.json()) as { detail: string }).detail).toMatch(words);
  if (status === 415) expect(response.headers.get('accept-encoding')).toMatch(/^gzip, deflate, br/);
});
