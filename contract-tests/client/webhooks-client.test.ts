/** Receiving Sila's events: the sandbox sends them over HTTP, a receiver of ours takes them in, or does not. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as undici from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { signEvent } from '../../src/sandbox/sila/events.js';
import { sameText } from '../../src/providers/sila/webhooks/sila-signature.js';
import {
  assumedSilaSignature,
  parseSilaEvent,
  seenInMemory,
  signTestEvent,
  silaWebhookReceiver,
  verifySilaWebhook,
  WebhookRefused,
  type SilaEvent,
  type SilaReceiverOptions,
} from '../../src/providers/sila/webhooks/index.js';
import { SilaApp } from '../sandbox/sila.js';

const secret = 'shared-secret-ü';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A receiver on a port, as a framework would run it: a rejection is a 500. */
async function listen(receive: (request: Request) => Promise<Response>) {
  const kept: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    kept.push({ headers: incoming.headers, body });
    const init = { method: incoming.method!, headers: incoming.headers as Record<string, string> };
    const request = new Request(`http://receiver${incoming.url}`, { ...init, ...(body.length > 0 && { body }) });
    const response = await receive(request).catch(() => new Response(null, { status: 500 }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { kept, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sila` };
}

/** A verification that the sandbox has sent an event about, by way of a receiver with these options. */
async function delivered(options: Partial<SilaReceiverOptions> = {}) {
  const events: SilaEvent[] = [];
  const refused: string[] = [];
  const receive = silaWebhookReceiver({
    secret,
    onEvent: (event) => events.push(event),
    onRefused: ({ reason }) => refused.push(reason),
    ...options,
  });
  const { kept, url } = await listen(receive);
  const endpoint = { id: '4d09b7e2-c561-4f38-8a0d-93e2f6b71c54', name: 'receiver', url, secret };
  const app = new SilaApp({ settings: { verificationDelay: 'decision', webhooks: { endpoints: [endpoint] } } });
  await app.register('ada');
  const verification = await app.started('ada');
  await app.decide(verification, 'passed');
  await app.sandbox.settled();
  /** Sends what came once more, or something like it. */
  const resend = async (change: { body?: string; signature?: string | null; method?: string } = {}) => {
    const [{ headers, body } = expect.fail('nothing was delivered')] = kept;
    const sent = new Headers({ 'content-type': 'application/json' });
    const signature = change.signature === undefined ? String(headers['sila-signature']) : change.signature;
    if (signature !== null) sent.set('sila-signature', signature);
    const method = change.method ?? 'POST';
    const response = await fetch(url, {
      method,
      headers: sent,
      ...(method === 'POST' && { body: change.body ?? new Uint8Array(body) }),
    });
    return response.status;
  };
  return { app, events, refused, resend, verification, body: kept[0]!.body.toString(), kept };
}

describe('what the sandbox sends', () => {
  test('is genuine, and typed', async () => {
    const { events, refused, verification } = await delivered();
    expect(refused).toEqual([]);
    expect(events).toMatchObject([
      { event_type: 'kyc_status', event_details: { kyc: verification, outcome: 'passed' } },
    ]);
  });

  test.each(['', '{"a":1}', 'ä€😀', 'x'.repeat(10_000)])('has the signature that we expect: %#', async (text) => {
    const body = new TextEncoder().encode(text);
    const expected = signEvent(text, secret);
    expect(await assumedSilaSignature({ body, headers: new Headers(), secret })).toBe(expected);
    expect(expected).toHaveLength(44);
  });

  test('is sent again until it has been dealt with', async () => {
    let working = false;
    const seen = seenInMemory();
    const { app, kept } = await delivered({
      seen,
      onEvent: () => {
        if (!working) throw new Error('database is down');
      },
    });
    working = true;
    await app.sandbox.clock.advance({ minutes: 10 });
    await app.sandbox.settled();
    await app.sandbox.clock.advance({ minutes: 10 });
    await app.sandbox.settled();
    expect(kept).toHaveLength(2);
    expect(kept[0]!.body).toEqual(kept[1]!.body);
  });
});

test('what is not about KYC is taken in, and handed to those who ask for it', async () => {
  const body = JSON.stringify(event({ event_type: 'transaction_update', event_details: { transaction: 'x' } }));
  const others: string[] = [];
  const post = () =>
    new Request('http://x', { method: 'POST', headers: { 'sila-signature': signEvent(body, secret) }, body });
  const onEvent = () => expect.fail('this is no event of KYC');
  const receive = silaWebhookReceiver({
    secret,
    onEvent,
    onOther: ({ event_type }) => others.push(String(event_type)),
  });
  expect((await receive(post())).status).toBe(200);
  expect((await silaWebhookReceiver({ secret, onEvent })(post())).status).toBe(200);
  expect(others).toEqual(['transaction_update']);
});

describe('a delivery that must not be acted on', () => {
  const wrong: [string, (signature: string) => string | null, string][] = [
    ['no signature', () => null, 'signature missing'],
    ['an empty one', () => '', 'signature missing'],
    ['one too short', (signature) => signature.slice(0, -1), 'signature wrong'],
    ['one too long', (signature) => `${signature}=`, 'signature wrong'],
    [
      'another of the right length',
      (signature) => `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      'signature wrong',
    ],
    ['that of another secret', () => 'o0sQjngtcE9zWZe5bdej/3KQXmvbu9a1r+HiHkZJn0s=', 'signature wrong'],
    ['one in hexadecimal', (signature) => Buffer.from(signature, 'base64').toString('hex'), 'signature wrong'],
    ['two of them', (signature) => `${signature}, ${signature}`, 'signature wrong'],
  ];
  test.each(wrong)('%s', async (_, change, reason) => {
    const { events, refused, resend, kept } = await delivered();
    expect(await resend({ signature: change(String(kept[0]!.headers['sila-signature'])) })).toBe(401);
    expect(refused).toEqual([reason]);
    expect(events).toHaveLength(1);
  });

  test('a body that somebody parsed and wrote again', async () => {
    const { events, refused, resend, body } = await delivered();
    expect(await resend({ body: JSON.stringify(JSON.parse(body), null, 2) })).toBe(401);
    expect(await resend({ body: `${body}\n` })).toBe(401);
    expect(refused).toEqual(['signature wrong', 'signature wrong']);
    expect(events).toHaveLength(1);
  });

  test('one that has been dealt with: 200, so that it does not come again, and nothing happens', async () => {
    const { events, refused, resend } = await delivered({ seen: seenInMemory() });
    expect(await resend()).toBe(200);
    expect(refused).toEqual(['replayed']);
    expect(events).toHaveLength(1);
  });

  test('one that is older than the receiver allows', async () => {
    let age = 300;
    const now = () => Date.parse('2026-01-31T12:00:00Z') + age * 1000;
    const { events, refused, resend } = await delivered({ maxAge: 300, now });
    expect(events).toHaveLength(1);
    age = 301;
    expect(await resend()).toBe(400);
    expect(refused).toEqual(['too old']);
  });

  test('one that is too large, one that is no event, and a GET', async () => {
    const { refused, resend } = await delivered({ maxBytes: 1000 });
    expect(await resend({ body: 'x'.repeat(1001) })).toBe(413);
    expect(await resend({ body: '[]', signature: signEvent('[]', secret) })).toBe(400);
    expect(refused).toEqual(['too large', 'malformed']);
    expect(await resend({ method: 'GET' })).toBe(405);
  });
});

const event = (change: object = {}) => ({
  event_time: 1763683033,
  event_type: 'kyc_status',
  event_uuid: '2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a',
  event_details: { kyc: '8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586', entity: 'ada_example', outcome: 'failed' },
  ...change,
});

test('an older secret fits as long as it is listed', async () => {
  const body = JSON.stringify(event());
  const headers = { 'SILA-SIGNATURE': signEvent(body, 'old') };
  expect(await verifySilaWebhook({ headers, body }, { secret: ['new', 'old'] })).toEqual(event());
  await expect(verifySilaWebhook({ headers, body }, { secret: ['new'] })).rejects.toMatchObject({ status: 401 });
});

test('a scheme of your own takes the place of the assumed one', async () => {
  const scheme = ({ headers }: { headers: Headers }) => `signed by ${headers.get('sila-webhook-id')}`;
  const headers = { 'sila-webhook-id': 'x', 'sila-signature': 'signed by x' };
  const delivery = { headers, body: JSON.stringify(event()) };
  expect(await verifySilaWebhook(delivery, { secret, scheme })).toEqual(event());
  const other = { ...delivery, headers: { ...headers, 'sila-webhook-id': 'y' } };
  await expect(verifySilaWebhook(other, { secret, scheme })).rejects.toMatchObject({ reason: 'signature wrong' });
});

test('a secret may be asked for at each delivery, as a module that is built may be loaded without one', async () => {
  const secrets: string[] = [];
  const receive = silaWebhookReceiver({ secret: () => secrets, onEvent: () => {} });
  const { headers, body } = await signTestEvent(event() as SilaEvent, { secret });
  const deliver = () => receive(new Request('http://x', { method: 'POST', headers, body }));
  await expect(deliver()).rejects.toThrow(/^secret is empty/);
  secrets.push(secret);
  expect((await deliver()).status).toBe(200);
});

test('bytes as `arrayBuffer()` gives them, and headers and requests of another realm', async () => {
  const { headers, body } = await signTestEvent(event() as SilaEvent, { secret });
  const bytes = await new Response(body).arrayBuffer();
  expect(await verifySilaWebhook({ headers, body: bytes }, { secret })).toEqual(event());
  const own = new undici.Headers(headers as Record<string, string>) as unknown as Headers;
  expect(await verifySilaWebhook({ headers: own, body }, { secret })).toEqual(event());
  const request = new undici.Request('http://x', { method: 'POST', headers: own as never, body: String(body) });
  expect(await verifySilaWebhook(request as unknown as Request, { secret })).toEqual(event());
});

describe('mistakes of the receiver get a sentence', () => {
  const verify = (options: Parameters<typeof verifySilaWebhook>[1]) =>
    verifySilaWebhook({ headers: {}, body: '{}' }, options);
  const mistakes: [string, () => Promise<unknown>, RegExp][] = [
    ['an unset secret', () => verifySilaWebhook({ headers: {}, body: '{}' }, { secret: '' }), /^secret is empty/],
    ['no secret of many', () => verifySilaWebhook({ headers: {}, body: '{}' }, { secret: [] }), /^secret is empty/],
    ['undefined', () => verifySilaWebhook({ headers: {}, body: '{}' }, { secret: undefined! }), /^secret is empty/],
    [
      'a parsed body',
      () => verifySilaWebhook({ headers: {}, body: event() as never }, { secret }),
      /^body must be the raw/,
    ],
    ['a secret in bytes', () => verify({ secret: Buffer.from(secret) as never }), /^secret must be a text/],
    ['a function without one', () => verify({ secret: () => '' }), /^secret is empty/],
    [
      'headers as pairs',
      () => verifySilaWebhook({ headers: [['a', 'b']] as never, body: '{}' }, { secret }),
      /^headers must be Headers, or an object/,
    ],
    [
      'headers as a map',
      () => verifySilaWebhook({ headers: new Map([['a', 'b']]) as never, body: '{}' }, { secret }),
      /^headers must be Headers, or an object/,
    ],
  ];
  test.each(mistakes)('%s', async (_, verify, message) => {
    await expect(verify()).rejects.toThrow(TypeError);
    await expect(verify()).rejects.toThrow(message);
  });

  test('a receiver › without a secret or onEvent › refused when it is made', () => {
    const onEvent = () => {};
    for (const unset of ['', [], undefined!]) {
      expect(() => silaWebhookReceiver({ secret: unset, onEvent })).toThrow(/^secret is empty/);
    }
    expect(() => silaWebhookReceiver({ secret } as never)).toThrow(/^onEvent is missing/);
    expect(silaWebhookReceiver({ secret: null, onEvent })).toBeTypeOf('function');
  });

  test('a request that has been read', async () => {
    const request = new Request('http://x', { method: 'POST', body: '{}' });
    await request.json();
    await expect(verifySilaWebhook(request, { secret })).rejects.toThrow(/^The request has been read before/);
  });
});

describe('parsing', () => {
  const malformed: [string, unknown][] = [
    ['the body', null],
    ['the body', 'text'],
    ['event_time', event({ event_time: '1763683033' })],
    ['event_time', event({ event_time: 1.5 })],
    ['event_type', event({ event_type: 1 })],
    ['event_uuid', event({ event_uuid: 'x' })],
    ['event_details', event({ event_details: [] })],
    ['event_details.entity', event({ event_details: { kyc: 'x', outcome: 'passed' } })],
    ['event_details.action_needed', event({ event_type: 'kyc_action', event_details: {} })],
    ['event_details.kyc', event({ event_type: 'kyc_update', event_details: { kyc: 1 } })],
  ];
  test.each(malformed)('%s is wrong', (name, value) => {
    expect(() => parseSilaEvent(JSON.stringify(value))).toThrow(
      `The webhook was refused: malformed (${name} is missing or of another type).`,
    );
  });

  test.each([['{'], [new Uint8Array([0xff, 0xfe])], ['']])('no JSON: %#, and nothing of it in the error', (body) => {
    expect(() => parseSilaEvent(body)).toThrow(WebhookRefused);
    expect(() => parseSilaEvent(body)).toThrow('The webhook was refused: malformed (the body is not JSON).');
  });

  test('events that the document does not have pass, whatever they are called', () => {
    for (const event_type of ['transaction_update', 'constructor', '__proto__']) {
      expect(parseSilaEvent(JSON.stringify(event({ event_type, event_details: {} })))).toMatchObject({ event_type });
    }
  });
});

test('texts are the same or not, whatever their lengths', () => {
  expect(sameText('', '')).toBe(true);
  expect(sameText('ä', 'ä')).toBe(true);
  for (const [a, b] of [
    ['a', ''],
    ['', 'a'],
    ['ab', 'a'],
    ['ab', 'ac'],
    ['bb', 'ab'],
  ]) {
    expect(sameText(a!, b!)).toBe(false);
  }
});

test('the memory of events forgets the oldest first', () => {
  const seen = seenInMemory(2);
  for (const id of ['a', 'b', 'c']) seen.add(id);
  expect(['a', 'b', 'c'].map((id) => seen.has(id))).toEqual([false, true, true]);
});

describe('signTestEvent', () => {
  const event: SilaEvent = {
    event_time: 1_800_000_000,
    event_type: 'kyc_status',
    event_uuid: '7d1f0b52-9c3e-4a68-b5d7-1e2f3a4b5c6d',
    event_details: { kyc: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32', entity: 'ada_example', outcome: 'passed' },
  };

  test('an event › is taken in by a receiver with the same secret, and by no other', async () => {
    const delivery = await signTestEvent(event, { secret });
    const receive = (it: string) =>
      silaWebhookReceiver({ secret: it, onEvent: (taken) => expect(taken).toEqual(event) })(
        new Request('https://example.com/sila', delivery),
      );
    expect([(await receive(secret)).status, (await receive('another')).status]).toEqual([200, 401]);
    expect(delivery.headers).toMatchObject({ 'sila-webhook-id': event.event_uuid, 'sila-webhook-type': 'kyc_status' });
  });

  test('a scheme of your own, and a body that is no event › malformed, not unsigned', async () => {
    const scheme = ({ secret: key }: { secret: string }) => `mine-${key}`;
    const delivery = await signTestEvent('no event', { secret, scheme });
    await expect(verifySilaWebhook(delivery, { secret, scheme })).rejects.toMatchObject({ reason: 'malformed' });
  });

  test('what the sandbox sends › has the same signature', async () => {
    const { headers, body } = await signTestEvent(event, { secret });
    expect(headers['sila-signature']).toBe(signEvent(body, secret));
  });
});
