/** SIGTERM, in the middle of whatever: a real process with a state on disk ends well, and the next one goes on from it. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RunningCommand } from '../support/command.js';

let folder: string;
let file: string;
const running: RunningCommand[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-stop-'));
  file = join(folder, 'state.mdb');
});
afterEach(async () => {
  for (const command of running.splice(0)) await command.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const open = async () => {
  const command = new RunningCommand('sandbox', '--port', '0', '--state', file);
  running.push(command);
  const [, url = ''] = await command.waitFor(/(http:\/\/127\.0\.0\.1:\d+)\/_sandbox/);
  return { command, url };
};

const headers = { 'API-Key': 'key', 'API-Secret': 'secret', 'Content-Type': 'application/json' };
const session = JSON.stringify({ type: 'in', balance: 0, currency: 'USDC' });
const uidOf = (answer: any): string => answer.data.uid;

const sessionsIn = async (url: string): Promise<Set<string>> => {
  const { entries } = (await (await fetch(`${url}/_sandbox/snapshot`)).json()) as { entries: { key: string[] }[] };
  return new Set(entries.flatMap(({ key }) => (key[1] === 'sessions' ? [key[2]!] : [])));
};

/** Stops it, and sees that it has gone without a trace but its state. */
const stop = async ({ command }: { command: RunningCommand }) => {
  expect(await command.stop('SIGTERM')).toBe(0);
  expect(command.stderr).toBe('');
  expect(readdirSync(folder).sort()).toEqual(['state.mdb', 'state.mdb-lock']);
};

test('under load: what was answered is there, and what is there is whole', async () => {
  const first = await open();
  const acknowledged: string[] = [];
  // Node 20's fetch may wait for ever on a connection whose other side goes while it is being opened.
  const gone = new AbortController();
  void first.command.exitCode.then(() => gone.abort(new TypeError('gone')));
  let enough: () => void;
  const loaded = new Promise<void>((resolve) => (enough = resolve));
  const workers = Array.from({ length: 16 }, async () => {
    for (;;) {
      try {
        const response = await fetch(`${first.url}/my-info`, {
          method: 'POST',
          headers,
          body: session,
          signal: gone.signal,
        });
        // Either it is answered as ever, or the connection is gone: nothing in between.
        expect(response.status).toBe(202);
        acknowledged.push(uidOf(await response.json()));
      } catch (error) {
        if (error instanceof TypeError) return;
        throw error;
      }
      if (acknowledged.length >= 200) enough();
    }
  });
  await loaded;
  await stop(first);
  await Promise.all(workers);

  const second = await open();
  const stored = await sessionsIn(second.url);
  expect(acknowledged.filter((uid) => !stored.has(uid))).toEqual([]);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  await stop(second);
});

const half = session.length >> 1;
const head =
  `POST /my-info HTTP/1.1\r\nHost: localhost\r\nAPI-Key: key\r\nAPI-Secret: secret\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${session.length}\r\n\r\n`;

/** A connection on which the first half of a request has been sent, and what has come back on it so far. */
const halfSent = async (url: string) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  const received = { text: '' };
  socket.on('data', (chunk: Buffer) => (received.text += chunk));
  socket.write(head + session.slice(0, half));
  await once(socket, 'connect');
  // What came on another connection after it has been answered, so it has been seen too.
  await (await fetch(`${url}/_sandbox/clock`)).arrayBuffer();
  return { socket, received };
};

test('a request that is half there is waited for, and answered', async () => {
  const first = await open();
  const { socket, received } = await halfSent(first.url);
  const stopped = stop(first);
  // It takes in nobody new any more: now it is stopping.
  await vi.waitFor(async () => {
    await expect(fetch(`${first.url}/_sandbox/clock`)).rejects.toThrow();
  });
  socket.write(session.slice(half));
  await once(socket, 'close');
  expect(received.text).toMatch(/^HTTP\/1\.1 202 /);
  // Or the connection would be kept for another request, and the process with it.
  expect(received.text).toMatch(/^Connection: close\r$/im);
  await stopped;
  const uid = uidOf(JSON.parse(received.text.slice(received.text.indexOf('\r\n\r\n'))));
  expect(await sessionsIn((await open()).url)).toContain(uid);
});

test('one that never gets there is dropped, and has done nothing', async () => {
  const first = await open();
  const { socket, received } = await halfSent(first.url);
  await stop(first);
  if (!socket.closed) await once(socket, 'close');
  expect(received.text).not.toContain('202');
  expect(await sessionsIn((await open()).url)).toEqual(new Set());
});

test('a webhook on its way to a receiver that hangs is broken off, and sent by the next process', async () => {
  let arrived: () => void;
  let answers = false;
  const bodies: string[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    bodies.push(body);
    arrived();
    if (answers) response.end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const arrival = () => new Promise<void>((resolve) => (arrived = resolve));
  const hooks = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

  const first = await open();
  const post = async (path: string, body: object, authorization = '') => {
    const sent = { ...headers, ...(authorization && { Authorization: authorization }) };
    const response = await fetch(first.url + path, { method: 'POST', headers: sent, body: JSON.stringify(body) });
    return response.status === 204 ? undefined : ((await response.json()) as any);
  };
  await post('/_sandbox/webhook-endpoints/register', { provider: 'sila', url: hooks });
  const { token } = await post('/_sandbox/tokens', { provider: 'sila' });
  const header = { created: Math.floor(Date.now() / 1000), app_handle: 'example_app', user_handle: 'ada' };
  const entity = { type: 'individual', first_name: 'Ada', last_name: 'Example', birthdate: '1987-04-12' };
  const contact = { phone: '2025550123', email: 'ada@example.com' };
  await post('/0.2/register', { header, entity, contact }, `Bearer ${token}`);
  const { verification_uuid } = await post('/0.2/request_kyc', { header }, `Bearer ${token}`);
  const begun = arrival();
  await post(`/_sandbox/verifications/sila/${verification_uuid}/decision`, { outcome: 'passed' });
  await begun;
  await stop(first);

  answers = true;
  const again = arrival();
  const second = await open();
  await again;
  expect(bodies).toEqual([bodies[0], bodies[0]]);
  await vi.waitFor(async () => {
    const listed = (await (await fetch(`${second.url}/_sandbox/webhook-deliveries`)).json()) as any;
    expect(listed.deliveries).toMatchObject([{ status: 'delivered', attempts: [{ status: 200 }] }]);
  });
  await stop(second);
  receiver.close().closeAllConnections();
});

test('a second signal ends it at once', async () => {
  const first = await open();
  const { socket } = await halfSent(first.url);
  void first.command.stop('SIGTERM');
  await vi.waitFor(async () => {
    await expect(fetch(`${first.url}/_sandbox/clock`)).rejects.toThrow();
  });
  expect(await first.command.stop('SIGTERM')).toBe(null);
  socket.destroy();
});
