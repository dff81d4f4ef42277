/** Two requests at the same time: each has its effect, and neither is refused for the other. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { check, type Broken } from './broken-sandbox.js';

/** What a check says of addPhone, where one of two requests that overlap is answered otherwise. */
async function saidOfOverlapping(otherwise: Pick<Broken, 'ask' | 'answer'>) {
  const late = new Set<string>();
  let underWay = 0;
  const rows = await check({
    phases: ['relations'],
    operations: ['addPhone'],
    of: 'addPhone',
    ask: async (request) => {
      const body = await request.clone().text();
      underWay += 1;
      if (underWay > 1) late.add(body);
      await wait(30);
      underWay -= 1;
      return late.has(body) && otherwise.ask ? otherwise.ask(request) : request;
    },
    answer: async (response, request) =>
      late.has(await request.clone().text()) && otherwise.answer ? otherwise.answer(response, request) : response,
  });
  return rows.flatMap(({ case: name, violations }) => violations.map(({ message }) => `${name}: ${message}`));
}

test('two at once › both have their effect › nothing is said', { timeout: 60_000 }, async () => {
  expect(await saidOfOverlapping({})).toEqual([]);
});

test('two at once › one is refused › failed', { timeout: 60_000 }, async () => {
  const busy = () => Response.json({ success: false, status: 'FAILURE', message: 'Busy.' }, { status: 400 });
  const said = await saidOfOverlapping({ answer: busy });
  // Which of the two comes later is the machine's.
  const refused =
    /^unsaid: adds two phones at once: expected a documented success(?: of addPhone at the same time)?, got 400$/;
  expect(said.some((one) => refused.test(one))).toBe(true);
});

test('two at once › the effect of one is lost › failed', { timeout: 60_000 }, async () => {
  const said = await saidOfOverlapping({
    ask: async (request) => {
      const { url, method, headers } = request;
      const body = (await request.text()).replace(/"user_handle":"user_/, '"user_handle":"unsaid_');
      return new Request(url, { method, headers, body });
    },
  });
  expect(said.some((one) => /^unsaid: adds two phones at once: afterwards, "entity"/.test(one))).toBe(true);
});
