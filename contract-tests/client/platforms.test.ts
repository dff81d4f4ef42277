/** Platforms that lack something, or bring a fetch of their own. */
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSilaClient, waitForVerification } from '../../src/providers/sila/index.js';
import { isReady, serializeBody } from '../../src/runtime/body.js';
import { HttpServer, json, silence, text } from '../support/http-server.js';
import { header, kyc } from '../support/requests.js';
import { rejection } from './rejection.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const sila = (options: object = {}) =>
  createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options });

describe('React Native: no response.body, no reasons, no URL.canParse, no crypto', () => {
  const { throwIfAborted } = AbortSignal.prototype;
  beforeEach(() => {
    vi.stubGlobal('crypto', undefined);
    vi.stubGlobal('URL', class extends URL {});
    (URL as unknown as { canParse: unknown }).canParse = undefined;
    AbortSignal.prototype.throwIfAborted = undefined as never;
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    AbortSignal.prototype.throwIfAborted = throwIfAborted;
  });

  /** Its Response is without `body`. */
  const native = async (request: Request) => {
    const response = await fetch(request);
    return Object.defineProperty(response, 'body', { value: undefined });
  };
  const client = (options: object = {}) => sila({ fetch: native, ...options });

  test('a success, and a failure with its error', async () => {
    expect(await client().POST('/0.2/kyc', { body: kyc })).toMatchObject({ ok: true, data: { success: true } });
    server.reset(json(404, { success: false, error_code: 'KYC_FLOW_DNE' }));
    const { ok, error } = await client().POST('/0.2/kyc', { body: kyc });
    expect([ok, error?.error_code]).toEqual([false, 'KYC_FLOW_DNE']);
  });

  test('a failure without a body, a limit, and other forms of a body', async () => {
    server.reset(text(500, ''));
    expect(await client().POST('/0.2/kyc', { body: kyc })).toMatchObject({ ok: false, status: 500 });
    server.reset(text(202, 'fake bytes'));
    for (const parseAs of ['text', 'blob', 'arrayBuffer'] as const) {
      const { data } = await client().POST('/0.2/kyc', { body: kyc, parseAs });
      expect(await new Response(data as BodyInit).text()).toBe('fake bytes');
      const call = client({ maxBodySize: 9 }).POST('/0.2/kyc', { body: kyc, parseAs });
      expect(await rejection(call)).toMatchObject({ code: 'BODY_TOO_LARGE' });
    }
  });

  test('a wait that is given up ends with an AbortError, before a question and between two', async () => {
    const controller = new AbortController();
    Object.defineProperty(controller.signal, 'reason', { value: undefined });
    const asked: number[] = [];
    const read = async () => {
      asked.push(1);
      return { data: { verification_status: 'pending' }, response: new Response() } as never;
    };
    const waiting = waitForVerification(read, { signal: controller.signal, interval: 60_000 });
    setTimeout(() => controller.abort(), 20);
    expect(await rejection(waiting)).toMatchObject({ name: 'AbortError' });
    expect(await rejection(waitForVerification(read, { signal: controller.signal }))).toMatchObject({
      name: 'AbortError',
    });
    expect(asked).toHaveLength(1);
  });

  test('a filled header, without a reference where nothing can make one', async () => {
    const filled = createSilaClient({
      baseUrl: server.url,
      fetch: native,
      app_handle: 'example_app',
      credentials: { bearer: 'fake' },
    });
    await filled.POST('/0.2/kyc', { body: { header: { user_handle: 'ada' }, flow: 'f' } });
    const { header } = JSON.parse(server.received[0]!.body) as typeof kyc;
    expect(Object.keys(header).sort()).toEqual(['app_handle', 'created', 'user_handle']);
  });

  test('an abort without a reason › AbortError; a timeout › TimeoutError', async () => {
    server.reset(silence);
    const controller = new AbortController();
    Object.defineProperty(controller.signal, 'reason', { value: undefined });
    const call = client().POST('/0.2/kyc', { body: kyc, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect(await rejection(call)).toMatchObject({ name: 'AbortError' });
    expect(await rejection(client({ timeout: 30 }).POST('/0.2/kyc', { body: kyc }))).toMatchObject({ code: 'TIMEOUT' });
  });

  test('a form, and a base URL that is none', async () => {
    const credentials = { apiKey: 'fake', apiSecret: 'fake', userToken: 'fake' };
    const alfred = createAlfredClient({ credentials, baseUrl: server.url, fetch: native });
    const file = new Blob(['fake'], { type: 'image/png' });
    await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } });
    // What the test before gave up may only come now.
    const [upload] = server.received.filter(({ method }) => method === 'PUT');
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary/);
    expect(() => createAlfredClient({ credentials, baseUrl: 'http://a:99999' })).toThrow(/^baseUrl must/);
  });
});

test('without ReadableStream › a body is still told from JSON', () => {
  vi.stubGlobal('ReadableStream', undefined);
  expect([serializeBody({ a: 1 }), isReady(new Blob(['x'])), isReady([])]).toEqual(['{"a":1}', true, false]);
  vi.unstubAllGlobals();
});

describe('npm’s undici', () => {
  const agent = new Agent();
  afterAll(() => agent.close());

  test('its dispatcher with the fetch of the platform', async () => {
    const withAgent = (request: Request) => fetch(request, { dispatcher: agent } as RequestInit);
    expect(await sila({ fetch: withAgent }).POST('/0.2/kyc', { body: kyc })).toMatchObject({ ok: true });
    expect(server.received[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer fake-token' } });
  });

  test.each([
    ['as it is', undiciFetch],
    ['with a dispatcher', (request: never) => undiciFetch(request, { dispatcher: agent })],
  ])('its own fetch, %s › an error that says what to give, and nothing is sent', async (_, its) => {
    const error = await rejection(sila({ fetch: its }).POST('/0.2/get_verifications', { body: { header } }));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(
      /^The option fetch takes no Request, .*\(request\) => fetch\(request, \{ dispatcher \}\)/,
    );
    expect(server.received).toEqual([]);
  });
});
