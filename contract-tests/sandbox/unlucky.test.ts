/** No request ends the sandbox, whatever a snapshot or a forced answer holds. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';

let sandbox: Sandbox;
let served: Listening;

beforeEach(async () => {
  sandbox = createSandbox({ now: '2026-01-31T12:00:00Z', settings: { sila: { examples: true } }, onDefect: () => {} });
  served = await serveSandbox(sandbox, { port: 0 });
  // The first call puts the examples in.
  await fetch(`${served.url}/_sandbox/clock`);
});
afterEach(() => served.close());

const post = (path: string, body: unknown) =>
  fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const refused: [what: string, key: string[], value: unknown, pointer: string][] = [
  ['a clock that is a number', ['core', 'clock'], 5, '/key'],
  ['an instant that is a text', ['core', 'clock', 'frozenAt'], 'garbage', '/value'],
  ['half a clock', ['core', 'clock', 'frozenAt'], 0, '/key'],
  ['an instant beyond 9999', ['core', 'clock', 'frozenAt'], 1e15, '/value'],
  ['a seed that is an object', ['core', 'seed'], {}, '/value'],
  ['a forced status', ['core', 'forced', 'alfred/myInfo'], [{ status: 99, times: 1 }], '/value/0/status'],
  [
    'forced headers',
    ['core', 'forced', 'alfred/myInfo'],
    [{ status: 200, times: 1, headers: { a: '\u0001' } }],
    '/value',
  ],
  ['an event without its parts', ['core', 'outbox', 'sila/1'], { order: 1 }, '/value'],
  ['an unknown member of core', ['core', 'nothing'], 1, '/key/1'],
  ['an inherited member', ['core', 'constructor'], 1, '/key/1'],
  ['an entity that is a list', ['sila', 'entities', 'x'], [], '/value'],
  ['a token that is null', ['sila', 'tokens', 'example_app'], null, '/value'],
  ['a token without an end', ['sila', 'tokens', 'example_app'], { token: 'x' }, '/value'],
  ['an endpoint of numbers', ['sila', 'endpoints', '1'], 7, '/value'],
  ['a verification', ['sila', 'verifications', '1'], { id: 1 }, '/value'],
  ['a file that is a text', ['sila', 'files', '1'], 'x', '/value'],
  ['a collection that is a value', ['sila', 'entities'], {}, '/key'],
  ['a value that is a collection', ['sila', 'nextDue', 'x'], 1, '/key'],
  ['a user', ['alfred', 'users', '1'], { number: 'one' }, '/value'],
  ['a session', ['alfred', 'sessions', '1'], { type: 'up', openedAt: 0 }, '/value/type'],
];

test.each(refused)(
  'a snapshot with %s is refused with its place, and nothing is changed',
  async (_, key, value, at) => {
    const before = await sandbox.snapshot();
    const answer = await post('/_sandbox/restore', { format: 1, entries: [{ key, value }] });
    expect(answer.status).toBe(422);
    const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
    expect(violations[0]?.pointer.startsWith(`/entries/0${at}`)).toBe(true);
    expect(await sandbox.snapshot()).toEqual(before);
    await expect(sandbox.restore({ format: 1, entries: [{ key, value }] })).rejects.toThrow(TypeError);
    expect((await fetch(`${served.url}/_sandbox/clock`)).status).toBe(200);
  },
);

test.each([[['sila', 'tokens', 'a']], [['nobody', 'tokens', 'a']]])(
  'a snapshot with %j twice is refused',
  async (key) => {
    const entries = [1, 2].map((value) => ({ key, value: { token: `x${value}`, endsAt: 0 } }));
    await expect(sandbox.restore({ format: 1, entries: [entries[0]!, entries[0]!] })).rejects.toThrow(TypeError);
    expect((await post('/_sandbox/restore', { format: 1, entries })).status).toBe(422);
  },
);

test('what a sandbox has written is what it restores', async () => {
  const before = await sandbox.snapshot();
  expect(before.entries.length).toBeGreaterThan(20);
  expect((await post('/_sandbox/restore', before)).status).toBe(204);
  expect(await sandbox.snapshot()).toEqual(before);
});

test.each([
  ['alfred-customers', 0],
  ['sila', { at: 0 }],
])('what is due in %s without its record is forgotten', async (provider, value) => {
  const { entries } = await sandbox.snapshot();
  const due = { key: [provider, 'due', 'nobody'], value };
  const first = { key: ['sila', 'nextDue'], value: 0 };
  const others = entries.filter(({ key }) => key[1] !== 'nextDue');
  expect((await post('/_sandbox/restore', { format: 1, entries: [...others, first, due] })).status).toBe(204);
  expect((await fetch(`${served.url}/_sandbox/clock`)).status).toBe(200);
  expect((await sandbox.snapshot()).entries).not.toContainEqual(due);
});

test('a record whose id is not that of its key is refused', async () => {
  const { entries, format } = await sandbox.snapshot();
  const other = '22222222-2222-4222-8222-222222222222';
  for (const [provider, member] of [
    ['sila', 'verifications'],
    ['sila', 'documents'],
    ['sila', 'events'],
  ]) {
    const at = entries.findIndex(({ key }) => key[0] === provider && key[1] === member);
    const renamed = entries.with(at, { ...entries[at], key: [provider!, member!, other] });
    const answer = await post('/_sandbox/restore', { format, entries: renamed });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ violations: [{ pointer: `/entries/${at}/value/id` }] });
  }
});

test('a customer whose submission is not there has none', async () => {
  const time = Date.UTC(2026, 0, 31);
  const times = { createdAt: time, updatedAt: time };
  const id = '11111111-1111-4111-8111-111111111111';
  const customer = { id, email: 'a@b.co', type: 'INDIVIDUAL', country: null, ...times, submissions: ['gone'] };
  const key = ['alfred-customers', 'customers', id];
  expect((await post('/_sandbox/restore', { format: 1, entries: [{ key, value: customer }] })).status).toBe(204);
  const headers = { 'api-key': 'k', 'api-secret': 's' };
  const base = `${served.url}/api/v1/third-party-service/penny/customers`;
  for (const path of ['', '/kyb/details']) expect((await fetch(`${base}/${id}${path}`, { headers })).status).toBe(200);
});

test('a state that breaks every call is reset, and replaced by another', async () => {
  const broken = createSandbox({
    providers: [
      {
        behaviour: {
          name: 'fragile',
          initialState: () => ({ isBroken: false }),
          handlers: {},
          invalid: () => ({ status: 400 }),
          advance: ({ state }) => {
            if (state.isBroken) throw new Error('as told');
          },
        },
        routes: [],
        validators: {},
        mounts: [],
      },
    ],
    onDefect: () => {},
  });
  const whole = await broken.snapshot();
  const entries = [{ key: ['fragile', 'isBroken'], value: true }];
  for (const [path, body] of [
    ['reset', undefined],
    ['restore', JSON.stringify(whole)],
  ] as const) {
    await broken.restore({ format: 1, entries });
    expect((await broken.fetch('http://x/_sandbox/clock')).status).toBe(500);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, ...(body && { body }) };
    expect((await broken.fetch(`http://x/_sandbox/${path}`, sent)).status).toBe(204);
    expect((await broken.fetch('http://x/_sandbox/clock')).status).toBe(200);
  }
});

test('an event counter of any size does not hold up the list of events', async () => {
  const entries = [{ key: ['core', 'sent'], value: Number.MAX_SAFE_INTEGER }];
  expect((await post('/_sandbox/restore', { format: 1, entries })).status).toBe(204);
  expect((await fetch(`${served.url}/_sandbox/webhook-deliveries`)).status).toBe(200);
}, 10_000);

describe('headers of a forced answer', () => {
  const framing = 'Transfer-Encoding Content-Length Trailer Connection Upgrade Keep-Alive TE Proxy-Connection'.split(
    ' ',
  );
  const force = (headers: object) =>
    post('/_sandbox/force', { provider: 'alfred', operationId: 'myInfo', status: 200, headers });

  test.each(framing)('%s is refused', async (name) => {
    expect((await force({ [name]: 'x' })).status).toBe(422);
  });

  test('are those that node:http takes, and every one that is taken is sent', async () => {
    for (let code = 0; code < 0x180; code++) {
      const letter = String.fromCharCode(code);
      for (const [name, value] of [
        ['X-A', `a${letter}b`],
        [`X${letter}A`, 'b'],
      ] as const) {
        let allowed = true;
        try {
          validateHeaderName(name);
          validateHeaderValue(name, value);
        } catch {
          allowed = false;
        }
        expect([code, (await force({ [name]: value })).status]).toEqual([code, allowed ? 204 : 422]);
        if (allowed) expect((await fetch(`${served.url}/my-info`, { method: 'POST' })).status).toBe(200);
      }
    }
  }, 60_000);
});

test('an answer that cannot be sent is one 500, and so is a fetch that throws', async () => {
  const odd = Object.assign(Object.create(sandbox) as Sandbox, {
    fetch: async (request: Request) => {
      if (request.url.endsWith('throw')) throw new Error('no');
      return new Response('x', { headers: { Trailer: 'X', 'X-A': 'a\u0001b' } });
    },
  });
  const other = await serveSandbox(odd, { port: 0 });
  try {
    for (const path of ['/send', '/throw', '/send']) expect((await fetch(other.url + path)).status).toBe(500);
  } finally {
    await other.close();
  }
});

test('fetch never rejects, not even where whoever is told of it throws', async () => {
  const fragile = createSandbox({
    store: { load: () => Promise.reject(new Error('no')), transaction: async () => {}, close: async () => {} },
    onDefect: () => {
      throw new Error('told');
    },
  });
  expect((await fragile.fetch('http://x/my-info', { method: 'POST' })).status).toBe(500);
  expect((await fragile.fetch('no URL')).status).toBe(500);
});

test('a clock at its end stays there, and what leads beyond it is refused', async () => {
  expect((await post('/_sandbox/clock/set', { now: '9999-12-31T23:59:59.999Z', frozen: false })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await (await fetch(`${served.url}/_sandbox/clock`)).json()).toMatchObject({ now: '9999-12-31T23:59:59.999Z' });
  expect((await post('/_sandbox/clock/set', { now: '0000-01-01T00:00:00+23:59' })).status).toBe(422);
  await post('/_sandbox/clock/set', { now: '0000-01-01T00:00:00Z', frozen: true });
  expect((await post('/_sandbox/tokens', { provider: 'sila', age: 1 })).status).toBe(422);
});

test.each([
  [{ sed: 1 }, 'sed is no option of a sandbox. Known: seed, now,'],
  [{ settings: { silla: {} } }, 'settings.silla is no option of a sandbox. Known: alfred,'],
  [{ settings: { sila: { verificationdelay: 1 } } }, 'settings.sila.verificationdelay is no option'],
  [{ settings: { sila: { webhooks: { retry: 1 } } } }, 'settings.sila.webhooks.retry is no option'],
  [{ settings: { alfred: { examples: true } } }, 'settings.alfred.examples is no option'],
  [{ settings: { 'alfred-customers': { constructor: 1 } } }, 'settings.alfred-customers.constructor is no option'],
  [{ seed: NaN }, 'seed must be a whole number from 0.'],
])('createSandbox(%j) is refused by the name of the option', (options, message) => {
  expect(() => createSandbox(options as never)).toThrow(message);
});
