/** Traffic: bodies under a content coding are validated as what they stand for, and findings repeat what was sent. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createProxy } from '../../src/checker/http/proxy/index.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { answer, serve, stopServers } from './reports/check-report.js';

afterEach(stopServers);

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/b': {
      post: {
        operationId: 'post',
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { 200: { description: 'ok' } },
      },
      get: { operationId: 'get', responses: { 200: { description: 'ok', content: { 'text/plain': {} } } } },
    },
  },
} as unknown as JsonObject;

/** @param coding the Content-Encoding that the answer claims */
async function through(init: RequestInit, coding?: string) {
  const target = await serve((request, response) =>
    coding === undefined
      ? answer({})(request, response)
      : response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': coding }).end('text'),
  );
  const { server, report } = createProxy({ document, target, maxBodySize: 1024 * 1024 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/b`, init);
  await response.arrayBuffer().catch(() => {}); // what cannot be decoded

  const row = (await report()).cases.find(({ times }) => times === 1);
  server.close();
  return { status: response.status, row: row!, said: row!.violations.map((one) => `${one.pointer}: ${one.message}`) };
}

const post = (coding: string, bytes: Uint8Array) =>
  through({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': coding },
    body: new Uint8Array(bytes),
  });

const right = Buffer.from('{"n":1}');
const wrong = Buffer.from('{"n":"x"}');

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['identity', (bytes) => bytes],
  ['br, gzip', (bytes) => gzipSync(brotliCompressSync(bytes))],
])('a body under %s › is validated as what it stands for', async (coding, encode) => {
  expect((await post(coding, encode(right))).said).toEqual([]);
  const { said, row } = await post(coding, encode(wrong));
  expect(said).toEqual(['/n: expected integer, got string']);
  // The command sends the same in plain.
  expect(row.curl).not.toMatch(/content-encoding/);
  expect(row.curl).toMatch(/--data-raw/);
});

test.each([
  ['compress', right, /^header Content-Encoding: the body has the Content-Encoding "compress", which cannot be undone/],
  ['sekret', right, /^header Content-Encoding: the body has the Content-Encoding another, which cannot be undone/],
  ['gzip', right, /^header Content-Encoding: the body is not what its Content-Encoding says$/],
])('a body under %s that cannot be decoded › is named, and passes on', async (coding, bytes, words) => {
  const { status, said } = await post(coding, bytes);
  expect(status).toBe(200);
  expect(said).toEqual([expect.stringMatching(words)]);
});

test.each(['compress', 'dcb', 'sekret', 'gzip, sekret'])(
  'a body or an answer under %s, which this cannot undo and others may › is no fault',
  async (coding) => {
    const { status, row } = await post(coding, right);
    expect(status).toBe(200);
    expect(row).toMatchObject({ outcome: 'passed', violations: [{ severity: 'warning' }] });

    const answered = await through({}, coding);
    expect(answered.status).toBe(200);
    expect(answered.row.outcome).toBe('skipped');
    expect(answered.row.reason).toMatch(/^the body has the Content-Encoding .*, which cannot be undone/);
    expect(JSON.stringify(answered.row)).not.toContain('sekret');
  },
);

test('an answer that is not what its coding says › is a fault', async () => {
  expect((await through({}, 'gzip')).row).toMatchObject({ outcome: 'failed' });
});

test('the command of a finding about a GET › has no body', async () => {
  const { row } = await through({});
  expect(row.outcome).toBe('failed');
  expect(row.curl).toMatch(/^curl 'http:[^']*'$/);
});

test.each(['identity', 'gzip'])(
  'a body under %s that has come in part when the answer is complete › is not validated',
  async (coding) => {
    const target = await serve((_, response) => response.writeHead(200).end());
    const { server, report } = createProxy({ document, target, maxBodySize: 1024 * 1024 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json', 'content-encoding': coding };
    const asked = request({ port, host: '127.0.0.1', path: '/b', method: 'POST', headers }).on('error', () => {});
    asked.write('{"n":');
    const [answered] = (await once(asked, 'response')) as [IncomingMessage];
    await once(answered.resume(), 'end');
    const [row] = (await report()).cases.filter(({ times }) => times === 1);
    expect(row).toMatchObject({ outcome: 'passed', violations: [] });
    asked.destroy();
    server.closeAllConnections();
    server.close();
  },
);
