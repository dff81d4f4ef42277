/** Rules hold for every operation that has what they speak of: on ones that are chosen here, each is forgotten once. */
import { expect, test } from 'vitest';
import { check, complaints, type Broken } from './broken-sandbox.js';

const withBody = async (request: Request, change: (body: any) => void): Promise<Request> => {
  const body = JSON.parse(await request.text()) as object;
  change(body);
  return new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) });
};

const withHeaders = (request: Request, change: (headers: Headers) => void): Request => {
  const headers = new Headers(request.headers);
  change(headers);
  return new Request(request, { headers });
};

const cases: readonly [name: string, broken: Omit<Broken, 'phases'>, said: RegExp][] = [
  [
    'who does not look at `created`',
    {
      operations: ['getWebhooks'],
      of: 'getWebhooks',
      ask: (request) =>
        withBody(request, (body) => {
          if (body?.header?.created > 0) body.header.created = Math.floor(Date.now() / 1000);
        }).catch(() => request),
    },
    /expected a documented 4xx, got 200/,
  ],
  [
    'who lets an expired token in',
    {
      operations: ['deletePhone'],
      of: 'deletePhone',
      answer: (response) =>
        response.status === 401
          ? new Response('{"success":true,"status":"SUCCESS","message":"","reference":""}', {
              headers: { 'content-type': 'application/json' },
            })
          : response,
    },
    /expected a documented 4xx, got 200/,
  ],
  [
    'who refuses every signature of a user',
    {
      operations: ['listDocuments'],
      of: 'listDocuments',
      ask: (request) =>
        withHeaders(
          request,
          (headers) => headers.has('usersignature') && headers.set('usersignature', 'x'.repeat(130)),
        ),
    },
    /credentials that the document allows are refused/,
  ],
  [
    'who verifies none',
    {
      operations: ['listDocuments'],
      of: 'listDocuments',
      answer: (response, request) =>
        response.status === 403 && request.headers.has('usersignature') && request.headers.has('authsignature')
          ? new Response(
              JSON.stringify({
                success: true,
                status: 'SUCCESS',
                reference: '',
                documents: [],
                pagination: { returned_count: 0, total_count: 0, current_page: 1, total_pages: 0 },
              }),
              { headers: { 'content-type': 'application/json' } },
            )
          : response,
    },
    /expected a documented 4xx, got 200/,
  ],
  [
    'who does not hold a hash against the bytes',
    {
      operations: ['uploadDocuments'],
      of: 'uploadDocuments',
      answer: async (response) =>
        response.status === 400 && /hash/.test(await response.clone().text())
          ? new Response(
              JSON.stringify({
                success: true,
                status: 'SUCCESS',
                message: '',
                reference_id: '',
                document_id: '11111111-1111-4111-8111-111111111111',
              }),
              { headers: { 'content-type': 'application/json' } },
            )
          : response,
    },
    /expected a documented 4xx, got 200/,
  ],
];

test.each(cases)('%s', { timeout: 120_000 }, async (_, broken, said) => {
  const rows = await check({ ...broken, phases: ['negatives'] });
  expect(
    complaints(rows).some((one) => said.test(one)),
    complaints(rows).join('\n'),
  ).toBe(true);
});

test('every signature and every rule is tried wherever it has a place', { timeout: 240_000 }, async () => {
  const rows = await check({ phases: ['negatives'], operations: ['addAddress', 'uploadDocuments', 'checkKyc', 'kyc'] });
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  for (const operationId of ['addAddress', 'uploadDocuments', 'checkKyc', 'kyc']) {
    const names = new Set(rows.filter((row) => row.operationId === operationId).map((row) => row.case));
    for (const name of [
      'rule createdTooOld',
      'rule createdInFuture',
      'rule tokenExpired',
      'rule tokenOfOtherApp',
      'rule tokenOfOtherEnvironment',
      'credential userSignature: of another key',
      'credential authSignature: of another key',
    ]) {
      expect(names, `${operationId} ${name}`).toContain(name);
    }
  }
});
