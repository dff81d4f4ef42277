/** Answers that break the promise of the document, and failures: what a caller gets, and what no message holds. */
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import {
  createSilaClient,
  expectOk,
  KycApiError,
  NetworkError,
  UnexpectedResponse,
} from '../../src/providers/sila/index.js';
import { HttpServer, json, text, type Answer } from '../support/http-server.js';
import { rejection } from './rejection.js';
import { header, kyc, user } from '../support/requests.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const sila = (options = {}) =>
  createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options });
const startRun = (options = {}) => sila(options).POST('/0.2/kyc', { body: kyc });

const html = { 'content-type': 'text/html; charset=utf-8' };
const secret = 'Ada 12-34-5678';

const broken: Record<string, Answer> = {
  HTML: text(200, `<h1>${secret}</h1>`, html),
  'truncated JSON': text(202, `{"message": "${secret}`, { 'content-type': 'application/json' }),
  'a 204': (response) => response.writeHead(204).end(),
  'an empty 202': text(202, '', { 'content-type': 'application/json' }),
  'an empty chunked 202': (response) => response.writeHead(202, { 'transfer-encoding': 'chunked' }).end(),
};

for (const [name, answer] of Object.entries(broken)) {
  test(`${name} where JSON was promised: UnexpectedResponse, without a word of it`, async () => {
    server.reset(answer);
    const error = await rejection(startRun());
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', operationId: 'kyc' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('Ada');
    expect(server.received).toHaveLength(1);
  });
}

test('status and content type of an unexpected response are on the error', async () => {
  server.reset(broken['HTML']!);
  expect(await rejection(startRun())).toMatchObject({ status: 200, contentType: html['content-type'] });
  server.reset(broken['a 204']!);
  expect(await rejection(startRun())).toMatchObject({ status: 204, contentType: null });
});

test('a document that promises no JSON gets what comes', async () => {
  const bytes = new Uint8Array([0xff, 0xd8, 0x00]);
  server.reset((response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes));
  const body = { header, document_id: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' };
  const { data } = await sila().POST('/0.2/get_document', { body, parseAs: 'arrayBuffer' });
  expect(new Uint8Array(data!)).toEqual(bytes);
});

test('a body that breaks off: NetworkError', async () => {
  server.reset((response) => {
    response.writeHead(202, { 'content-length': '1000' }).write('{"success":');
    setImmediate(() => response.destroy());
  });
  expect(await rejection(startRun())).toBeInstanceOf(NetworkError);
});

describe('a body over the limit', () => {
  const zeros = Buffer.alloc(3000);
  const long: Record<string, Answer> = {
    'of a success': text(202, JSON.stringify({ success: true, more: '0'.repeat(3000) })),
    'of a failure': text(400, '0'.repeat(3000)),
    'after decompression': (response) => response.writeHead(202, { 'content-encoding': 'gzip' }).end(gzipSync(zeros)),
    'without end': (response) => {
      response.writeHead(400);
      const more = (): unknown => response.writable && response.write(zeros, () => setImmediate(more));
      more();
    },
  };
  for (const [name, answer] of Object.entries(long)) {
    test(`${name}: BodyTooLarge`, async () => {
      server.reset(answer);
      expect(await rejection(startRun({ maxBodySize: 2999 }))).toMatchObject({
        name: 'BodyTooLarge',
        code: 'BODY_TOO_LARGE',
        operationId: 'kyc',
        message: expect.stringMatching(/^kyc: the body of the \d{3} has more than 2999 bytes$/),
      });
    });
  }

  test('one byte fewer is no error', async () => {
    const body = JSON.stringify({ a: '0'.repeat(2991) });
    expect(body).toHaveLength(2999);
    server.reset(text(202, body));
    expect((await startRun({ maxBodySize: 2999 })).status).toBe(202);
  });
});

describe('expectOk', () => {
  test('returns the data of a success', async () => {
    expect(expectOk(await startRun())).toEqual({ success: true });
  });

  test('throws what the provider said, by code, with the id that its support asks for', async () => {
    const body = { success: false, error_code: 'KYC_FLOW_DNE', message: `none for ${secret}`, reference: 'mine' };
    server.reset(json(404, { ...body, sila_reference_id: 'req_1' }), json(404, body));
    const error = await rejection(startRun().then(expectOk));
    expect(error).toBeInstanceOf(KycApiError);
    expect(error).toMatchObject({
      name: 'KycApiError',
      message: 'kyc (POST /0.2/kyc) failed: 404 KYC_FLOW_DNE',
      operationId: 'kyc',
      status: 404,
      code: 'KYC_FLOW_DNE',
      reference: 'req_1',
      retryable: false,
    });
    expect(error.body).toMatchObject(body);
    expect(`${inspect(error, { depth: null })}${JSON.stringify(error)}`).not.toContain('Ada');
    expect(await rejection(startRun().then(expectOk))).toMatchObject({ reference: 'mine' });
  });

  test('knows where each provider has its code', async () => {
    server.reset(json(422, { statusCode: 422, code: 'VALIDATION_ERROR', reasons: [], message: '' }));
    const alfred = createAlfredClient({ baseUrl: server.url, credentials: { apiKey: 'fake', apiSecret: 'fake' } });
    const error = await rejection(alfred.POST('/login-sof-kyc', { body: user }).then(expectOk));
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', reference: undefined });
  });

  test.each([
    ['a 429', 429, 'POST /0.2/kyc', true],
    ['a 500 of what may have started a verification', 500, 'POST /0.2/kyc', false],
    ['a 500 of what only reads', 500, 'POST /0.2/get_verifications', true],
    ['a 403', 403, 'POST /0.2/get_verifications', false],
  ])('%s: may it be sent again?', async (_, status, call, retryable) => {
    server.reset(json(status, {}));
    const read = async () => expectOk(await sila().POST('/0.2/get_verifications', { body: { header } }));
    const result = call.endsWith('/kyc') ? startRun().then(expectOk) : read();
    expect(await rejection(result)).toMatchObject({ status, retryable });
  });

  test.each([
    ['no JSON', text(502, `<h1>${secret}</h1>`, html)],
    ['nothing', text(502, '')],
    ['null', json(502, null)],
    ['a list', json(502, ['error_code'])],
    ['a code that is no word', json(502, { error_code: `x\r\nSet-Cookie: ${secret}`, reference: { a: secret } })],
    ['an endless code', json(502, { error_code: 'x'.repeat(65) })],
  ])('a failure with %s', async (_, answer) => {
    server.reset(answer);
    const error = await rejection(startRun().then(expectOk));
    expect(error.message).toBe('kyc (POST /0.2/kyc) failed: 502');
    expect(error.reference).toBeUndefined();
  });
});

test('a reference with line breaks and worse goes through the body alone, and comes back in no message', async () => {
  const reference = 'a\r\nX-Injected: 1\u2028\0</script>"\ud800';
  server.reset((response, { body }) => {
    const { reference } = (JSON.parse(body) as typeof kyc & { header: { reference: string } }).header;
    json(403, { success: false, message: reference, reference })(response, undefined as never, undefined as never);
  });
  const result = await sila().POST('/0.2/kyc', { body: { ...kyc, header: { ...header, reference } } });
  const error = await rejection(Promise.resolve(result).then(expectOk));
  expect(server.received[0]!.headers).not.toHaveProperty('x-injected');
  expect((JSON.parse(server.received[0]!.body) as typeof kyc).header).toMatchObject({ reference });
  expect(error.message).toBe('kyc (POST /0.2/kyc) failed: 403');
  expect(error.reference).toBe(reference);
});

test.each(['.', '..', ''])('the path parameter "%s" does not lead elsewhere', async (verification_uuid) => {
  const call = sila().POST('/0.2/get_verifications/{verification_uuid}', {
    params: { path: { verification_uuid } },
    body: { header },
  });
  expect(await rejection(call)).toMatchObject({
    name: 'TypeError',
    message: 'params.path.verification_uuid must not be empty, "." or ".."',
  });
  expect(server.received).toEqual([]);
});
