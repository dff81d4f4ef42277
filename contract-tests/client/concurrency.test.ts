/** Two thousand calls at once, more than any pool of connections has: the client holds none of them back, and keeps nothing of them. */
import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { kyc } from '../support/requests.js';

const many = 2_000;
const credentials = { bearer: 'fake-token' };

test('all are under way at once: there is no queue', { timeout: 120_000 }, async () => {
  let arrived = 0;
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  // Nobody gets an answer before the last request is here. A client that queued would wait for ever.
  const fetch = async () => {
    if (++arrived === many) open();
    await gate;
    return Response.json({ success: true }, { status: 202 });
  };
  const sila = createSilaClient({ credentials, fetch, timeout: 100_000, deadline: 100_000 });
  const results = await Promise.all(Array.from({ length: many }, () => sila.POST('/0.2/kyc', { body: kyc })));
  expect(results.filter(({ status }) => status === 202)).toHaveLength(many);
});

test('one signal ends them all, and nothing of them stays with it', { timeout: 120_000 }, async () => {
  const warnings: string[] = [];
  const warn = ({ name }: Error) => warnings.push(name);
  process.on('warning', warn);
  const controller = new AbortController();
  let sent = 0;
  const sila = createSilaClient({
    credentials,
    // A handler that does not know of signals and never answers.
    fetch: () => {
      if (++sent === many) controller.abort(new Error('enough'));
      return new Promise<Response>(() => {});
    },
    deadline: 100_000,
    timeout: 100_000,
  });
  const calls = Array.from({ length: many }, () =>
    sila.POST('/0.2/kyc', { body: kyc, signal: controller.signal }).catch((error: Error) => error.message),
  );
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['enough']));
  expect(sent).toBe(many);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  // A warning is emitted after all that is settled by then.
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});
