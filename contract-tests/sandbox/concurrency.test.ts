/** Many requests at once: none lost, none doubled, each alone with the state; and the same again from the same seed. */
import { describe, expect, test } from 'vitest';
import { alfred, createSandbox, type Sandbox, type Store } from '../../src/sandbox/index.js';
import { lmdbStore } from '../../src/sandbox/core/store/lmdb.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, counter } from './counter.js';

const start = '2026-01-31T12:00:00Z';
const quiet = { onDefect: () => {} };

const stateOf = async (sandbox: Sandbox, member: string) =>
  (await sandbox.snapshot()).entries.filter(({ key }) => key[0] === 'counter' && key[1] === member);

describe('1,000 requests at once', () => {
  test('are handled one after the other, in the order in which they came', async () => {
    const sandbox = createSandbox({ now: start, providers: [counter] });
    const answers = await Promise.all(Array.from({ length: 1000 }, () => count(sandbox)));
    expect(answers.map((one) => one.count)).toEqual(answers.map((_, index) => index));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1000);
    expect(await stateOf(sandbox, 'count')).toEqual([{ key: ['counter', 'count'], value: 1000 }]);
    expect(await stateOf(sandbox, 'seen')).toHaveLength(1000);
  });

  test('those that fail have not happened, their ids included', async () => {
    const sandbox = createSandbox({ now: start, providers: [counter], ...quiet });
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => count(sandbox, n % 3 ? '' : '?fail=1')));
    expect(answers.filter(({ status }) => status === 500)).toHaveLength(334);
    const kept = answers.filter(({ status }) => status === 200);
    expect(kept.map((one) => one.count)).toEqual(kept.map((_, index) => index));
    const undisturbed = createSandbox({ now: start, providers: [counter] });
    const same = await Promise.all(kept.map(() => count(undisturbed)));
    expect(kept.map(({ id }) => id)).toEqual(same.map(({ id }) => id));
  });

  test('on a durable store share its transactions', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
    const inner = await lmdbStore(join(folder, 'state.mdb'));
    let transactions = 0;
    const store: Store = { ...inner, transaction: (changes) => (transactions++, inner.transaction(changes)) };
    const sandbox = createSandbox({ now: start, providers: [counter], store });
    await Promise.all(Array.from({ length: 1000 }, () => count(sandbox)));
    await sandbox.close();
    expect(transactions).toBeLessThan(500);

    const again = createSandbox({ providers: [counter], store: await lmdbStore(join(folder, 'state.mdb')) });
    expect(await stateOf(again, 'count')).toEqual([{ key: ['counter', 'count'], value: 1000 }]);
    expect(again.clock.now()).toBe(Date.parse(start));
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

test('a store that fails is not answered over: 500 from then on, and nothing acknowledged', async () => {
  let failing = false;
  const store: Store = {
    load: async () => [],
    transaction: async () => {
      if (failing) throw new Error('the disk is full');
    },
    close: async () => {},
  };
  const sandbox = createSandbox({ now: start, providers: [counter], store, ...quiet });
  expect((await count(sandbox)).status).toBe(200);
  failing = true;
  expect((await count(sandbox)).status).toBe(500);
  failing = false;
  expect((await count(sandbox)).status).toBe(500);
  await expect(sandbox.snapshot()).rejects.toThrow('the disk is full');
});

describe('seed and clock', () => {
  const run = async (seed?: number) => {
    const sandbox = createSandbox({ now: start, providers: [alfred, counter], ...(seed !== undefined && { seed }) });
    const answers: unknown[] = [];
    for (let n = 0; n < 3; n++) {
      const headers = { 'API-Key': 'a', 'API-Secret': 'b', 'Content-Type': 'application/json' };
      const body = '{"type":"in","balance":0,"currency":"USDC"}';
      const session = await sandbox.fetch('http://x/my-info', { method: 'POST', headers, body });
      answers.push(await session.json(), await count(sandbox));
      await sandbox.clock.advance({ minutes: 1 });
    }
    return { answers, snapshot: await sandbox.snapshot() };
  };

  test('the same give the same, another seed gives others', async () => {
    expect(await run()).toEqual(await run(1));
    expect((await run(2)).answers).not.toEqual((await run(1)).answers);
  });

  test('ids are UUIDs of version 4', async () => {
    const sandbox = createSandbox({ providers: [counter] });
    for (let n = 0; n < 50; n++) {
      expect((await count(sandbox)).id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });
});

test('nothing is shared between sandboxes', async () => {
  const [one, other] = [createSandbox({ providers: [counter] }), createSandbox({ providers: [counter] })];
  await count(one);
  expect((await count(other)).count).toBe(0);
});
