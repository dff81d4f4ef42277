/** Ids look random, never repeat, and are equal for the same seed. */
import { expect, test } from 'vitest';
import { createSandbox, type Provider } from '../../src/sandbox/index.js';

const many = 20_000;

/** Answers with many ids in one call. */
const maker: Provider = {
  behaviour: {
    name: 'maker',
    initialState: () => ({}),
    handlers: {
      make: ({ ids }) => ({
        status: 200,
        body: Array.from({ length: many }, (_, at) => (at % 2 ? ids.hex(12) : ids.uuid())),
      }),
    },
    invalid: () => ({ status: 400 }),
  },
  routes: [{ operationId: 'make', method: 'GET', path: '/ids', parameters: [] }],
  validators: {},
  mounts: [''],
};

async function idsOf(seed: number): Promise<string[]> {
  const sandbox = createSandbox({ providers: [maker], seed });
  const calls = [sandbox.fetch('http://x/ids'), sandbox.fetch('http://x/ids')];
  return (await Promise.all(calls.map(async (call) => (await (await call).json()) as string[]))).flat();
}

test('UUIDs of version 4 and hexadecimal digits, of which none comes twice', async () => {
  const ids = await idsOf(1);
  expect(new Set(ids).size).toBe(2 * many);
  const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(ids.filter((id, at) => !(at % 2 ? /^[\da-f]{24}$/ : uuid).test(id))).toEqual([]);
  // Each digit of each place is as frequent as any other, within a fifth.
  const shares = new Map<string, number>();
  for (const id of ids)
    if (id.length === 24)
      for (const [at, digit] of [...id].entries()) shares.set(`${at}${digit}`, (shares.get(`${at}${digit}`) ?? 0) + 1);
  expect(shares.size).toBe(24 * 16);
  expect([...shares.values()].filter((share) => Math.abs(share / (many / 16) - 1) > 0.2)).toEqual([]);
});

test('the same seed gives the same ids, another one gives others', async () => {
  const [ids, again, others] = [await idsOf(7), await idsOf(7), await idsOf(8)];
  expect(again).toEqual(ids);
  expect(new Set([...ids, ...others]).size).toBe(2 * ids.length);
});
