/** `--state FILE`: a process that is killed at any moment has lost nothing that it had acknowledged. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-state-'));
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const command = (...args: string[]) => commandAfter([], ...args);

/** @param before what runs it: a command and its arguments */
const commandAfter = (before: string[], ...args: string[]) => {
  const script = join(packageRoot, 'src', 'cli', 'kyc-contracts.ts');
  const [run, ...rest] = [...before, process.execPath, '--import', 'tsx', script, 'sandbox', '--port', '0', ...args];
  const child = spawn(run!, rest, {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
};

/** Resolves when it listens. */
const open = async (file: string, ...args: string[]) => untilOpen(command('--state', file, ...args));

const untilOpen = async (child: ChildProcess) => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /^alfred (http:\S+?)\/api/.exec(line)?.[1];
    if (url) return { child, url };
  }
  throw new Error('it ended before it listened');
};

const signIn = async (url: string, email: string, signal?: AbortSignal) => {
  const response = await postSignIn(url, email, 'Calle Ejemplo 123', signal);
  expect(response.status).toBe(202);
  await response.arrayBuffer();
};

const postSignIn = (url: string, email: string, address: string, signal?: AbortSignal) =>
  fetch(`${url}/login-sof-kyc`, {
    method: 'POST',
    ...(signal && { signal }),
    headers: { 'API-Key': 'key', 'API-Secret': 'secret', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      firstname: 'Ada',
      lastname: 'Example',
      address,
      country: 'ARG',
      city: 'Buenos Aires',
      email,
      phonenumber: '+12025550123',
      initial_transaction: '3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13',
      zipcode: 1020,
      birthday: '1987-04-12',
    }),
  });

/** Sign-ins that were answered with 202 until the process was killed, which it is once there are `enough`. */
const hammerUntilKilled = async (url: string, child: ChildProcess, round: number, enough: number) => {
  const acknowledged: string[] = [];
  // Node 20's fetch may wait for ever on a connection whose other side goes while it is being opened.
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  const workers = Array.from({ length: 8 }, async (_, worker) => {
    for (let n = 0; ; n++) {
      const email = `user-${round}-${worker}-${n}@example.com`;
      try {
        await signIn(url, email, gone.signal);
      } catch {
        return;
      }
      acknowledged.push(email);
      if (acknowledged.length >= enough) child.kill('SIGKILL');
    }
  });
  if (enough === 0) child.kill('SIGKILL');
  await once(child, 'exit');
  await Promise.all(workers);
  return acknowledged;
};

test('kill -9 under load, again and again: every sign-in that was answered is there, once', async () => {
  const file = join(folder, 'killed.mdb');
  const acknowledged: string[] = [];
  for (const [round, enough] of [0, 1, 20, 60].entries()) {
    const { child, url } = await open(file);
    acknowledged.push(...(await hammerUntilKilled(url, child, round, enough)));
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(81);

  const { url } = await open(file);
  const snapshot = (await (await fetch(`${url}/_sandbox/snapshot`)).json()) as {
    entries: { key: string[]; value: unknown }[];
  };
  const of = (member: string) => snapshot.entries.filter(({ key }) => key[0] === 'alfred' && key[1] === member);
  const numbers = new Map(of('numbers').map(({ key, value }) => [key[2], value as number]));
  expect(acknowledged.filter((email) => !numbers.has(email))).toEqual([]);
  // And whole: each has a number of its own, which leads to a user, and the next number is the one after them.
  expect(new Set(numbers.values()).size).toBe(numbers.size);
  expect(of('users')).toHaveLength(numbers.size);
  expect(of('nextNumber')[0]?.value).toBe(1001 + numbers.size);
}, 120_000);

test('clock, seed and forced answers outlive a restart; a running sandbox keeps its file; SIGTERM lets go of it', async () => {
  const file = join(folder, 'restarted.mdb');
  const first = await open(file, '--frozen', '2026-01-31T12:00:00Z', '--seed', '7');
  const post = (url: string, path: string, body: object) =>
    fetch(`${url}/_sandbox${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post(first.url, '/clock/advance', { minutes: 15 });
  await post(first.url, '/force', { provider: 'alfred', operationId: 'myInfo', status: 503 });

  const second = command('--state', file);
  let said = '';
  second.stderr!.on('data', (chunk: Buffer) => (said += chunk));
  const [code] = (await once(second, 'exit')) as [number];
  expect({ code, said }).toEqual({
    code: 2,
    said: `kyc-contracts: ${file} is in use by process ${first.child.pid}: stop that sandbox, or choose another file\n`,
  });

  first.child.kill('SIGTERM');
  expect((await once(first.child, 'exit'))[0]).toBe(0);
  const { url } = await open(file);
  expect(await (await fetch(`${url}/_sandbox/clock`)).json()).toMatchObject({ now: '2026-01-31T12:15:00.000Z' });
  expect((await fetch(`${url}/my-info`, { method: 'POST' })).status).toBe(503);
  const { entries } = (await (await fetch(`${url}/_sandbox/snapshot`)).json()) as { entries: { key: string[] }[] };
  expect(entries).toContainEqual({ key: ['core', 'seed'], value: 7 });
}, 60_000);

/** A process may write files of so many blocks (of 512 bytes, or 1024 in some shells), as if the disk ended there. */
const limited = ['sh', '-c', 'ulimit -f 1000 && exec "$@"', 'sh'];
const canLimit = spawnSync(limited[0]!, [...limited.slice(1), 'true']).status === 0;

test.skipIf(!canLimit)(
  'a full disk: each later call is refused, the process lives and stops, and nothing acknowledged is lost',
  async () => {
    const file = join(folder, 'full.mdb');
    const { child, url } = await untilOpen(commandAfter(limited, '--state', file));
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk));
    const acknowledged: string[] = [];
    let answer = { status: 202, detail: '' };
    for (let n = 0; answer.status === 202 && n < 2000; n++) {
      const email = `full-${n}@example.com`;
      const response = await postSignIn(url, email, 'x'.repeat(3000));
      answer = { detail: '', ...((await response.json()) as object), status: response.status };
      if (response.status === 202) acknowledged.push(email);
    }
    expect(answer).toMatchObject({
      status: 500,
      detail: expect.stringMatching(/^The state could not be stored \(.+\)/),
    });
    for (const path of ['/_sandbox/clock', '/_sandbox/snapshot', '/_sandbox/clock', '/_sandbox/requests'])
      expect((await fetch(url + path)).status).toBe(500);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(said).not.toContain('unhandled');
    expect(said).not.toMatch(/^ +at /m);

    const again = await open(file);
    const { entries } = (await (await fetch(`${again.url}/_sandbox/snapshot`)).json()) as {
      entries: { key: string[] }[];
    };
    const kept = new Set(entries.filter(({ key }) => key[1] === 'numbers').map(({ key }) => key[2]));
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(acknowledged.filter((email) => !kept.has(email))).toEqual([]);
  },
  120_000,
);

test('of six that start at once on one file that is not there yet, one wins', async () => {
  const file = join(folder, 'six.mdb');
  const starts = Array.from({ length: 6 }, async () => {
    const child = command('--state', file);
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk));
    return Promise.race([untilOpen(child).then(() => 'open'), once(child, 'exit').then(([code]) => `${code} ${said}`)]);
  });
  const outcomes = (await Promise.all(starts.map((start) => start.catch(String)))).sort();
  expect(outcomes.filter((outcome) => outcome === 'open')).toHaveLength(1);
}, 120_000);

test('a file that is no state is left as it is, with one sentence', async () => {
  const file = join(folder, 'notes.txt');
  writeFileSync(file, 'not a state\n'.repeat(2000));
  const child = command('--state', file);
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk));
  expect((await once(child, 'exit'))[0]).toBe(2);
  expect(said).toMatch(/^kyc-contracts: --state .*notes\.txt cannot be used: .*\n$/);
});
