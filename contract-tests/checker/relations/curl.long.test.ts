/** The same as `curl.test.ts` of what the fixtures of Sila say, which take ten seconds each. */
import { expect, test } from 'vitest';
import type { CaseResult } from '../../../src/checker/index.js';
import { check, type Broken } from './broken-sandbox.js';

const curlOf = (rows: readonly CaseResult[], name: RegExp): string | undefined => {
  const found = rows.find((row) => name.test(row.case ?? '') && row.violations.length > 0);
  expect(found, rows.flatMap((row) => (row.violations.length > 0 ? [row.case] : [])).join('\n')).toBeDefined();
  return found?.curl;
};

/** With the credentials that the target was sent. */
async function checkAndSee(broken: Broken) {
  const seen = new Set<string>();
  const see = (request: Request) => {
    for (const name of ['authorization', 'authsignature', 'usersignature']) {
      const value = request.headers.get(name)?.replace(/^\w+ /, '');
      if (value) seen.add(value);
    }
  };
  const { answer = (response) => response } = broken;
  const rows = await check({ ...broken, answer: (response, request) => (see(request), answer(response, request)) });
  const said = rows.map(({ curl }) => curl ?? '').join('\n');
  expect(seen.size).toBeGreaterThan(0);
  expect([...seen].filter((value) => said.toLowerCase().includes(value.toLowerCase()))).toEqual([]);
  return rows;
}

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
