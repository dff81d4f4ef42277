/** The control API by its generated client: over HTTP and in process, each operation, and who is kept out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxClient } from '../../generated/sandbox/client.js';
import type { Verification } from '../../src/sandbox/index.js';
import { alfred, createSandbox, type Provider, type Sandbox, type Snapshot } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';

const start = '2026-01-31T12:00:00.000Z';

/** A provider with one verification, whose status is all there is to it. */
const toy: Provider<{ runs: Record<string, Verification>; endpoints: Record<string, { secret?: string }> }, {}> = {
  behaviour: {
    name: 'toy',
    initialState: () => ({
      runs: { v1: { id: 'v1', subject: 'ada', status: 'pending', reasons: [], createdAt: 0, updatedAt: 0 } },
      endpoints: {},
    }),
    handlers: {},
    invalid: () => ({ status: 400 }),
    control: {
      verifications: ({ state }) => Object.values(state.runs).map((run) => ({ ...run, name: 'Ada Example' })),
      decide: ({ state, now }, id, { outcome, reasons = [] }) => {
        const run = state.runs[id];
        if (!run) return undefined;
        if (run.status === 'passed') return { refused: 'It has passed already.' };
        return (state.runs[id] = { ...run, status: outcome, reasons, updatedAt: now });
      },
      registerWebhook: ({ state }, { url, secret }) => void (state.endpoints[url] = secret ? { secret } : {}),
      webhookEndpoints: ({ state }) => Object.keys(state.endpoints).map((url) => ({ url, secret: 'x', active: true })),
    },
  },
  routes: [],
  validators: {},
  mounts: [],
};

let sandbox: Sandbox;
let served: Listening;
let client: ReturnType<typeof createSandboxClient>;

beforeEach(async () => {
  sandbox = createSandbox({ now: start, providers: [alfred, toy] });
  served = await serveSandbox(sandbox, { port: 0 });
  client = createSandboxClient({ baseUrl: `${served.url}/_sandbox`, credentials: {} });
});

afterEach(() => served.close());

const openSession = (body: object = { type: 'in', balance: 0, currency: 'USDC' }) =>
  fetch(`${served.url}/my-info`, {
    method: 'POST',
    headers: { 'API-Key': 'my-key', 'API-Secret': 'my-secret', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the clock', () => {
  test('is read, set, advanced, frozen and let run', async () => {
    const clock = { now: start, unixMilliseconds: Date.parse(start), frozen: true };
    expect((await client.GET('/clock')).data).toEqual(clock);
    expect((await client.POST('/clock/advance', { body: { minutes: 14, seconds: 59 } })).data?.now).toBe(
      '2026-01-31T12:14:59.000Z',
    );
    expect(sandbox.clock.now()).toBe(Date.parse('2026-01-31T12:14:59Z'));
    expect((await client.POST('/clock/set', { body: { now: start } })).data).toEqual(clock);
    expect((await client.POST('/clock/set', { body: { frozen: false } })).data?.frozen).toBe(false);
    const running = (await client.GET('/clock')).data!;
    expect(running.unixMilliseconds - clock.unixMilliseconds).toBeLessThan(60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await client.GET('/clock')).data!.unixMilliseconds).toBeGreaterThan(running.unixMilliseconds);
    expect((await client.POST('/clock/set', { body: { frozen: true } })).data?.frozen).toBe(true);
    const frozen = (await client.GET('/clock')).data;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await client.GET('/clock')).data).toEqual(frozen);
  });

  test('runs in real time where nobody has frozen it', async () => {
    const real = createSandbox();
    expect(Math.abs(real.clock.now() - Date.now())).toBeLessThan(50);
    await real.clock.advance({ days: 30 });
    expect(Math.abs(real.clock.now() - Date.now() - 30 * 86_400_000)).toBeLessThan(1000);
  });

  test('reads a leap second as the second after it, since Unix time has none', async () => {
    for (const [now, read] of [
      ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
      ['2016-12-31T18:59:60.25-05:00', '2017-01-01T00:00:00.250Z'],
    ] as const) {
      expect((await client.POST('/clock/set', { body: { now } })).data?.now).toBe(read);
    }
  });

  test('is not led out of the years that can be written, nor to nowhere', async () => {
    const { error, response } = await client.POST('/clock/advance', { body: { days: 36500, hours: 876000 } });
    expect([response.status, error]).toEqual([200, undefined]);
    for (let n = 0; n < 80; n++) await client.POST('/clock/advance', { body: { days: 36500 } });
    const late = await client.POST('/clock/advance', { body: { days: 36500 } });
    expect(late.response.status).toBe(422);
    for (const now of ['noon', '9999-12-31T23:59:60Z']) {
      expect((await client.POST('/clock/set', { body: { now } })).response.status).toBe(422);
    }
    expect((await client.POST('/clock/set', { body: {} })).response.status).toBe(422);
    for (const wrong of [{ minutes: NaN }, { minutes: -1 }, { minute: 5 }, {}, 5, undefined]) {
      await expect(async () => sandbox.clock.advance(wrong as never)).rejects.toThrow(RangeError);
    }
    for (const wrong of ['noon', '5', '12/31/2026', 'Feb 31 2026', ' 2026-02-28', '2026-02-31', '2026-13-01']) {
      await expect(async () => sandbox.clock.set(wrong), wrong).rejects.toThrow(RangeError);
    }
    for (const right of ['2026-01-31', '2026-01-31T00:00Z', '2026-01-30T19:00:00.0-05:00', new Date(1769817600000)]) {
      await sandbox.clock.set(right);
      expect(sandbox.clock.now()).toBe(Date.parse('2026-01-31T00:00:00Z'));
    }
  });
});

describe('the state', () => {
  test('goes back to a snapshot, ids and clock included, and to the start', async () => {
    const first = await (await openSession()).json();
    const { data: snapshot } = await client.GET('/snapshot');
    const second = await (await openSession()).json();
    await client.POST('/clock/advance', { body: { days: 1 } });
    expect((await client.POST('/restore', { body: snapshot! })).response.status).toBe(204);
    expect((await client.GET('/snapshot')).data).toEqual(snapshot);
    expect(await (await openSession()).json()).toEqual(second);
    expect((await client.POST('/reset')).response.status).toBe(204);
    expect((await client.GET('/clock')).data?.now).toBe(start);
    expect((await client.GET('/requests')).data?.requests).toEqual([]);
    expect(await (await openSession()).json()).toEqual(first);
  });

  test('is restored in another sandbox, bytes and all', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const before = await sandbox.snapshot();
    const document = { key: ['alfred', 'documents', '1001/selfie'], bytes: Buffer.from(bytes).toString('base64') };
    const other = createSandbox({ now: 0 });
    await other.restore({ ...before, entries: [...before.entries, document] });
    expect(other.clock.now()).toBe(Date.parse(start));
    expect((await other.snapshot()).entries).toContainEqual(document);
    await expect(other.restore({ format: 2 } as never)).rejects.toThrow(TypeError);
    const odd = { format: 1 as const, entries: [{ key: ['one'] }] };
    expect((await client.POST('/restore', { body: odd })).response.status).toBe(422);
  });

  test('is restored whatever the size of the snapshot that was given', async () => {
    const entry = { key: ['alfred', 'documents', '1001/selfie'], bytes: Buffer.alloc(9_000_000).toString('base64') };
    const { format, entries } = await sandbox.snapshot();
    await sandbox.restore({ format, entries: [...entries, entry] });
    const body = await (await sandbox.fetch('http://x/_sandbox/snapshot')).text();
    const headers = { 'Content-Type': 'application/json' };
    const { status } = await sandbox.fetch('http://x/_sandbox/restore', { method: 'POST', headers, body });
    expect(status).toBe(204);
  });

  test('is restored however deep what was sent is in it', async () => {
    const depth = 62;
    const deep = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as object;
    const body = { provider: 'alfred', operationId: 'myInfo', status: 503, body: deep };
    expect((await client.POST('/force', { body })).response.status).toBe(204);
    const { data: snapshot } = await client.GET('/snapshot');
    expect((await client.POST('/restore', { body: snapshot! })).response.status).toBe(204);
    expect((await client.GET('/snapshot')).data).toEqual(snapshot);
  });

  test('is not changed through a snapshot, neither one that was taken nor one that was restored', async () => {
    await client.POST('/force', { body: { provider: 'alfred', operationId: 'myInfo', status: 503, body: { n: 1 } } });
    const change = (snapshot: Snapshot) => {
      const { value } = snapshot.entries.find(({ key }) => key[1] === 'forced')!;
      (value as { status: number }[])[0]!.status = 404;
    };
    const taken = await sandbox.snapshot();
    const before = structuredClone(taken);
    change(taken);
    expect(await sandbox.snapshot()).toEqual(before);
    const given = structuredClone(before);
    const restored = sandbox.restore(given);
    change(given);
    await restored;
    expect(await sandbox.snapshot()).toEqual(before);
  });

  test('an answer is forced on the next calls of one operation, whatever they send up to the limit, and changes nothing', async () => {
    const body = { provider: 'alfred', operationId: 'myInfo', status: 503, body: { down: true }, times: 2 };
    await client.POST('/force', { body });
    await client.POST('/force', { body: { ...body, status: 429, headers: { 'Retry-After': '7' }, times: 1 } });
    expect((await openSession({ x: 'x'.repeat(2 ** 20) })).status).toBe(413);
    const answers = [await openSession(), await openSession({}), await openSession(), await openSession()];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 429, 202]);
    expect(await answers[0]!.json()).toEqual({ down: true });
    expect(answers[2]!.headers.get('Retry-After')).toBe('7');
    expect((await client.POST('/force', { body: { ...body, operationId: 'x' } })).response.status).toBe(404);
    expect((await client.POST('/force', { body: { ...body, provider: 'x' } })).response.status).toBe(404);
    expect((await client.POST('/force', { body: { ...body, status: 204 } })).response.status).toBe(422);
    const headers = { 'a b': 'c' };
    expect((await client.POST('/force', { body: { ...body, headers } })).response.status).toBe(422);
  });
});

describe('verifications', () => {
  const path = '/verifications/{provider}/{verification_id}/decision';
  const decide = (provider: string, verification_id: string, outcome: string, reasons?: string[]) =>
    client.POST(path, {
      params: { path: { provider, verification_id } },
      body: { outcome: outcome as 'passed', ...(reasons && { reasons }) },
    });

  test('are listed without the person, and decided', async () => {
    const shown = { provider: 'toy', id: 'v1', subject: 'ada', status: 'pending', reasons: [] };
    const created = '1970-01-01T00:00:00.000Z';
    expect((await client.GET('/verifications')).data).toEqual({
      verifications: [{ ...shown, createdAt: created, updatedAt: created }],
    });
    expect((await decide('toy', 'v1', 'failed', ['blurred'])).data).toEqual({
      ...shown,
      status: 'failed',
      reasons: ['blurred'],
      createdAt: created,
      updatedAt: start,
    });
    expect((await decide('toy', 'v1', 'passed')).data?.status).toBe('passed');
    expect((await decide('toy', 'v1', 'review')).response.status).toBe(409);
    expect((await decide('toy', 'v2', 'passed')).response.status).toBe(404);
    expect((await decide('alfred', 'v1', 'passed')).response.status).toBe(404);
    expect((await decide('toy', 'v1', 'maybe')).response.status).toBe(422);
  });
});

test('webhook endpoints are registered, and listed without their secrets', async () => {
  const url = 'http://127.0.0.1:9/hooks';
  const path = '/webhook-endpoints/register';
  expect((await client.POST(path, { body: { provider: 'toy', url, secret: 's' } })).response.status).toBe(204);
  expect((await client.GET('/webhook-endpoints')).data).toEqual({
    endpoints: [{ provider: 'toy', url, active: true }],
  });
  expect((await client.POST(path, { body: { provider: 'alfred', url } })).response.status).toBe(404);
  for (const wrong of ['ftp://127.0.0.1', 'http://', 'nowhere', 'http://ada:secret@127.0.0.1/']) {
    expect((await client.POST(path, { body: { provider: 'toy', url: wrong } })).response.status).toBe(422);
  }
});

test('received requests are listed without credentials and without what people send', async () => {
  await openSession({ type: 'in', balance: 12.5, currency: 'USDC', user: 'ada@example.com' });
  await openSession({ type: 'sideways', balance: 0, currency: 'USDC' });
  const { requests } = (await client.GET('/requests')).data!;
  expect(requests).toMatchObject([
    {
      number: 1,
      at: start,
      provider: 'alfred',
      operationId: 'myInfo',
      method: 'POST',
      path: '/my-info',
      status: 202,
      forced: false,
      violations: [],
      body: { type: 'string (2)', balance: 'number', user: 'string (15)' },
    },
    { number: 2, status: 422, violations: [{ in: 'body', pointer: '/type' }] },
  ]);
  expect(JSON.stringify(requests)).not.toMatch(/my-key|my-secret|ada@|12\.5|sideways/);
  expect(requests[0]!.headers).toMatchObject({ 'api-key': '(6 characters)', 'content-type': 'application/json' });
});

test('a page of another site is kept out of all of it, changes included', async () => {
  await sandbox.clock.advance({ minutes: 1 });
  const before = await sandbox.snapshot();
  for (const [path, method] of [
    ['/clock', 'GET'],
    ['/snapshot', 'GET'],
    ['/reset', 'POST'],
  ] as const) {
    const foreign = await fetch(`${served.url}/_sandbox${path}`, {
      method,
      headers: { Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('Content-Type')).toBe('application/problem+json');
    const own = await fetch(`${served.url}/_sandbox/clock`, { headers: { Origin: served.url } });
    expect(own.status).toBe(200);
  }
  expect(await sandbox.snapshot()).toEqual(before);
});
