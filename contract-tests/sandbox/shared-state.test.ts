/** Sandboxes that share a state, over a store in memory: what a database adds to it is in postgres/. */
import { describe, expect, test } from 'vitest';
import { alfredCustomers, createSandbox, sila } from '../../src/sandbox/index.js';
import type { Change, SharedStore } from '../../src/sandbox/core/store/store.js';
import { count, counter } from './counter.js';
import { SilaApp } from './sila.js';

/** A store that several have, and what a test does to it. */
class Together {
  readonly #entries = new Map<string, Change>();
  #turns = Promise.resolve();
  failing: 'begin' | 'commit' | undefined;
  commits = 0;

  /** As one of them has it. */
  open(): SharedStore {
    let seen: Map<string, Change> | undefined;
    return {
      begin: async () => {
        if (this.failing === 'begin') throw new Error('out of reach');
        const before = this.#turns;
        let end = () => {};
        this.#turns = new Promise((resolve) => (end = resolve));
        await before;
        const now = new Map(this.#entries);
        const changed = [...now.values()].filter((change) => seen?.get(JSON.stringify(change.key)) !== change);
        const isWhole = seen === undefined;
        seen = now;
        return {
          isWhole,
          changes: isWhole ? changed.filter(({ value }) => value !== undefined) : changed,
          commit: async (changes) => {
            await new Promise((resolve) => setImmediate(resolve));
            try {
              if (this.failing === 'commit') throw new Error('out of reach');
              this.commits++;
              for (const change of changes) {
                this.#entries.set(JSON.stringify(change.key), structuredClone(change));
                seen?.set(JSON.stringify(change.key), this.#entries.get(JSON.stringify(change.key))!);
              }
            } catch (error) {
              seen = undefined;
              throw error;
            } finally {
              end();
            }
          },
          abandon: async () => {
            seen = undefined;
            end();
          },
        };
      },
      close: async () => {},
    };
  }
}

const open = (store: Together, options: Parameters<typeof createSandbox>[0] = {}) =>
  createSandbox({ providers: [counter], store: store.open(), onDefect: () => {}, ...options });

describe('sandboxes that share a state', () => {
  test('count as one, and share commits among the calls that wait', async () => {
    const store = new Together();
    const sandboxes = [open(store), open(store), open(store)];
    const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => count(sandboxes[n % 3]!)));
    expect(answers.map((one) => one.count).sort((a, b) => a - b)).toEqual(answers.map((_, n) => n));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(300);
    expect(store.commits).toBeLessThan(100);
  });

  test('see what another has answered, call after call', async () => {
    const store = new Together();
    const sandboxes = [open(store), open(store)];
    for (let n = 0; n < 500; n++) expect((await count(sandboxes[n % 2]!)).count).toBe(n);
    await sandboxes[0]!.clock.set('2026-01-31T12:00:00Z');
    await count(sandboxes[1]!);
    expect(Math.abs(sandboxes[1]!.clock.now() - Date.parse('2026-01-31T12:00:00Z'))).toBeLessThan(60_000);
    const snapshot = await sandboxes[0]!.snapshot();
    await sandboxes[1]!.reset();
    expect((await count(sandboxes[0]!)).count).toBe(0);
    await sandboxes[0]!.restore(snapshot);
    expect((await count(sandboxes[1]!)).count).toBe(501);
  });

  test('restore more records than a function takes arguments', async () => {
    const store = new Together();
    const [one, other] = [open(store), open(store)];
    const { entries, format } = await one.snapshot();
    const many = Array.from({ length: 200_000 }, (_, n) => ({ key: ['counter', 'seen', `id${n}`], value: n }));
    await one.restore({ format, entries: [...entries, ...many] });
    expect((await other.snapshot()).entries.length).toBeGreaterThan(200_000);
  });

  test('take back what fails, and what could not be stored', async () => {
    const store = new Together();
    const [one, other] = [open(store), open(store)];
    await count(one);
    expect((await count(one, '?fail=1')).status).toBe(500);
    for (const failing of ['commit', 'begin'] as const) {
      store.failing = failing;
      const { status, detail } = await count(one);
      expect(status).toBe(500);
      expect(detail).toBe('The state could not be stored (out of reach): try again once the store can be reached.');
      store.failing = undefined;
    }
    expect((await count(other)).count).toBe(1);
    expect((await count(one)).count).toBe(2);
  });

  test('freeze the clock once, not again with each reading of everything', async () => {
    const store = new Together();
    const sandbox = open(store, { now: '2026-01-31T12:00:00Z' });
    await sandbox.clock.advance({ days: 1 });
    store.failing = 'commit';
    await count(sandbox);
    store.failing = undefined;
    await count(sandbox);
    expect(new Date(sandbox.clock.now()).toISOString()).toBe('2026-02-01T12:00:00.000Z');
  });

  test('send each webhook once, and that of a sandbox which ended in the midst of it, later', async () => {
    const store = new Together();
    const sent: string[] = [];
    let isStuck = true;
    const webhookFetch = ((url: string, { signal }: RequestInit) => {
      sent.push(url);
      if (!isStuck) return Promise.resolve(new Response(null, { status: 200 }));
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    }) as unknown as typeof fetch;
    const [one, other] = [open(store, { webhookFetch }), open(store, { webhookFetch })];
    await count(one, '?hook=http://127.0.0.1:9/a');
    for (let n = 0; n < 5; n++) await Promise.all([one.tick(), other.tick()]);
    expect(sent).toEqual(['http://127.0.0.1:9/a']);
    await one.close();
    isStuck = false;
    await other.tick();
    expect(sent).toHaveLength(1);
    const entries = await other.snapshot();
    const claims = entries.entries.map((entry) =>
      entry.key[1] === 'sending' ? { ...entry, value: { ...(entry.value as object), until: 1 } } : entry,
    );
    await other.restore({ ...entries, entries: claims });
    await other.tick();
    await other.settled();
    expect(sent).toHaveLength(2);
    await other.tick();
    expect(sent).toHaveLength(2);
  });

  test('send an event of the state after a reset by another, although one of the same id is on its way', async () => {
    const store = new Together();
    const held: ((response: Response) => void)[] = [];
    const webhookFetch = () => new Promise<Response>((resolve) => held.push(resolve));
    const [one, other] = [open(store, { webhookFetch }), open(store, { webhookFetch })];
    const statuses = async () => {
      const response = await other.fetch('http://x/_sandbox/webhook-deliveries');
      const { deliveries } = (await response.json()) as { deliveries: { status: string; attempts: object[] }[] };
      return deliveries.map(({ status, attempts }) => [status, attempts.length]);
    };
    await count(one, '?hook=http://127.0.0.1:9/a');
    await other.reset();
    await count(one, '?hook=http://127.0.0.1:9/a');
    expect(held).toHaveLength(2);
    held[0]!(new Response());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await statuses()).toEqual([['pending', 0]]);
    held[1]!(new Response());
    await one.settled();
    expect(await statuses()).toEqual([['delivered', 1]]);
  });
});

/** A store returns its entries in any order, and a process adds its own at the end. */
test('every list has one order, whatever that of the stored entries', async () => {
  const webhookFetch = async () => new Response();
  const original = new SilaApp({ providers: [sila, alfredCustomers], webhookFetch });
  const control = async (app: SilaApp, path: string, body?: object): Promise<any> => {
    const headers = { 'content-type': 'application/json', 'api-key': 'k', 'api-secret': 's' };
    const sent = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
    const response = await app.sandbox.fetch(`http://x${path}`, sent);
    return response.status === 204 ? undefined : response.json();
  };
  const customers = '/api/v1/third-party-service/penny';
  for (const name of ['zoe', 'max', 'ann', 'bea', 'kim']) {
    await original.register(name);
    await original.started(name);
    for (const provider of ['sila', 'alfred-customers'])
      await control(original, '/_sandbox/webhook-endpoints/register', { provider, url: `http://127.0.0.1:9/${name}` });
    const email = `${name}@example.com`;
    const { customerId } = await control(original, `${customers}/customers/create`, { email, type: 'INDIVIDUAL' });
    const submission = { kycSubmission: { firstName: name } };
    const { submissionId } = await control(original, `${customers}/customers/${customerId}/kyc`, submission);
    const news = { referenceId: submissionId, eventType: 'KYC', status: 'IN_REVIEW' };
    await control(original, `${customers}/webhooks`, news);
  }
  const { format, entries } = await original.sandbox.snapshot();
  const seen = async (order: typeof entries) => {
    const app = new SilaApp({ providers: [sila, alfredCustomers], webhookFetch });
    await app.sandbox.restore({ format, entries: order });
    const pages = [];
    for (const page of ['1', '2']) {
      const { body } = await app.call('getEntities', undefined, {}, { query: { page, per_page: '3' } });
      pages.push(body.entities.individuals.map(({ handle }: { handle: string }) => handle));
    }
    await app.sandbox.clock.advance({ minutes: 2 });
    await app.sandbox.settled();
    const { deliveries } = await control(app, '/_sandbox/webhook-deliveries');
    return {
      pages,
      deliveries: deliveries.map(({ url, body, id }: Record<string, string>) => [url, body, id]),
      verifications: await control(app, '/_sandbox/verifications'),
      endpoints: await control(app, '/_sandbox/webhook-endpoints'),
      snapshot: await app.sandbox.snapshot(),
    };
  };
  const expected = await seen(entries);
  expect(expected.pages.flat()).toHaveLength(5);
  expect(await seen(entries.toReversed())).toEqual(expected);
});
