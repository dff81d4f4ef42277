/** What a sandbox survives on a port: requests that no honest client would send, and clients that go away. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseJson } from '../../src/sandbox/core/json.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { user } from '../support/requests.js';

let sandbox: Sandbox;
let served: Listening;
const defects: unknown[] = [];
/** Calls that have not been answered yet. */
let underWay = 0;

beforeAll(async () => {
  sandbox = createSandbox({ onDefect: (error) => defects.push(error) });
  const fetch: Sandbox['fetch'] = (...request) => {
    underWay += 1;
    return sandbox.fetch(...request).finally(() => (underWay -= 1));
  };
  served = await serveSandbox({ ...sandbox, fetch }, { port: 0 });
});

afterAll(async () => {
  await served.close();
  expect(defects).toEqual([]);
});

const json = { 'API-Key': 'key', 'API-Secret': 'secret', 'Content-Type': 'application/json' };
const post = (path: string, body: BodyInit, headers: Record<string, string> = json) =>
  fetch(`${served.url}${path}`, { method: 'POST', body, headers });

/** Sends bytes as they are, and returns all that comes back until the connection ends or it has been quiet for long. */
const raw = async (bytes: string | Buffer, quiet = 500): Promise<string> => {
  const socket = connect(served.port, '127.0.0.1').on('error', () => {});
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
  socket.write(bytes);
  // On a busy machine the first byte may take longer.
  const patience = Date.now() + 10_000;
  socket.setTimeout(quiet).on('timeout', () => {
    if (answer === '' && Date.now() < patience) socket.setTimeout(quiet);
    else socket.destroy();
  });
  await once(socket, 'close');
  return answer;
};

const works = async () =>
  expect((await post('/my-info', '{"type":"in","balance":0,"currency":"USDC"}')).status).toBe(202);

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('bodies', () => {
  test.each([
    ['malformed JSON', '{"type":"in"', json],
    ['no JSON at all', 'hello', json],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), json],
    ['another charset', '{}', { ...json, 'Content-Type': 'application/json; charset=utf-16' }],
    ['another media type', '{}', { ...json, 'Content-Type': 'text/plain' }],
    ['a media type that is none', '{}', { ...json, 'Content-Type': ';;;' }],
    ['65 levels', `{"type":"in","balance":0,"currency":"USDC","x":${deep(64)}}`, json],
    ['170,000 levels', deep(170_000), json],
    ['a list', '[]', json],
    ['null', 'null', json],
    ['a prototype', '{"__proto__":{"type":"in"},"balance":0,"currency":"USDC"}', json],
    ['nothing', '', json],
  ])('%s: 422', async (_, body, headers) => {
    const response = await post('/my-info', body as BodyInit, headers);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'VALIDATION_ERROR' });
    await works();
  });

  test('64 levels are no more than odd', async () => {
    const body = `{"type":"in","balance":0,"currency":"USDC","x":${deep(63)}}`;
    expect((await post('/my-info', body)).status).toBe(202);
  });

  test.each([
    ['declared', Buffer.alloc(100_000_000, 0x20)],
    ['chunked', new Blob([Buffer.alloc(100_000_000, 0x20)]).stream()],
  ])('100 MB, %s: 413, without being kept', async (_, body) => {
    const before = process.memoryUsage().arrayBuffers;
    const response = await fetch(`${served.url}/my-info`, {
      method: 'POST',
      body: body as BodyInit,
      headers: json,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(300_000_000);
    await works();
  });

  test('1 MiB of JSON is read, one byte more is not', async () => {
    const head = '{"type":"in","balance":0,"currency":"USDC","x":"';
    const fill = (length: number) => `${head}${'x'.repeat(length - head.length - 2)}"}`;
    expect((await post('/my-info', fill(1024 * 1024))).status).toBe(202);
    expect((await post('/my-info', fill(1024 * 1024 + 1))).status).toBe(413);
    for (const [more, status] of [
      [0, 202],
      [1, 413],
    ] as const) {
      const body = new Blob([fill(1024 * 1024 + more)]).stream();
      const options = { method: 'POST', body, headers: json, duplex: 'half' } as RequestInit;
      expect((await fetch(`${served.url}/my-info`, options)).status).toBe(status);
    }
  });
});

test("a prototype of the sender's making does not get in", () => {
  const parsed = parseJson(new TextEncoder().encode('{"a":[{"__proto__":{"x":1},"b":2}],"__proto__":null}'));
  expect(JSON.stringify(parsed)).toBe('{"value":{"a":[{"b":2}]}}');
});

describe('forms', () => {
  const type = 'multipart/form-data; boundary=b';
  const part = '--b\r\nContent-Disposition: form-data; name="docType"\r\n\r\nselfie\r\n';
  test.each([
    ['no boundary', part, 'multipart/form-data'],
    ['another boundary', part, 'multipart/form-data; boundary=c'],
    ['no end', part, type],
    ['a cut-off head', '--b\r\nContent-Dispo', type],
    ['no name', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n', type],
    ['no parts', '--b--\r\n', type],
    ['garbage', 'hello', type],
    ['10,000 parts', `${part.repeat(10_000)}--b--\r\n`, type],
    ['a part called __proto__', '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n', type],
  ])('%s: refused, and nothing breaks', async (_, body, contentType) => {
    const signIn = await post('/login-sof-kyc', JSON.stringify(user));
    const { token } = ((await signIn.json()) as { data: { token: string } }).data;
    const response = await fetch(`${served.url}/kyc/upload-document`, {
      method: 'PUT',
      body,
      headers: { ...json, 'Content-Type': contentType, Authorization: token },
    });
    expect(response.status).toBe(422);
    await works();
  });
});

describe('requests', () => {
  test('that are none are answered with 400, those with 20 kB of headers with 431', async () => {
    expect(await raw('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(`GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    await works();
  });

  test.each([
    ['an unknown path', 'GET /nowhere HTTP/1.1\r\nHost: localhost', 404],
    ['a path of two slashes', 'GET //my-info HTTP/1.1\r\nHost: localhost', 404],
    ['a stray %', 'GET /%zz HTTP/1.1\r\nHost: localhost', 404],
    ['a URL as target', 'GET http://localhost/_sandbox/clock HTTP/1.1\r\nHost: localhost', 200],
    ['a URL as target, which Host contradicts', 'GET HTTP://localhost/my-info HTTP/1.1\r\nHost: evil.example', 405],
    ['a URL of another host', 'GET http://evil.example/my-info HTTP/1.1\r\nHost: localhost', 421],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: localhost', 404],
    ['another method', 'DELETE /my-info HTTP/1.1\r\nHost: localhost', 405],
    ['TRACE', 'TRACE /my-info HTTP/1.1\r\nHost: localhost', 405],
    ['HEAD', 'HEAD /_sandbox/clock HTTP/1.1\r\nHost: localhost', 405],
    ['a strange host', 'GET /_sandbox/clock HTTP/1.1\r\nHost: a b/c?d', 421],
    [
      'a prototype for a provider',
      'POST /_sandbox/verifications/__proto__/x/decision HTTP/1.1\r\nHost: localhost',
      422,
    ],
    ['headers twice', 'GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nAPI-Key: a\r\nAPI-Key: b', 200],
    ['a header of Latin-1', 'GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nAPI-Key: \u00e9', 200],
    ['a GET with a body', 'GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}', 200],
  ])('%s', async (_, head, status) => {
    const end = head.includes('\r\n\r\n') ? '' : '\r\nConnection: close\r\n\r\n';
    expect(await raw(Buffer.from(head + end, 'latin1'))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await works();
  });

  test('405 says what is allowed', async () => {
    const response = await fetch(`${served.url}/my-info`);
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });
});

describe('clients', () => {
  test('that vanish in the middle of a body, or before the answer, change nothing and break nothing', async () => {
    const before = await sandbox.snapshot();
    const head =
      'POST /my-info HTTP/1.1\r\nHost: localhost\r\nAPI-Key: a\r\nAPI-Secret: b\r\nContent-Type: application/json\r\n';
    for (let n = 0; n < 20; n++) {
      const socket = connect(served.port, '127.0.0.1').on('error', () => {});
      socket.write(`${head}Content-Length: 1000\r\n\r\n{"type":`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (n % 2) socket.resetAndDestroy();
      else socket.destroy();
      await once(socket, 'close');
    }
    expect(await sandbox.snapshot()).toEqual(before);
    await works();
    await vi.waitFor(() => expect(underWay).toBe(0));
  });

  test('that dawdle keep nobody waiting', async () => {
    const head =
      'POST /my-info HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    const slow = Array.from({ length: 50 }, () => connect(served.port, '127.0.0.1').on('error', () => {}));
    for (const socket of slow) socket.write(head);
    await works();
    for (const socket of slow) socket.destroy();
  });
});
