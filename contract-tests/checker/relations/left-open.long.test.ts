/** A request of which the document does not say in which states it is taken: a refusal is no fault, what follows is not exercised. */
import { expect, test } from 'vitest';
import { check } from './broken-sandbox.js';

/** Corrections of a text are asked of a submission that there is not, and so refused. */
const corrections = (refuses: string, answer?: () => Response) =>
  check({
    provider: 'alfred-customers',
    phases: ['relations'],
    operations: ['updateKycSubmission'],
    of: 'updateKycSubmission',
    ask: async (request) => {
      const body = await request.clone().text();
      if (!body.includes(refuses)) return request;
      const { url, method, headers } = request;
      const other = body.replace(/("submissionId":")[^"]+/, '$100000000-0000-4000-8000-000000000000');
      return new Request(url, { method, headers, body: other });
    },
    ...(answer && { answer }),
  });

const named = (rows: Awaited<ReturnType<typeof check>>, name: string) => rows.find((one) => one.case === name);

test('all corrections are refused › not exercised, with the reason', async () => {
  const rows = await corrections('');
  expect(named(rows, 'persons: corrects an address')).toMatchObject({
    outcome: 'skipped',
    reason: 'it was refused, and the document leaves open whether it is taken in this state',
  });
  expect(named(rows, 'persons: corrects: city')?.reason).toMatch(/^"corrects an address" was refused, and/);
  // In `UPDATE_REQUIRED`, where it is documented to be taken.
  expect(rows.filter(({ outcome }) => outcome === 'failed').map((one) => one.case)).toEqual(['reviews: corrects']);
});

test('one member alone is refused where others are taken › failed', async () => {
  const rows = await corrections('"city"');
  expect(named(rows, 'persons: corrects an address')?.outcome).toBe('passed');
  expect(named(rows, 'persons: corrects: city')?.outcome).toBe('failed');
});

test('a refusal that the document does not have › failed', async () => {
  const rows = await corrections('', () => Response.json({ code: 1 }, { status: 422 }));
  expect(named(rows, 'persons: corrects an address')?.outcome).toBe('failed');
});

/** Whoever is being verified may change the name, and the verification is shown as it is or as it ended. */
const whilePending = (status: string) =>
  check({
    phases: ['relations'],
    operations: ['updateEntity'],
    answer: async (response, request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/0.2/update/entity') return Response.json({ success: true }, { status: 200 });
      if (!/\/get_verifications\/./.test(pathname) || !response.ok) return response;
      return Response.json({ ...((await response.json()) as object), verification_status: status });
    },
  });

test.each([
  ['pending', 'failed'],
  ['passed', 'skipped'],
])('a case fails where the state that it is about is %s › %s', async (status, outcome) => {
  const found = named(await whilePending(status), 'pending: changes no name');
  expect(found?.outcome).toBe(outcome);
  if (outcome === 'skipped') expect(found?.reason).toMatch(/^the state that it is about did not last: getVerification/);
});

test('a fixture is made by a request that is refused, and may be › not exercised', async () => {
  const rows = await check({
    phases: ['relations'],
    operations: ['checkPartnerKyc'],
    of: 'register',
    answer: async (response, request) => {
      const { header } = (await request.json()) as { header: { app_handle?: string; user_handle?: string } };
      const isOfPartner = header.app_handle === 'partner_app' && header.user_handle?.startsWith('user_');
      return isOfPartner
        ? Response.json({ success: false, status: 'FAILURE', message: '' }, { status: 400 })
        : response;
    },
  });
  const partners = rows.filter((one) => one.case?.startsWith('partners:'));
  expect(partners.length).toBeGreaterThan(3);
  expect(new Set(partners.map(({ outcome, reason }) => `${outcome}: ${reason}`))).toEqual(
    new Set(['skipped: register was refused, and the document leaves open whether it is taken in this state']),
  );
});
