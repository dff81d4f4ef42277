/** What is sent again, what never is, and that an abort ends it all. */
import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSilaClient, NetworkError, TimeoutError } from '../../src/providers/sila/index.js';
import { HttpServer, json, silence, type Answer } from '../support/http-server.js';
import { rejection } from './rejection.js';
import { header, kyc } from '../support/requests.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const client = (options: Partial<Parameters<typeof createSilaClient>[0]> = {}) =>
  createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options });

const startRun = (options = {}) => client().POST('/0.2/kyc', { body: kyc, ...options });
const readRuns = (options = {}) => client().POST('/0.2/get_verifications', { body: { header }, ...options });

const hangUp: Answer = (response) => response.destroy();
const later = { 'retry-after': '0' };
const ok = json(200, { success: true });

const cases: Record<string, { answers: Answer[]; call: typeof startRun | typeof readRuns; sent: number }> = {
  '429 with Retry-After, of a call that starts a verification': {
    answers: [json(429, {}, later), ok],
    call: startRun,
    sent: 2,
  },
  '429 with a date that has passed': {
    answers: [json(429, {}, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }), ok],
    call: startRun,
    sent: 2,
  },
  '429 without Retry-After': { answers: [json(429, {}), ok], call: readRuns, sent: 1 },
  '429 with a Retry-After that is neither': {
    answers: [json(429, {}, { 'retry-after': 'soon' })],
    call: readRuns,
    sent: 1,
  },
  '429 with two Retry-After, which fetch joins': {
    answers: [json(429, {}, { 'retry-after': ['0', '3600'] as never }), ok],
    call: startRun,
    sent: 1,
  },
  '429 with a negative Retry-After': { answers: [json(429, {}, { 'retry-after': '-1' }), ok], call: startRun, sent: 1 },
  '429 with half a second': { answers: [json(429, {}, { 'retry-after': '1.5' }), ok], call: startRun, sent: 1 },
  '503 with Retry-After, of a call that reads': { answers: [json(503, {}, later), ok], call: readRuns, sent: 2 },
  '503 with Retry-After, of a call that may have started a verification': {
    answers: [json(503, {}, later), ok],
    call: startRun,
    sent: 1,
  },
  'the same, asked for': {
    answers: [json(503, {}, later), ok],
    call: () => startRun({ retry: { unsafe: true } }),
    sent: 2,
  },
  '500 of a call that reads': { answers: [json(500, {}, later), ok], call: readRuns, sent: 1 },
  '429 without end': { answers: [json(429, {}, later)], call: readRuns, sent: 3 },
  'no retries': { answers: [json(429, {}, later), ok], call: () => readRuns({ retry: false }), sent: 1 },
  '429 without end, two attempts': {
    answers: [json(429, {}, later)],
    call: () => readRuns({ retry: { attempts: 2 } }),
    sent: 2,
  },
};

for (const [name, { answers, call, sent }] of Object.entries(cases)) {
  test(`${name}: sent ${sent} times`, async () => {
    server.reset(...answers);
    await call();
    expect(server.received).toHaveLength(sent);
  });
}

test('a connection that breaks: a call that reads is sent again, one that may have started a verification is not', async () => {
  server.reset(hangUp, ok);
  expect((await readRuns()).status).toBe(200);
  server.reset(hangUp, ok);
  expect(await rejection(startRun())).toBeInstanceOf(NetworkError);
  expect(server.received).toHaveLength(1);
});

test('a connection that was never made: even a call that starts a verification is tried again', async () => {
  const closed = await new HttpServer().start();
  const { url } = closed;
  await closed.close();
  let attempts = 0;
  const reopened = client({
    baseUrl: url,
    fetch: (request) => {
      attempts++;
      return fetch(request);
    },
  });
  const error = await rejection(reopened.POST('/0.2/kyc', { body: kyc }));
  expect(error).toMatchObject({ name: 'NetworkError', code: 'NETWORK', operationId: 'kyc' });
  expect(error.message).toBe('kyc: the connection failed');
  expect(attempts).toBe(3);
});

test('every attempt is signed anew', async () => {
  server.reset(json(429, {}, later), ok);
  let token = 0;
  await client({ credentials: { bearer: () => `fake-${++token}` } }).POST('/0.2/kyc', { body: kyc });
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer fake-1', 'Bearer fake-2']);
});

test('a wait beyond the deadline is not begun: the refusal is the result', async () => {
  server.reset(json(429, {}, { 'retry-after': '3600' }));
  const { status } = await readRuns();
  expect(status).toBe(429);
  expect(server.received).toHaveLength(1);
});

test('a date in Retry-After counts from the clock of the server, not from ours', async () => {
  const hourAgo = (seconds: number) => new Date(Date.now() - 3600_000 + seconds * 1000).toUTCString();
  // By our clock it has long passed, by the server's it is an hour ahead: beyond the deadline.
  server.reset(json(429, {}, { date: hourAgo(-3600), 'retry-after': hourAgo(0) }));
  await readRuns();
  expect(server.received).toHaveLength(1);
});

test('a silent server: TimeoutError, and nothing is sent again', async () => {
  server.reset(silence);
  const error = await rejection(readRuns({ timeout: 50 }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ code: 'TIMEOUT', operationId: 'getVerifications' });
  expect(server.received).toHaveLength(1);
});

test('the deadline holds for all attempts together', async () => {
  server.reset(json(429, {}, later), silence);
  expect(await rejection(readRuns({ deadline: 2000, timeout: Infinity }))).toBeInstanceOf(TimeoutError);
});

test('a body that never ends is a matter of the timeout, too', async () => {
  server.reset((response) => response.writeHead(400, { 'content-type': 'application/json' }).write('{'));
  expect(await rejection(startRun({ timeout: 50 }))).toBeInstanceOf(TimeoutError);
});

test('a function that never gives its credential is a matter of the timeout, too, and nothing is sent', async () => {
  const stuck = client({ credentials: { bearer: () => new Promise<string>(() => {}) }, timeout: 50 });
  expect(await rejection(stuck.POST('/0.2/kyc', { body: kyc }))).toBeInstanceOf(TimeoutError);
  expect(server.received).toEqual([]);
});

test('an abort while waiting ends the call with its reason: nothing more is sent, no listener stays', async () => {
  const controller = new AbortController();
  const reason = new Error('the user has gone');
  server.reset((response) => {
    json(429, {}, { 'retry-after': '30' })(response, undefined as never, undefined as never);
    response.on('close', () => setImmediate(() => controller.abort(reason)));
  });
  expect(await rejection(readRuns({ signal: controller.signal }))).toBe(reason);
  expect(server.received).toHaveLength(1);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('an abort before the call: nothing is sent', async () => {
  const reason = new Error('too late');
  expect(await rejection(startRun({ signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(server.received).toEqual([]);
});

test('a signal that outlives 200 calls keeps nothing of them', async () => {
  const { signal } = new AbortController();
  let most = 0;
  for (let call = 0; call < 200; call++) {
    const pending = startRun({ signal });
    most = Math.max(most, getEventListeners(signal, 'abort').length);
    await pending;
  }
  expect(most).toBe(1);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
