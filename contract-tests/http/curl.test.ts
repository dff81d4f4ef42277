/** A curl command repeats its request: real curl, and a server that sees what arrives. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { curlCommand } from '../../src/http/curl/command.js';
import { HttpServer, text } from '../support/http-server.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(text(200, '')));
afterAll(() => server.close());

const run = promisify(execFile);

/** Headers of curl's own that say nothing. */
const own = new Set(['host', 'user-agent', 'accept']);

async function arrivesAs(method: string, target: string, headers: Record<string, string> = {}, body?: string) {
  const request = { method, target, headers, body: body === undefined ? undefined : Buffer.from(body) };
  const command = await curlCommand(request, server.url, ['-s', '-m', '5']);
  await run('sh', ['-c', command]);
  const [received] = server.received;
  const seen = Object.entries(received!.headers).filter(([name]) => !own.has(name));
  return { method: received!.method, url: received!.url, headers: Object.fromEntries(seen), body: received!.body };
}

const json = { 'content-type': 'application/json' };

test.each<[string, string, Record<string, string>, string | undefined, Record<string, string>]>([
  ['GET', '/a', {}, undefined, {}],
  ['GET', '/a', {}, '', {}],
  ['DELETE', '/a', {}, '', {}],
  ['OPTIONS', '/a', {}, undefined, {}],
  ['HEAD', '/a', {}, undefined, {}],
  ['POST', '/a', {}, undefined, { 'content-length': '0' }],
  ['PUT', '/a', json, '', { ...json, 'content-length': '0' }],
  ['GET', '/a', json, '{}', { ...json, 'content-length': '2' }],
  ['POST', '/a', {}, 'text', { 'content-length': '4' }],
  ['POST', '/a', { 'content-type': 'text/plain' }, '@file', { 'content-type': 'text/plain', 'content-length': '5' }],
  ['GET', '/a?p[x]=1&p[y]={2}', {}, undefined, {}],
  ['GET', '/a/../b/./c', {}, undefined, {}],
  ['GET', '/a?x=%20+%2B#', {}, undefined, {}],
])('%s %s with %j and %j', async (method, target, headers, body, expected) => {
  const received = await arrivesAs(method, target, headers, body);
  expect(received).toEqual({ method, url: target.replace('#', ''), headers: expected, body: body ?? '' });
});

test.each(['abc', '--', '--x\r\nno part', 'secret'])(
  'a body that says it is a form and is none is a file: %j',
  async (body) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const command = await curlCommand({ method: 'POST', target: '/', headers, body: Buffer.from(body) }, server.url);
    expect(command).toContain("-H 'content-type: multipart/form-data; boundary=x'");
    expect(command).toMatch(/--data-binary @body$/);
  },
);

test.each(['multipart/form-data', 'multipart/form-data; boundary=another'])(
  'a form is one, whatever boundary is said: %s',
  async (type) => {
    const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
    const received = await arrivesAs('POST', '/a', { 'content-type': type }, body);
    expect(received.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(received.body).toMatch(/name="a"\r\n\r\n1\r\n/);
  },
);

test('Accept › is kept where it is narrower than curl itself says', async () => {
  for (const [accept, seen] of [
    ['application/xml', 'application/xml'],
    ['application/json, */*;q=0.5', '*/*'],
  ] as const) {
    server.reset(text(200, ''));
    await arrivesAs('GET', '/a', { accept });
    expect(server.received[0]!.headers.accept).toBe(seen);
  }
});

test('body that is no text › is a file', async () => {
  const request = { method: 'POST', target: '/', headers: {}, body: Buffer.from([0xff, 0, 1]) };
  expect(await curlCommand(request, 'http://127.0.0.1')).toContain('--data-binary @body');
});
