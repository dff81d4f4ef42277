/** The same as `curl.test.ts` of what the fixtures of Sila say, which take ten seconds each. */
import { expect, test } from 'vitest';
import { check } from './broken-sandbox.js';
import { checkAndSee, curlOf } from './curls.js';

test('relation › a request changes what it may not › the command is that request', { timeout: 120_000 }, async () => {
  const rows = await check({
    phases: ['relations'],
    operations: ['updateAddress'],
    of: 'getEntity',
    json: (body) => {
      for (const one of body.addresses) if (one.city === 'Bend') one.street_address_1 = '';
    },
  });
  const curls = rows.flatMap(({ curl }) => curl ?? []);
  expect(curls.some((one) => one.includes('/update/address') && one.includes('$KYC_CONTRACTS_BEARER'))).toBe(true);
});

test('relation › a list in another order › the command asks for the order', { timeout: 120_000 }, async () => {
  const rows = await checkAndSee({
    phases: ['relations'],
    operations: ['listDocuments'],
    of: 'listDocuments',
    answer: async (response) => {
      if (!response.ok) return response;
      const body = (await response.json()) as { documents: unknown[] };
      return Response.json({ ...body, documents: body.documents.reverse() });
    },
  });
  expect(curlOf(rows, /: documents: sorted ascending by created$/)).toContain('order=asc');
});
