/** How webhooks leave a sandbox: after their call, each once a time, and whatever the receiver does. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { initialCore } from '../../src/sandbox/core/core-state.js';
import {
  createSandbox,
  type Call,
  type Delivery,
  type Provider,
  type Sandbox,
  type Snapshot,
} from '../../src/sandbox/index.js';
import { Deliveries } from '../../src/sandbox/core/deliver.js';
import { enqueue, listDue, listOutbox, takeDue } from '../../src/sandbox/core/outbox.js';
import type { StateEngine } from '../../src/sandbox/core/state-engine.js';
import type { Transaction } from '../../src/sandbox/core/transaction.js';

const start = '2026-01-31T12:00:00.000Z';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const receiver = async (respond: (request: IncomingMessage, response: ServerResponse, body: string) => void) => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => respond(request, response, body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
};

const told: Delivery[] = [];

/** Sends one event per call, to where the query says, and tries again a minute later, three times in all. */
const sender: Provider<{ sent: number }, {}> = {
  behaviour: {
    name: 'sender',
    initialState: () => ({ sent: 0 }),
    handlers: {
      send: ({ state, query, webhooks, now }: Call) => {
        const id = query['id'] ?? `event-${(state.sent += 1)}`;
        const dueAt = query['later'] ? { dueAt: now + 1000 } : {};
        webhooks.enqueue({ id, url: query['url']!, headers: { Signature: 'abc' }, body: `{"n":"${id}"}`, ...dueAt });
        if (query['fail']) throw new Error('as told');
        return { status: 204 };
      },
    },
    invalid: () => ({ status: 400 }),
    checkDelivery: ({ now }, delivery) => {
      told.push(delivery);
      if (delivery.status === 201) return 'delivered';
      return delivery.attempt < 3 ? { retryAt: now + 60_000 } : 'abandoned';
    },
  },
  routes: [{ operationId: 'send', method: 'POST', path: '/send', parameters: [] }],
  validators: {},
  mounts: [''],
};

const open = () => createSandbox({ now: start, providers: [sender], onDefect: () => {} });
const send = (sandbox: Sandbox, url: string, more = '') =>
  sandbox.fetch(`http://x/send?url=${encodeURIComponent(url)}${more}`, { method: 'POST' });
const deliveries = async (sandbox: Sandbox) => {
  const response = await sandbox.fetch('http://x/_sandbox/webhook-deliveries');
  return ((await response.json()) as { deliveries: { status: string; dueAt?: string; attempts: object[] }[] })
    .deliveries;
};

test('an event is sent as it was enqueued, once, and is then delivered', async () => {
  const seen: unknown[] = [];
  const url = await receiver(({ method, url: path, headers }, response, body) => {
    seen.push([method, path, headers['signature'], headers['content-type'], body]);
    response.writeHead(201).end('x'.repeat(1_000_000));
  });
  const sandbox = open();
  expect((await send(sandbox, url)).status).toBe(204);
  await Promise.all(Array.from({ length: 20 }, () => sandbox.tick()));
  await sandbox.settled();
  expect(seen).toEqual([['POST', '/hooks', 'abc', 'application/json', '{"n":"event-1"}']]);
  expect(await deliveries(sandbox)).toMatchObject([
    { provider: 'sender', id: 'event-1', url, status: 'delivered', attempts: [{ at: start, status: 201 }] },
  ]);
});

test('an event that is enqueued again while it is being sent is sent once more', async () => {
  const held: ServerResponse[] = [];
  const url = await receiver((_, response) => void held.push(response));
  const sandbox = open();
  await send(sandbox, url, '&id=same');
  await vi.waitFor(() => expect(held).toHaveLength(1));
  await send(sandbox, url, '&id=same');
  held[0]!.writeHead(201).end();
  await sandbox.settled();
  expect(await deliveries(sandbox)).toMatchObject([{ id: 'same', status: 'pending', attempts: [] }]);
  await sandbox.tick();
  await vi.waitFor(() => expect(held).toHaveLength(2));
  held[1]!.writeHead(201).end();
  await sandbox.settled();
  expect(await deliveries(sandbox)).toMatchObject([{ id: 'same', status: 'delivered', attempts: [{ status: 201 }] }]);
});

test('an event of a call that failed is never sent', async () => {
  let count = 0;
  const url = await receiver((_, response) => response.writeHead(200).end(String(count++)));
  const sandbox = open();
  expect((await send(sandbox, url, '&fail=1')).status).toBe(500);
  await sandbox.tick();
  await sandbox.settled();
  expect([count, await deliveries(sandbox)]).toEqual([0, []]);
});

test('one that is due later waits for the clock: 999 ms no, 1000 ms yes', async () => {
  let count = 0;
  const url = await receiver((_, response) => response.writeHead(200).end(String(count++)));
  const sandbox = open();
  await send(sandbox, url, '&later=1');
  for (const [milliseconds, expected] of [
    [0, 0],
    [999, 0],
    [1, 1],
  ] as const) {
    await sandbox.clock.advance({ milliseconds });
    await sandbox.settled();
    expect(count).toBe(expected);
  }
});

describe('a receiver that', () => {
  test.each([
    ['answers 500', (_: unknown, response: ServerResponse) => void response.writeHead(500).end(), { status: 500 }],
    [
      'redirects to an address that nobody registered',
      (_: unknown, response: ServerResponse) =>
        void response.writeHead(307, { Location: 'http://127.0.0.1:9/elsewhere' }).end(),
      { status: 307 },
    ],
    ['hangs up', ({ socket }: IncomingMessage) => void socket.destroy(), { failure: 'network' }],
    ['answers garbage', ({ socket }: IncomingMessage) => void socket.end('garbage\r\n\r\n'), { failure: 'network' }],
  ])('%s is tried as often as the provider says, a minute apart', async (_, respond, outcome) => {
    told.length = 0;
    const sandbox = open();
    await send(sandbox, await receiver(respond));
    await sandbox.settled();
    const dueAt = '2026-01-31T12:01:00.000Z';
    expect(await deliveries(sandbox)).toMatchObject([
      { status: 'pending', dueAt, attempts: [{ at: start, ...outcome }] },
    ]);
    for (const seconds of [59, 1, 60, 60]) {
      await sandbox.clock.advance({ seconds });
      await sandbox.settled();
    }
    const [delivery] = await deliveries(sandbox);
    expect(delivery).toMatchObject({ status: 'abandoned', attempts: [{}, { at: dueAt, ...outcome }, outcome] });
    expect(delivery).not.toHaveProperty('dueAt');
    expect(told.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test('never answers is given up after ten seconds, and holds up nobody meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const sandbox = open();
      await send(sandbox, await receiver(() => {}));
      await vi.advanceTimersByTimeAsync(9_999);
      for (let n = 0; n < 20; n++) expect((await deliveries(sandbox))[0]?.attempts).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      await sandbox.settled();
      expect((await deliveries(sandbox))[0]?.attempts).toMatchObject([{ failure: 'timeout' }]);
    } finally {
      vi.useRealTimers();
    }
  });
});

test.each(['file:///etc/passwd', 'nowhere', 'http://ada:secret@127.0.0.1/'])(
  'an address that nothing can be sent to fails its events, not the call: %s',
  async (url) => {
    const asked: unknown[] = [];
    const webhookFetch: typeof fetch = async (input) => (asked.push(input), new Response());
    const sandbox = createSandbox({ now: start, providers: [sender], webhookFetch });
    expect((await send(sandbox, url)).status).toBe(204);
    await sandbox.settled();
    expect(await deliveries(sandbox)).toMatchObject([{ status: 'pending', attempts: [{ failure: 'network' }] }]);
    expect(asked).toEqual([]);
  },
);

describe('the list', () => {
  const list = async (sandbox: Sandbox, query: string) =>
    (await (await sandbox.fetch(`http://x/_sandbox/webhook-deliveries${query}`)).json()) as {
      deliveries: { number: number; id: string }[];
      next?: number;
    };
  const taken = async () => new Response(null, { status: 201 });
  const filled = async (count: number) => {
    const sandbox = createSandbox({ now: start, providers: [sender], webhookFetch: taken });
    for (let n = 0; n < count; n++) await send(sandbox, 'http://127.0.0.1:1/');
    await sandbox.settled();
    return sandbox;
  };

  test('comes in pages, each of which leads to the next', async () => {
    const sandbox = await filled(5);
    const pages = [await list(sandbox, '?limit=2')];
    while (pages.at(-1)!.next !== undefined) pages.push(await list(sandbox, `?limit=2&after=${pages.at(-1)!.next}`));
    expect(pages.map(({ deliveries }) => deliveries.map(({ id }) => id))).toEqual([
      ['event-1', 'event-2'],
      ['event-3', 'event-4'],
      ['event-5'],
    ]);
    for (const query of ['?limit=0', '?limit=1001', '?after=-1', '?limit=x']) {
      expect((await sandbox.fetch(`http://x/_sandbox/webhook-deliveries${query}`)).status).toBe(422);
    }
    expect((await list(sandbox, '?after=5')).deliveries).toEqual([]);
  });

  test('is read no further than it is shown', () => {
    const core = initialCore(1, { frozenAt: 0, offset: 0 });
    for (let n = 1; n <= 500; n++) enqueue(core, 'x', { id: `${n}`, url: 'http://x/', headers: {}, body: '' }, 0);
    let read = 0;
    const outbox = new Proxy(core.outbox, { get: (target, name: string) => ((read += 1), target[name]) });
    expect(listOutbox({ ...core, outbox }, 200, 10).map(({ order }) => order)).toEqual(
      Array.from({ length: 10 }, (_, index) => 201 + index),
    );
    expect(read).toBe(10);
  });

  test('forgets what is done with beyond the last thousand, and nothing that is not', async () => {
    const sandbox = createSandbox({ now: start, providers: [sender], webhookFetch: taken });
    await send(sandbox, 'http://127.0.0.1:1/', '&later=1');
    for (let n = 0; n < 2999; n++) await send(sandbox, 'http://127.0.0.1:1/');
    await sandbox.settled();
    const { deliveries } = await list(sandbox, '?limit=1000');
    expect(deliveries.map(({ number }) => number).slice(0, 2)).toEqual([1, 2000]);
  });

  test('has an event that is sent anew once, as the last', () => {
    const core = initialCore(1, { frozenAt: 0, offset: 0 });
    for (const id of ['a', 'b', 'a']) enqueue(core, 'x', { id, url: 'http://x/', headers: {}, body: '' }, 0);
    expect(listOutbox(core, 0, 10).map(({ key, order }) => [key, order])).toEqual([
      ['x/b', 2],
      ['x/a', 3],
    ]);
  });
});

test('a reset while an event is on its way forgets it', async () => {
  let answer: (() => void) | undefined;
  const url = await receiver((_, response) => (answer = () => response.writeHead(200).end()));
  const sandbox = open();
  await send(sandbox, url);
  while (!answer) await new Promise((resolve) => setTimeout(resolve, 10));
  await sandbox.reset();
  answer();
  await sandbox.settled();
  expect(await deliveries(sandbox)).toEqual([]);
});

test.each([
  ['a reset', (sandbox: Sandbox) => sandbox.reset()],
  ['a restored state', async (sandbox: Sandbox, fresh: Snapshot) => sandbox.restore(fresh)],
])('after %s an event is sent, although one of the same id is on its way', async (_, replace) => {
  const held: (() => void)[] = [];
  const url = await receiver((_, response) => void held.push(() => response.writeHead(201).end()));
  const sandbox = open();
  const fresh = await sandbox.snapshot();
  await send(sandbox, url);
  await vi.waitFor(() => expect(held).toHaveLength(1));
  await replace(sandbox, fresh);
  await send(sandbox, url);
  held[0]!();
  await vi.waitFor(() => expect(held).toHaveLength(2));
  expect(await deliveries(sandbox)).toMatchObject([{ id: 'event-1', status: 'pending', attempts: [] }]);
  held[1]!();
  await sandbox.settled();
  expect(await deliveries(sandbox)).toMatchObject([{ status: 'delivered', attempts: [{ status: 201 }] }]);
});

describe('many events that are due', () => {
  test('are sent fifty at a time, the others as soon as there is room', async () => {
    let [open, most, sent] = [0, 0, 0];
    const webhookFetch = async () => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      sent += 1;
      return new Response(null, { status: 201 });
    };
    const sandbox = createSandbox({ now: start, providers: [sender], webhookFetch });
    for (let n = 0; n < 200; n++) await send(sandbox, 'http://127.0.0.1:1/', '&later=1');
    await sandbox.clock.advance({ seconds: 1 });
    await sandbox.settled();
    expect([most, sent]).toEqual([50, 200]);
  });

  test('are not listed anew for each that is done', async () => {
    const count = 2000;
    const core = initialCore(1, { frozenAt: 5, offset: 0 });
    for (let n = 0; n < count; n++)
      enqueue(core, 'x', { id: `${n}`, url: 'http://127.0.0.1:1/', headers: {}, body: '' }, 5);
    let listed = 0;
    const ownKeys = (due: object) => ((listed += Object.keys(due).length), Reflect.ownKeys(due));
    core.due = new Proxy<Record<string, number>>(core.due, { ownKeys });
    const transaction = { core, now: 5 } as Transaction;
    const engine = { isShared: false, transaction: async (work: (one: Transaction) => unknown) => work(transaction) };
    const webhookFetch = vi.fn<typeof fetch>(async () => new Response(null, { status: 201 }));
    const deliveries = new Deliveries(engine as unknown as StateEngine, [], webhookFetch);
    deliveries.start(deliveries.due(transaction)!);
    await deliveries.settled();
    expect(webhookFetch).toHaveBeenCalledTimes(count);
    expect(listed).toBeGreaterThanOrEqual(count);
    expect(listed).toBeLessThan(2 * count);
  });

  test('are taken once, where some had waited and others have come since', async () => {
    const core = initialCore(1, { frozenAt: 5, offset: 0 });
    const event = (n: number) => ({ id: `${n}`, url: 'http://127.0.0.1:1/', headers: {}, body: '' });
    for (let n = 0; n < 95; n++) enqueue(core, 'x', event(n), 5);
    const transaction = { core, now: 5 } as Transaction;
    const engine = { isShared: false, transaction: () => Promise.reject(new Error('no store')) };
    const deliveries = new Deliveries(engine as unknown as StateEngine, [], async () => new Response(null));
    deliveries.start(deliveries.due(transaction)!);
    await deliveries.settled();
    // The first fifty are done, which could not be noted; forty-five wait, and five are new.
    for (let n = 0; n < 50; n++) delete core.due[`x/${n}`];
    for (let n = 95; n < 100; n++) enqueue(core, 'x', event(n), 5);
    expect([...deliveries.due(transaction)!.events.keys()]).toEqual(
      Array.from({ length: 50 }, (_, n) => `x/${50 + n}`),
    );
  });

  test('are read no further than there is room, the earliest first and then by number', () => {
    const core = initialCore(1, { frozenAt: 0, offset: 0 });
    for (const [n, dueAt] of [5, 5, 1, 5, 1, 5, 9].entries())
      enqueue(core, 'x', { id: `${n + 1}`, url: 'http://x/', headers: {}, body: '', dueAt }, 0);
    // As another process has it, and with an entry whose event is not there.
    core.due = Object.fromEntries([['x/gone', 0], ...Object.entries(core.due).reverse()]);
    let read = 0;
    const outbox = new Proxy(core.outbox, { get: (target, name: string) => ((read += 1), target[name]) });
    const list = (most: number, isWanted: (key: string) => boolean) => [
      ...takeDue({ ...core, outbox }, 5, listDue(core, 5).values(), most, isWanted).keys(),
    ];
    expect(list(2, () => true)).toEqual(['x/3', 'x/5']);
    expect(core.due).not.toHaveProperty('x/gone');
    expect(list(4, (key) => key !== 'x/3')).toEqual(['x/2', 'x/4', 'x/5', 'x/6']);
    expect(read).toBe(7);
  });
});
