/** An implementation that is a function in this process is held to what one behind a port is held to. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { send } from '../../src/checker/http/gateway.js';
import type { Fetch } from '../../src/checker/http/in-process.js';

const ask = (fetch: Fetch, more: { timeout?: number; signal?: AbortSignal } = {}) =>
  send(
    { target: new URL('http://sandbox.test/base'), timeout: 5, maxBodySize: 1024, fetch, ...more },
    { method: 'GET', target: '/path?a=1', headers: { 'x-a': '1' }, body: Buffer.from('body') },
  );

test('it gets the request as it is, a GET with a body included', async () => {
  let seen: string[] = [];
  await ask(async (request) => {
    seen = [request.method, request.url, request.headers.get('x-a') ?? '', await request.text()];
    return new Response();
  });
  expect(seen).toEqual(['GET', 'http://sandbox.test/base/path?a=1', '1', 'body']);
});

test('its answer comes as over HTTP: repeated headers apart, content codings undone', async () => {
  const headers = new Headers({ 'content-encoding': 'gzip' });
  headers.append('set-cookie', 'a=1');
  headers.append('set-cookie', 'b=2');
  const exchange = await ask(async () => new Response(new Uint8Array(gzipSync('text')), { status: 201, headers }));
  if ('failure' in exchange) throw new Error(exchange.failure.message);
  expect(exchange.response.status).toBe(201);
  expect(exchange.response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(exchange.response.body.toString()).toBe('text');
});

test.each<[string, Fetch, string]>([
  ['throws', () => Promise.reject(new TypeError('secret')), 'broken'],
  ['answers more than there is room for', async () => new Response('x'.repeat(1025)), 'too large'],
  ['says gzip and sends none', async () => new Response('text', { headers: { 'content-encoding': 'gzip' } }), 'broken'],
])('one that %s is a failure', async (_, fetch, kind) => {
  const exchange = await ask(fetch);
  expect(exchange).toMatchObject({ failure: { kind } });
  expect(JSON.stringify(exchange)).not.toContain('secret');
});

test('one that never answers is a failure, and so is an interruption', async () => {
  const never = () => new Promise<Response>(() => {});
  expect(await ask(never, { timeout: 0.01 })).toMatchObject({ failure: { kind: 'timeout' } });
  expect(await ask(never, { signal: AbortSignal.abort() })).toMatchObject({ failure: { message: 'interrupted' } });
});
