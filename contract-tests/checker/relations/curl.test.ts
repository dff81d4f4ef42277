/** A failed positive or relation has a curl command where one shows it again, without credentials and values of responses. */
import { expect, test } from 'vitest';
import { check, type Broken } from './broken-sandbox.js';
import { checkAndSee, curlOf } from './curls.js';

const refusal = () => Response.json({ success: false, status: 'FAILURE', message: 'Bad request.' }, { status: 400 });

const refusing = (operationId: string, isRefused: (text: string, request: Request) => boolean): Broken => ({
  phases: ['positives'],
  operations: [operationId],
  of: operationId,
  answer: async (response, request) =>
    response.ok && isRefused(await request.clone().text(), request) ? refusal() : response,
});

test('positive › a body that is refused › the command has it', { timeout: 120_000 }, async () => {
  const rows = await checkAndSee(refusing('updateEntity', (text) => /[^\x20-\x7e]/.test(text)));
  const curl = curlOf(rows, /^body \/first_name: not only ASCII$/);
  expect(curl).toContain('Zoë');
  expect(curl).toContain('"authorization: Bearer $KYC_CONTRACTS_BEARER"');
});

test('positive › a header that is refused › the command has it', { timeout: 120_000 }, async () => {
  const rows = await checkAndSee(refusing('checkHandle', (_, { headers }) => headers.has('traceparent')));
  expect(curlOf(rows, /^headers: some that no document has$/)).toContain('traceparent: 00-');
});

test('positive › what no command can have is refused › there is none', { timeout: 120_000 }, async () => {
  const rows = await checkAndSee(refusing('checkKyc', (text) => /^\s/.test(text)));
  expect(curlOf(rows, /^body: whitespace between tokens, 64 KiB/)).toBeUndefined();
});

test('positive › a response id in capitals is refused › no command has it', { timeout: 120_000 }, async () => {
  const rows = await checkAndSee(refusing('updateAddress', (text) => /"uuid":\s*"[^"a-z]+"/.test(text)));
  expect(curlOf(rows, /^body \/uuid: in capitals$/)).toBeUndefined();
});

test('relation › a request without credentials is accepted › the command has none', { timeout: 120_000 }, async () => {
  const rows = await check({
    provider: 'alfred-customers',
    phases: ['relations'],
    operations: ['findCustomer'],
    of: 'findCustomer',
    answer: (response) => (response.status === 401 ? Response.json({}) : response),
  });
  const curl = curlOf(rows, /: refused$/);
  expect(curl).toContain('curl ');
  expect(curl).not.toMatch(/api-(key|secret)|KYC_CONTRACTS/);
});
