/** What must not slip through the clients: secrets in errors, numbers that turn limits off, forms that lose their files. */
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alfredSession, createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSilaClient, expectOk, waitForVerification } from '../../src/providers/sila/index.js';
import { ecdsaSigner } from '../../src/providers/sila/ecdsa.js';
import { seenInMemory, silaWebhookReceiver, verifySilaWebhook } from '../../src/providers/sila/webhooks/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createNodeServer } from '../../src/sandbox/core/node-server.js';
import { signEvent } from '../../src/sandbox/sila/events.js';
import { HttpServer, json, text } from '../support/http-server.js';
import { rejection } from './rejection.js';
import { kyc, user } from '../support/requests.js';

const server = new HttpServer();
const other = new HttpServer();
beforeAll(async () => void (await Promise.all([server.start(), other.start()])));
beforeEach(() => {
  server.reset(json(202, { success: true }));
  other.reset(json(202, { success: true }));
});
afterAll(async () => void (await Promise.all([server.close(), other.close()])));

const credentials = { bearer: 'fake-token' };
const secret = 'fake-webhook-secret';
const sila = (options: object = {}) => createSilaClient({ credentials, baseUrl: server.url, ...options });
const shown = (error: any): string =>
  [inspect(error, { depth: null }), JSON.stringify(error), error.message, error.stack, inspect(error.cause)].join();

const body = JSON.stringify({
  event_time: 1_800_000_000,
  event_type: 'kyc_action',
  event_uuid: '7d1f0b52-9c3e-4a68-b5d7-1e2f3a4b5c6d',
  event_details: { action_needed: 'none' },
});
const signed = async () => ({ headers: { 'sila-signature': await signEvent(body, secret) }, body });

describe('numbers that make no sense', () => {
  for (const value of [NaN, -1, 0, -Infinity, '30', null, {}, 1n]) {
    test(String(value), async () => {
      for (const name of ['timeout', 'deadline', 'maxBodySize', 'retry.attempts']) {
        const options = name === 'retry.attempts' ? { retry: { attempts: value } } : { [name]: value };
        const refusal = new RegExp(`^${name} must be `);
        expect(() => sila(options), name).toThrow(refusal);
        const error = await rejection(sila().POST('/0.2/kyc', { body: kyc, ...(options as object) }));
        expect(error, name).toBeInstanceOf(TypeError);
        expect(error.message).toMatch(refusal);
      }
      for (const name of ['maxAge', 'maxBytes']) {
        const options = { secret, [name]: value };
        expect((await rejection(verifySilaWebhook(await signed(), options))).message).toMatch(`${name} must be `);
        expect(() => silaWebhookReceiver({ ...options, onEvent: () => {} })).toThrow(`${name} must be `);
      }
      for (const name of ['deadline', 'interval', 'maxInterval']) {
        const wait = waitForVerification(() => expect.fail('it asked'), { [name]: value });
        expect(await rejection(wait)).toMatchObject({
          name: 'TypeError',
          message: expect.stringMatching(`^${name} must`),
        });
      }
      expect(() => seenInMemory(value as number)).toThrow('max must be ');
      const alfred = createAlfredClient({ credentials: { apiKey: 'fake', apiSecret: 'fake' } });
      const session = (options: object) => () => alfredSession(alfred, user, options);
      if (value !== 0) expect(session({ margin: value })).toThrow('margin must be ');
      expect(session({ maxDocumentBytes: value })).toThrow('maxDocumentBytes must be ');
    });
  }

  test('nothing was sent', () => expect(server.received).toEqual([]));
});

describe('a header that cannot be sent is not quoted', () => {
  for (const value of ['SEKRET\nx', 'SEKRET\r\nx: y', 'SEKRET\0', 'SEKRET\x01', 'SEKRET\x7f', 'SEKRETł']) {
    test(JSON.stringify(value), async () => {
      const errors = [
        await rejection((async () => sila({ headers: { 'x-mine': value } }))()),
        await rejection(sila().POST('/0.2/kyc', { body: kyc, headers: { 'x-mine': value } })),
        await rejection(sila().POST('/0.2/kyc', { body: kyc, headers: [['x-mine', value]] as never })),
        await rejection(sila().POST('/0.2/kyc', { body: kyc, headers: { [value]: 'x' } })),
        await rejection(sila({ credentials: { bearer: value } }).POST('/0.2/kyc', { body: kyc })),
      ];
      const session = alfredSession(
        createAlfredClient({ baseUrl: server.url, credentials: { apiKey: 'fake', apiSecret: 'fake' } }),
        user,
        { signInAgain: true },
      );
      server.reset(json(200, { success: true, data: { token: value, kyc: false } }));
      const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      errors.push(await rejection(session.upload('selfie', png)));
      for (const error of errors) {
        expect(error.message).toMatch(/no HTTP header may have/);
        expect(shown(error)).not.toContain('SEKRET');
      }
    });
  }
});

describe('KycApiError', () => {
  test('shows a code of the document, and nothing else of the answer', async () => {
    const failure = { error_code: 'KYC_FLOW_DNE', message: 'SEKRET', reference: 'SEKRET' };
    server.reset(json(404, failure), json(404, { ...failure, error_code: 'SEKRET' }));
    const known = await rejection(sila().POST('/0.2/kyc', { body: kyc }).then(expectOk));
    const unknown = await rejection(sila().POST('/0.2/kyc', { body: kyc }).then(expectOk));
    expect(JSON.parse(JSON.stringify(known))).toMatchObject({ code: 'KYC_FLOW_DNE' });
    expect(unknown.code).toBe('SEKRET');
    for (const error of [known, unknown])
      expect([shown(error), Object.keys(error), JSON.stringify({ ...error })].join()).not.toContain('SEKRET');
  });
});

describe('a body that is ready is sent as it is', () => {
  const form = new FormData();
  form.append('data', 'fake data');
  form.append('file', new Blob(['fake file']), 'a.pdf');
  const ready: [string, () => unknown, string][] = [
    ['URLSearchParams', () => new URLSearchParams({ a: 'b' }), 'a=b'],
    ['Blob', () => new Blob(['bytes']), 'bytes'],
    ['ArrayBuffer', () => new TextEncoder().encode('bytes').buffer, 'bytes'],
    ['Uint8Array', () => new TextEncoder().encode('bytes'), 'bytes'],
    ['ReadableStream', () => new Blob(['bytes']).stream(), 'bytes'],
    ['FormData', () => form, 'fake file'],
  ];
  for (const [name, make, sent] of ready) {
    test.each([{}, { app_handle: 'example_app' }])(`${name}, client %o`, async (options) => {
      for (const path of ['/0.2/documents', '/0.2/kyc'] as const)
        await sila(options).POST(path, { body: make() as never });
      for (const { body, headers } of server.received) {
        expect(body).toContain(sent);
        expect(headers['content-type'] ?? '').not.toContain('json');
      }
      expect(server.received).toHaveLength(2);
    });
  }

  test('a stream is not sent a second time', async () => {
    server.reset(text(429, '', { 'retry-after': '0' }));
    const body = new Blob(['bytes']).stream();
    expect(await sila().POST('/0.2/kyc', { body: body as never })).toMatchObject({ status: 429 });
    expect(server.received).toHaveLength(1);
  });
});

test('a signer quotes nothing of a form that is no JSON', async () => {
  const signer = ecdsaSigner('badba7368134dcd61c60f9b56979c09196d03f5891a20c1557b1afac0202a97c');
  const credentials = { authSignature: signer, userSignature: signer };
  const form = new FormData();
  form.append('data', 'Ada SEKRET not json');
  await sila({ credentials }).POST('/0.2/documents', { body: form as never });
  expect(server.received[0]!.headers).toHaveProperty('authsignature');
});

describe("redirect: 'follow'", () => {
  test.each([301, 302, 303, 307, 308])('%i to another origin is handed over as it is', async (status) => {
    server.reset(text(status, '', { location: `${other.url}/there` }));
    const result = await sila().POST('/0.2/kyc', { body: kyc, redirect: 'follow' });
    expect(result.status).toBe(status);
    expect(other.received).toEqual([]);
  });

  test('nor by way of its own origin, nor with userinfo, nor to another scheme', async () => {
    server.reset(text(307, '', { location: '/next' }), text(307, '', { location: other.url }));
    expect((await sila().POST('/0.2/kyc', { body: kyc, redirect: 'follow' })).status).toBe(307);
    for (const location of [server.url.replace('//', '//a:b@'), 'data:,x', server.url.replace('http', 'https')]) {
      server.reset(text(307, '', { location }));
      expect((await sila().POST('/0.2/kyc', { body: kyc, redirect: 'follow' })).status).toBe(307);
      expect(server.received).toHaveLength(1);
    }
    expect(other.received).toEqual([]);
  });

  test.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', JSON.stringify(kyc)],
    [308, 'POST', JSON.stringify(kyc)],
  ])('%i within the origin is followed: %s', async (status, method, body) => {
    server.reset(text(status, '', { location: '/next' }), json(202, { success: true }));
    expect((await sila().POST('/0.2/kyc', { body: kyc, redirect: 'follow' })).status).toBe(202);
    expect(server.received[1]).toMatchObject({ method, url: '/next', body });
    expect(server.received[1]!.headers.authorization).toBe('Bearer fake-token');
  });

  test('a circle ends', async () => {
    server.reset(text(307, '', { location: '/' }));
    expect((await sila().POST('/0.2/kyc', { body: kyc, redirect: 'follow' })).status).toBe(307);
    expect(server.received).toHaveLength(21);
  });
});

describe('webhooks', () => {
  test('over HTTP/2, whose headers have pseudo-headers among them', async () => {
    const http2 = createServer();
    const events: unknown[] = [];
    http2.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const delivery = { headers: request.headers as Record<string, string>, body: Buffer.concat(chunks) };
      await verifySilaWebhook(delivery, { secret }).then(
        (event) => events.push(event),
        (error: unknown) => events.push(error),
      );
      response.end();
    });
    await new Promise<void>((resolve) => http2.listen(0, '127.0.0.1', resolve));
    const { connect } = await import('node:http2');
    const client = connect(`http://127.0.0.1:${(http2.address() as AddressInfo).port}`);
    const stream = client.request({ ':method': 'POST', ':path': '/sila', ...(await signed()).headers });
    stream.end(body);
    await new Promise((resolve) => stream.resume().on('end', resolve));
    client.close();
    http2.close();
    expect(events).toEqual([JSON.parse(body)]);
  });

  test.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
    [-315_360_000, false],
  ])('maxAge 300, %i s after the event', async (seconds, taken) => {
    const options = { secret, maxAge: 300, now: () => (1_800_000_000 + seconds) * 1000 };
    const result = verifySilaWebhook(await signed(), options);
    await (taken ? expect(result).resolves.toBeDefined() : expect(result).rejects.toMatchObject({ reason: 'too old' }));
  });

  test('a clock that tells no time lets nothing pass', async () => {
    const options = { secret, maxAge: 300, now: () => NaN };
    await expect(verifySilaWebhook(await signed(), options)).rejects.toMatchObject({ reason: 'too old' });
  });
});

describe('numbers of a sandbox that make no sense', () => {
  const settings: [string, unknown, (value: unknown) => object][] = [
    ['seed', NaN, (seed) => ({ seed })],
    ['settings.sila.verificationDelay', -1, (verificationDelay) => ({ settings: { sila: { verificationDelay } } })],
    ['settings.sila.webhooks.retries', 0.5, (retries) => ({ settings: { sila: { webhooks: { retries } } } })],
    ['settings.sila.webhooks.retryDelay', -1, (retryDelay) => ({ settings: { sila: { webhooks: { retryDelay } } } })],
    [
      'settings.sila.rateLimits.kyc.limit',
      -1,
      (limit) => ({ settings: { sila: { rateLimits: { kyc: { limit, window: 1 } } } } }),
    ],
    [
      'settings.sila.rateLimits.kyc.window',
      0,
      (window) => ({ settings: { sila: { rateLimits: { kyc: { limit: 1, window } } } } }),
    ],
  ];
  test.each(settings)('%s', (name, wrong, options) => {
    for (const value of [wrong, NaN, '1', null])
      expect(() => createSandbox(options(value))).toThrow(new RegExp(`^${name} must be `));
    expect(() => createSandbox(options(1))).not.toThrow();
  });

  test.each(['headersTimeout', 'requestTimeout', 'idleTimeout', 'checkInterval'])('%s', (name) => {
    for (const value of [NaN, -1, 0, '1', null])
      expect(() => createNodeServer(createSandbox(), { [name]: value })).toThrow(`${name} must be `);
  });
});
