/** How a failure comes back: as a result that says so, or as an error that says whether to try again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alfredSession, createAlfredClient } from '../../src/providers/alfred/index.js';
import {
  CallError,
  createSilaClient,
  KycApiError,
  validation,
  type CallResult,
  type paths,
} from '../../src/providers/sila/index.js';
import { HttpServer, json, silence, text } from '../support/http-server.js';
import { header, kyc, user } from '../support/requests.js';
import { rejection } from './rejection.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const sila = (options: object = {}) =>
  createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options });
const start = (options: object = {}) => sila(options).POST('/0.2/kyc', { body: kyc });
const read = (options: object = {}) => sila(options).POST('/0.2/get_verifications', { body: { header } });

describe('ok', () => {
  test.each([200, 202, 204, 304, 400, 401, 422, 500, 502])('status %i without a body', async (status) => {
    server.reset((response) => response.writeHead(status).end());
    const body = { header, document_id: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' };
    const { ok, response } = await sila().POST('/0.2/get_document', { body });
    expect(ok).toBe(status < 300);
    expect(ok).toBe(response.ok);
  });

  test('narrows to data, or to error and status', async () => {
    const result: CallResult<paths['/0.2/kyc']['post']> = await start();
    if (!result.ok) return void result.error?.message.length;
    expect(result.data.success).toBe(true);
  });

  test('parsed in another way › is there too', async () => {
    expect(await sila().POST('/0.2/kyc', { body: kyc, parseAs: 'text' })).toMatchObject({ ok: true });
  });
});

describe('throwOnError', () => {
  const failure = { success: false, error_code: 'KYC_FLOW_DNE', message: 'none', reference: 'mine' };
  beforeEach(() => server.reset(json(404, failure)));

  test('of the client › KycApiError, and data without a question', async () => {
    const client = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake' }, throwOnError: true });
    const error = await rejection(client.POST('/0.2/kyc', { body: kyc }));
    expect(error).toBeInstanceOf(KycApiError);
    expect(error).toMatchObject({ code: 'KYC_FLOW_DNE', status: 404, operationId: 'kyc', reference: 'mine' });
    server.reset(json(202, { success: true }));
    const { data } = await client.POST('/0.2/kyc', { body: kyc });
    expect(data.success).toBe(true);
  });

  test('of the call › goes before the client, both ways', async () => {
    expect(await rejection(sila().POST('/0.2/kyc', { body: kyc, throwOnError: true }))).toBeInstanceOf(KycApiError);
    const throwing = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake' }, throwOnError: true });
    expect(await throwing.POST('/0.2/kyc', { body: kyc, throwOnError: false })).toMatchObject({
      ok: false,
      status: 404,
    });
  });

  test('what is sent again › is sent again first', async () => {
    server.reset(json(429, {}, { 'retry-after': '0' }), json(202, { success: true }));
    expect((await sila({ throwOnError: true }).POST('/0.2/kyc', { body: kyc })).status).toBe(202);
  });

  test("Alfred's session and Sila's token › know of failures all the same", async () => {
    server.reset(json(401, {}));
    const credentials = { apiKey: 'fake', apiSecret: 'fake' };
    const alfred = createAlfredClient({ baseUrl: server.url, credentials, throwOnError: true });
    expect((await alfredSession(alfred, user).signIn()).ok).toBe(false);
    const basic = { username: 'fake', password: 'fake' };
    const client = createSilaClient({
      baseUrl: server.url,
      credentials: { basic },
      app_handle: 'a',
      throwOnError: true,
    });
    expect(
      await rejection(client.POST('/0.2/kyc', { body: { header: { user_handle: 'u' }, flow: 'f' } })),
    ).toMatchObject({
      code: 'TOKEN_REFUSED',
      status: 401,
      retryable: false,
    });
  });
});

describe('every error has one root, which says whether it was sent and whether to try again', () => {
  const refuse = async () => Promise.reject(Object.assign(new TypeError('x'), { cause: { code: 'ECONNREFUSED' } }));
  const breakOff = async () => Promise.reject(new TypeError('terminated'));
  const stuck = { credentials: { bearer: () => new Promise<string>(() => {}) }, timeout: 50 };
  const validators = { kycRequest: Object.assign(() => false, { errors: [] }) as never };
  const cases: [string, () => Promise<unknown>, object][] = [
    ['no credentials', () => start({ credentials: {} }), { code: 'MISSING_CREDENTIALS', sent: 'no', retryable: false }],
    ['a broken one', () => start({ credentials: { bearer: 'ł' } }), { code: 'INVALID_CREDENTIAL', sent: 'no' }],
    ['never connected', () => start({ fetch: refuse, retry: false }), { code: 'NETWORK', sent: 'no', retryable: true }],
    ['broken off', () => start({ fetch: breakOff }), { code: 'NETWORK', sent: 'unknown', retryable: false }],
    ['broken off, reads', () => read({ fetch: breakOff, retry: false }), { sent: 'unknown', retryable: true }],
    ['silence', () => start({ timeout: 50 }), { code: 'TIMEOUT', sent: 'unknown', retryable: false }],
    ['silence, reads', () => read({ timeout: 50 }), { code: 'TIMEOUT', sent: 'unknown', retryable: true }],
    ['stuck before it left', () => start(stuck), { code: 'TIMEOUT', sent: 'no', retryable: true }],
    [
      'too large',
      () => start({ maxBodySize: 1 }),
      { code: 'BODY_TOO_LARGE', sent: 'yes', status: 202, retryable: false },
    ],
    ['no JSON', () => start(), { code: 'UNEXPECTED_RESPONSE', sent: 'yes', status: 200, retryable: false }],
    ['no JSON, reads', () => read(), { code: 'UNEXPECTED_RESPONSE', sent: 'yes', retryable: true }],
    [
      'a request against the document',
      () => start({ validate: validation({ validators, mode: 'request' }) }),
      { code: 'CONTRACT_VIOLATION', sent: 'no', status: undefined, retryable: false },
    ],
    [
      'a failure',
      () => start({ throwOnError: true }),
      { name: 'KycApiError', sent: 'yes', status: 500, retryable: false },
    ],
    ['a failure, reads', () => read({ throwOnError: true }), { sent: 'yes', status: 500, retryable: true }],
  ];
  test.each(cases)('%s', async (name, call, expected) => {
    if (name.startsWith('silence')) server.reset(silence);
    if (name.startsWith('no JSON')) server.reset(text(200, '<p>', { 'content-type': 'text/html' }));
    if (name.startsWith('a failure')) server.reset(json(500, {}));
    const error = await rejection(call());
    expect(error).toBeInstanceOf(CallError);
    expect(error.operationId).toMatch(/^(kyc|getVerifications)$/);
    expect(error).toMatchObject(expected);
  });
});

describe('from JavaScript', () => {
  test('no options at all, no credentials › MissingCredentials at the first call', async () => {
    const create = [createSilaClient, createAlfredClient] as unknown as ((options?: object) => any)[];
    for (const options of [undefined, {}, { credentials: undefined }, { credentials: null }]) {
      for (const make of create) {
        const path = make === (createSilaClient as unknown) ? '/0.2/kyc' : '/my-info';
        expect(await rejection(make(options).POST(path, { body: {} }))).toMatchObject({ code: 'MISSING_CREDENTIALS' });
      }
    }
  });

  test('an app_handle that is not set › no client, and the option is named', () => {
    for (const app_handle of ['', undefined]) {
      const create = () => createSilaClient({ credentials: {}, app_handle });
      expect(create).toThrow(/^app_handle is empty/);
    }
  });
});
