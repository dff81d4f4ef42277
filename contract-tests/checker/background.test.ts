/** What a document calls work in the background may be done after the answer: the check waits for it, and not for ever. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Background } from '../../src/checker/background.js';
import { openReceiver } from '../../src/checker/http/receiver.js';
import { checkContract } from '../../src/checker/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { inProcess } from '../support/in-process.js';

/** @param after milliseconds between the answer to an event and what it says; undefined: nothing comes of it. */
async function check(after: number | undefined, operations: string[], { waits = true } = {}) {
  const sandbox = createSandbox();
  const options = inProcess('alfred-customers');
  const { cases } = await checkContract({
    ...options,
    ...(!waits && { recipes: { ...options.recipes, background: new Map() } }),
    timeout: 5,
    selection: { phases: ['examples'], operations },
    fetch: async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/penny/webhooks')) return sandbox.fetch(request);
      const later = request.clone();
      if (after !== undefined) void sleep(after).then(() => sandbox.fetch(later));
      return Response.json({}, { status: 201 });
    },
  });
  return cases.filter(({ outcome }) => outcome === 'failed').map(({ example }) => example);
}

test('a tenth of a second later is as good as at once', async () => {
  expect(await check(100, ['getKycStatus', 'retryKyc'])).toEqual([]);
});

// The first look at an event that says what was so before ends at once.
test('nearly a second later, too', { timeout: 30_000 }, async () => {
  expect(await check(700, ['getKycStatus', 'retryKyc', 'updateKycSubmission', 'createKycSubmission'])).toEqual([]);
});

test('without a word of it in the recipes it is not', async () => {
  const told = await check(100, ['getKycStatus'], { waits: false });
  expect(told).toEqual(expect.arrayContaining(['updateRequired', 'completed', 'failed']));
});

test('what never comes is told', async () => {
  expect(await check(undefined, ['retryKyc'])).toEqual(['retried']);
});

test('who is seen to be done soon is not waited for long', async () => {
  const background = new Background();
  let looks = 0;
  await background.wait(async () => ++looks > 2);
  const begun = performance.now();
  await background.wait(async () => false);
  expect(performance.now() - begun).toBeLessThan(2000);
});

test('a read that tells nothing is made once', async () => {
  let reads = 0;
  await new Background().wait(async () => void (reads += 1) as undefined);
  expect(reads).toBe(1);
});

test('an interrupt ends each wait at once', async () => {
  const interrupt = new AbortController();
  const receiver = await openReceiver(interrupt.signal);
  const begun = performance.now();
  setTimeout(() => interrupt.abort(), 50);
  await Promise.all([new Background().wait(async () => false, interrupt.signal), receiver.waitFor(() => false)]);
  await receiver.waitFor(() => false);
  expect(performance.now() - begun).toBeLessThan(500);
  await receiver.close();
});
