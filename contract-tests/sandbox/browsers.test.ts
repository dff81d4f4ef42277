/** Which browsers a sandbox on a port answers: none of another site's, unless its user says so. */
import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';

let served: Listening | undefined;
afterEach(() => served?.close());

const serve = async (origins: string[] = [], host = '127.0.0.1') => {
  served = await serveSandbox(createSandbox({ origins }), { port: 0, host });
  return served;
};

/** By node:http, since fetch lets nobody set Host. */
const ask = (port: number, method: string, path: string, headers: Record<string, string>, to = '127.0.0.1') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    request({ host: to, port, method, path, headers }, async (response) => {
      let body = '';
      for await (const chunk of response.setEncoding('utf8')) body += chunk;
      resolve({ status: response.statusCode!, headers: response.headers, body });
    })
      .on('error', reject)
      .end();
  });

const evil = 'http://evil.example';
const page = 'http://localhost:5173';

describe('on loopback', () => {
  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.0.1',
    '%',
  ])('a request to %s is misdirected, whatever it wants', async (host) => {
    const { port } = await serve();
    for (const path of ['/_sandbox/snapshot', '/my-info', '/nowhere']) {
      const { status, headers, body } = await ask(port, 'GET', path, { Host: host });
      expect([status, headers['content-type']]).toEqual([421, 'application/problem+json']);
      expect(body).toContain('--host');
      expect(headers['date']).toBeDefined();
    }
  });

  test.each(['127.0.0.1', '127.0.0.1:1', '127.1', 'localhost', 'LOCALHOST:9', 'sila.localhost', '[::1]:4000'])(
    'a request to %s is not',
    async (host) => {
      const { port } = await serve();
      expect((await ask(port, 'GET', '/_sandbox/clock', { Host: host })).status).toBe(200);
    },
  );
});

test('on every address, any name will do: its user has let the network in', async () => {
  const { port } = await serve([], '0.0.0.0');
  expect((await ask(port, 'GET', '/_sandbox/clock', { Host: 'my-machine.example' })).status).toBe(200);
});

const preflight = (origin: string) => ({
  Origin: origin,
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type,authorization',
});
const namesOf = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control'));

test('no page is let in by default, neither by a preflight nor by an answer', async () => {
  const { port } = await serve();
  for (const path of ['/0.2/kyc', '/my-info', '/_sandbox/reset']) {
    const asked = await ask(port, 'OPTIONS', path, preflight(page));
    const sent = await ask(port, 'POST', path, { Origin: page });
    expect([asked.status, ...namesOf(asked.headers), ...namesOf(sent.headers)]).toEqual([405]);
  }
});

test('a page that the user names is, everywhere, and no other is', async () => {
  const { port } = await serve([page]);
  for (const path of ['/0.2/kyc', '/my-info', '/_sandbox/reset']) {
    const asked = await ask(port, 'OPTIONS', path, preflight(page));
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, page]);
    expect(asked.headers).toMatchObject({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,authorization',
      vary: 'Origin',
    });
    const foreign = await ask(port, 'OPTIONS', path, preflight(evil));
    expect([foreign.status, ...namesOf(foreign.headers)]).toEqual([405]);
  }
  const clock = await ask(port, 'GET', '/_sandbox/clock', { Origin: page });
  expect([clock.status, clock.headers['access-control-allow-origin']]).toEqual([200, page]);
  expect((await ask(port, 'GET', '/_sandbox/clock', { Origin: evil })).status).toBe(403);
});
