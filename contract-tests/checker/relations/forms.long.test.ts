/** Cases of a fixture take turns in the forms that rules accept: what is wrong in one form alone is found beside any state. */
import { expect, test } from 'vitest';
import { check } from './broken-sandbox.js';

const phases = ['relations'] as const;

test('relation › a form of the request is refused › the message names the rule', { timeout: 120_000 }, async () => {
  const rows = await check({
    phases: [...phases],
    operations: ['updateAddress'],
    of: 'updateAddress',
    answer: async (response, request) =>
      response.ok && /"auth_handle"/.test(await request.clone().text())
        ? Response.json({ success: false, status: 'FAILURE', message: 'Bad request.' }, { status: 400 })
        : response,
  });
  const messages = rows.flatMap(({ violations }) => violations.map(({ message }) => message));
  expect(messages).toContain(
    'expected a documented success, got 400, sent as rule olderHandleNameAndEmptyReference has it',
  );
});

test('relation › a reference of digits comes back as a number › a case shows it', { timeout: 120_000 }, async () => {
  const rows = await check({
    phases: [...phases],
    operations: ['deletePhone'],
    of: 'deletePhone',
    json: (body) => {
      if (/^0\d+$/.test(body.reference)) body.reference = String(Number(body.reference));
    },
  });
  expect(rows.some(({ outcome }) => outcome === 'failed')).toBe(true);
});
