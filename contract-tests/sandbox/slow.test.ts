/** Clients that are slow, stop, or go away: each is bounded, and none of them changes anything. */
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createNodeServer } from '../../src/sandbox/core/node-server.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';

/** The bounds of a served sandbox, a hundredth as long. */
const limits = { headersTimeout: 300, requestTimeout: 600, idleTimeout: 600, checkInterval: 50 };

let sandbox: Sandbox;
let served: Listening;
let underWay = 0;
let before: unknown;
const defects: unknown[] = [];

beforeAll(async () => {
  sandbox = createSandbox({ onDefect: (error) => defects.push(error) });
  const fetch: Sandbox['fetch'] = (...request) => {
    underWay += 1;
    return sandbox.fetch(...request).finally(() => (underWay -= 1));
  };
  served = await serveSandbox({ ...sandbox, fetch }, { port: 0, limits });
});
beforeEach(async () => (before = await sandbox.snapshot()));
afterAll(async () => {
  await served.close();
  expect(defects).toEqual([]);
});

const head = 'POST /my-info HTTP/1.1\r\nHost: localhost\r\nAPI-Key: a\r\nAPI-Secret: b\r\n';
const json = `${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;

const open = (): Socket => connect(served.port, '127.0.0.1').on('error', () => {});

/** Whoever sends on into a connection that has been closed may see it reset: that is no failure of the server's. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** Sends `start` and then an `x` every 20 ms, for as long as the other side lets it. @returns what came back */
const drip = async (start: string): Promise<string> => {
  const socket = open();
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.write(start);
  const timer = setInterval(() => socket.write('x'), 20);
  await closed(socket);
  clearInterval(timer);
  return answer;
};

const unharmed = async () => {
  await vi.waitFor(() => expect(underWay).toBe(0));
  expect(await sandbox.snapshot()).toEqual(before);
};

describe('a client', () => {
  test.each([
    ['that drips its headers', `${head}X-Long: `],
    ['that drips its request line', 'POST /my-in'],
    ['that drips its body', json],
    [
      'that drips a chunked body',
      json.replace('Content-Length: 1000', 'Transfer-Encoding: chunked').concat('1000\r\n'),
    ],
  ])('%s is told 408 and let go', { timeout: 60_000 }, async (_, start) => {
    expect(await drip(start)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    await unharmed();
  });

  test.each([
    ['says nothing at all', ''],
    ['stops within its headers', `${head}X-Long`],
    ['stops within its body', `${json}{"type":`],
  ])('that %s is let go', { timeout: 60_000 }, async (_, start) => {
    const socket = open();
    if (start) socket.write(start);
    socket.resume();
    await closed(socket);
    await unharmed();
  });

  test('that does not read its answer is let go', { timeout: 60_000 }, async () => {
    // More than the buffers of both sides take, so that it stops on its way.
    const large = async () => new Response(new Uint8Array(50 * 1024 * 1024));
    const server = createNodeServer({ ...sandbox, fetch: large }, limits).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connections = () => promisify(server.getConnections.bind(server))();
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
    socket.pause().write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 60_000 });
    socket.destroy();
    server.close();
  });

  test('that vanishes within a body leaves nothing behind', async () => {
    for (const end of ['destroy', 'resetAndDestroy', 'end'] as const) {
      const socket = open();
      socket.write(`${json}{"type":`);
      await vi.waitFor(() => expect(underWay).toBe(1));
      socket[end]();
      socket.resume();
      await closed(socket);
      await unharmed();
    }
  });
});
