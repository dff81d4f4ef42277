/** What the client of Sila fills in, renews and sends again by itself: against the sandbox, and servers that are off. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { createSilaClient, documentForm, TokenRefused } from '../../src/providers/sila/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { ecdsaSigner } from '../../src/providers/sila/ecdsa.js';
import { addressOf, flows, person, publishedKey } from '../sandbox/sila.js';

const app = { handle: 'my_app', clientId: 'my-client', clientSecret: 'geheim-ü', address: addressOf(publishedKey) };
const app_handle = app.handle;
const basic = { username: app.clientId, password: app.clientSecret };
const start = '2026-01-31T12:00:00Z';
const uuid = /^[0-9a-f-]{36}$/;

interface Sent {
  path: string;
  authorization: string | null;
  body: any;
}

/** In-process, with a clock that stands still: the client's, too. */
function open(options: object = {}) {
  const sandbox = createSandbox({ now: start, settings: { sila: { apps: [app], verificationDelay: 10 } } });
  const sent: Sent[] = [];
  const fetch = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const isJson = request.headers.get('content-type') === 'application/json';
    const body = isJson ? await request.clone().json() : undefined;
    sent.push({ path: pathname, authorization: request.headers.get('authorization'), body });
    return sandbox.fetch(request);
  };
  const client = createSilaClient({ app_handle, credentials: { basic }, fetch, now: sandbox.clock.now, ...options });
  const count = (path: string) => sent.filter((one) => one.path.endsWith(path)).length;
  return { sandbox, client, sent, count, fetch };
}

type Client = ReturnType<typeof open>['client'];
const register = (client: Client, user_handle: string) =>
  client.POST('/0.2/register', { body: { header: { user_handle }, ...person() } as never });

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: any;
}

async function serve(answer: (received: Received) => Response | Promise<Response>): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const response = await answer({ path: incoming.url!, headers: incoming.headers, body: text && JSON.parse(text) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the header', () => {
  test('is filled in, but for the end user', async () => {
    const { client, sent } = open();
    await register(client, 'ada');
    const { data } = await client.POST('/0.2/kyc', { body: { header: { user_handle: 'ada' }, flow: flows.approved } });
    const { header } = sent.at(-1)!.body;
    expect(header).toEqual({
      created: Date.parse(start) / 1000,
      app_handle,
      reference: expect.stringMatching(uuid),
      user_handle: 'ada',
    });
    expect(data?.reference).toBe(header.reference);
    expect(sent[0]!.body.header.reference).not.toBe(header.reference);
  });

  test('is whole where it concerns no end user', async () => {
    const { client } = open();
    expect((await client.POST('/0.2/document_types')).response.status).toBe(200);
    expect((await client.POST('/0.2/auth_token')).data?.access_token.token).toEqual(expect.any(String));
  });

  test("keeps what is the caller's, and the caller's body stays as it was", async () => {
    const { client, sent } = open({ reference: () => 'made' });
    const body = { header: { user_handle: 'ada', created: 1, reference: 'mine' } };
    const { error } = await client.POST('/0.2/get_entity', { body });
    expect(sent.at(-1)!.body.header).toEqual({ ...body.header, app_handle });
    expect(body).toEqual({ header: { user_handle: 'ada', created: 1, reference: 'mine' } });
    expect(error?.message).toBeDefined();
    await client.POST('/0.2/get_entity', { body: { header: { user_handle: 'ada' } } });
    expect(sent.at(-1)!.body.header.reference).toBe('made');
  });

  test('is filled in where the caller gives undefined', async () => {
    const { client, sent } = open({ reference: () => 'made' });
    const header = { user_handle: 'ada', created: undefined, app_handle: undefined, reference: undefined };
    await client.POST('/0.2/get_entity', { body: { header } as never });
    const created = Date.parse(start) / 1000;
    expect(sent.at(-1)!.body.header).toEqual({ user_handle: 'ada', created, app_handle, reference: 'made' });
  });

  test('of an upload is in its part `data`', async () => {
    const { client } = open();
    await register(client, 'ada');
    const data = { header: { user_handle: 'ada' }, document_type: 'id_passport' };
    const body = await documentForm(data, Uint8Array.of(0xff, 0xd8, 0xff, 0));
    expect((await client.POST('/0.2/documents', { body })).data?.document_id).toMatch(uuid);
  });

  test('stays away from a request without a body', async () => {
    const { client } = open();
    await register(client, 'ada');
    const path = { verification_id: '3ac81d67-e250-4f9b-87d4-b16e0f5a92c3' };
    const { response } = await client.GET('/0.2/check_kyc/{verification_id}/required_document_types', {
      params: { path },
    } as never);
    expect(response.status).toBeLessThan(500);
  });

  test('is left alone without app_handle', async () => {
    const { fetch, sent } = open();
    const plain = createSilaClient({ credentials: { bearer: 't' }, fetch });
    await plain.POST('/0.2/document_types', { body: { header: { created: 1, app_handle: 'other' } } });
    expect(sent.at(-1)!.body).toEqual({ header: { created: 1, app_handle: 'other' } });
  });

  const references = [
    'line\r\nbreak\r\nAuthorization: Bearer mine',
    '\0\u2028\u2029\u202e',
    'x'.repeat(10_000),
    '😀 ä € \ud800',
    '"},"flow":"other","x":{"y":"',
    '__proto__',
    '',
  ];
  test.each(references)('has any reference as one text, and in no other place: %#', async (reference) => {
    const { client, sent } = open();
    await register(client, 'ada');
    const { data } = await client.POST('/0.2/kyc', {
      body: { header: { user_handle: 'ada', reference }, flow: flows.approved },
    });
    const { body, authorization } = sent.at(-1)!;
    expect(body).toEqual({ header: expect.objectContaining({ reference }), flow: flows.approved });
    expect(authorization).toMatch(/^Bearer [\w.-]+$/);
    if (reference) expect(data?.reference).toBe(reference);
  });
});

describe('the token', () => {
  test('is fetched once for all who wait', async () => {
    const { client, count } = open();
    const calls = Array.from({ length: 1000 }, () => client.POST('/0.2/document_types'));
    expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(count('auth_token')).toBe(1);
  });

  test('is renewed when 30 minutes or less are left, and not before', async () => {
    const { sandbox, client, sent, count } = open();
    await client.POST('/0.2/document_types');
    await sandbox.clock.advance({ hours: 7, minutes: 29, seconds: 59 });
    await client.POST('/0.2/document_types');
    expect(count('auth_token')).toBe(1);
    const old = sent.at(-1)!.authorization;
    await sandbox.clock.advance({ seconds: 1 });
    await client.POST('/0.2/document_types');
    expect(count('auth_token')).toBe(2);
    expect(sent.at(-1)!.authorization).not.toBe(old);
  });

  test('that is still good serves while no new one is to be had; then there is an error', async () => {
    const { sandbox, client, fetch } = open();
    let isDown = false;
    const outage = createSilaClient({
      app_handle,
      credentials: { basic },
      now: sandbox.clock.now,
      retry: false,
      fetch: async (request) =>
        isDown && request.url.endsWith('auth_token') ? new Response('<h1>', { status: 502 }) : fetch(request),
    });
    await outage.POST('/0.2/document_types');
    isDown = true;
    await sandbox.clock.advance({ hours: 7, minutes: 45 });
    expect((await outage.POST('/0.2/document_types')).status).toBe(200);
    await sandbox.clock.advance({ minutes: 15 });
    await expect(outage.POST('/0.2/document_types')).rejects.toMatchObject({ code: 'TOKEN_REFUSED', status: 502 });
    isDown = false;
    expect((await outage.POST('/0.2/document_types')).status).toBe(200);
    expect((await client.POST('/0.2/document_types')).status).toBe(200);
  });

  test('a success without a token is an error of the client', async () => {
    const client = createSilaClient({
      app_handle: 'example_app',
      credentials: { basic: { username: 'a', password: 'b' } },
      baseUrl: 'http://127.0.0.1:1',
      fetch: async () => Response.json({ success: true }),
    });
    await expect(client.POST('/0.2/document_types')).rejects.toMatchObject({ code: 'TOKEN_REFUSED', status: 200 });
  });

  test('that is not issued is an error without the secret, and nothing else is sent', async () => {
    const { client, count } = open({ credentials: { basic: { username: 'my-client', password: 'hush' } } });
    const error = await client.POST('/0.2/document_types').catch((error: Error) => error);
    expect(error).toBeInstanceOf(TokenRefused);
    expect(error).toMatchObject({ code: 'TOKEN_REFUSED', operationId: 'authToken', status: 401 });
    expect(inspect(error, { depth: null })).not.toContain('hush');
    expect(count('document_types')).toBe(0);
  });

  test("of the caller's own goes before it", async () => {
    const { client, sent, count } = open({ credentials: { basic, bearer: async () => 'own' } });
    await client.POST('/0.2/document_types');
    await client.POST('/0.2/document_types', { headers: { Authorization: 'Bearer of-this-call' } });
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer own', 'Bearer of-this-call']);
    expect(count('auth_token')).toBe(0);
  });

  test('goes on being fetched for the others when one of them is aborted', async () => {
    const { client, count } = open();
    const controller = new AbortController();
    const left = client.POST('/0.2/document_types', { signal: controller.signal });
    const stayed = client.POST('/0.2/document_types');
    controller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect((await stayed).status).toBe(200);
    expect(count('auth_token')).toBe(1);
  });

  test('belongs to its client', async () => {
    const first = open();
    const second = open();
    await Promise.all([first.client.POST('/0.2/document_types'), second.client.POST('/0.2/document_types')]);
    expect([first.count('auth_token'), second.count('auth_token')]).toEqual([1, 1]);
  });
});

describe('a server that takes a token back', () => {
  /** Issues t1, t2 and so on; only the last of them is good. */
  async function open(message: string, options: object = {}) {
    let issued = 0;
    const received: string[] = [];
    let isGood = (bearer: string) => bearer === `Bearer t${issued}`;
    const baseUrl = await serve(({ path, headers: { authorization = '' } }) => {
      received.push(path);
      if (path.endsWith('auth_token')) {
        const expiration = Math.floor(Date.now() / 1000) + 28_800;
        return Response.json({ success: true, access_token: { token: `t${(issued += 1)}`, expiration } });
      }
      received.push(authorization);
      return isGood(authorization)
        ? Response.json({ success: true })
        : Response.json({ success: false, message }, { status: 401 });
    });
    const client = createSilaClient({ app_handle, baseUrl, credentials: { basic }, ...options });
    const count = (text: string) => received.filter((one) => one.includes(text)).length;
    const revoke = (until: number) => (isGood = (bearer) => bearer === `Bearer t${until}`);
    return { client, received, count, revoke };
  }

  test('is asked for another one, once for all who were refused, and each call is sent once more', async () => {
    const { client, count, revoke } = await open('The auth token provided has expired.');
    await client.POST('/0.2/document_types');
    revoke(2);
    const calls = Array.from({ length: 50 }, () => client.POST('/0.2/document_types'));
    expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(count('auth_token')).toBe(2);
    expect(count('Bearer t1')).toBe(1 + 50);
    expect(count('Bearer t2')).toBe(50);
  });

  test('but no more than once', async () => {
    const { client, count, revoke } = await open('The auth token provided has expired.');
    revoke(99);
    expect((await client.POST('/0.2/document_types')).status).toBe(401);
    expect([count('auth_token'), count('Bearer')]).toEqual([2, 2]);
  });

  test('and a refusal for another reason is handed over; the next call gets another token', async () => {
    const { client, received, revoke } = await open('The auth token is invalid.');
    revoke(2);
    expect((await client.POST('/0.2/document_types')).status).toBe(401);
    expect((await client.POST('/0.2/document_types')).status).toBe(200);
    expect(received.filter((one) => one.startsWith('Bearer'))).toEqual(['Bearer t1', 'Bearer t2']);
  });

  test('gets the token in Base64 where that is wanted', async () => {
    const { client, received } = await open('', { bearerFormat: 'base64' });
    await client.POST('/0.2/document_types');
    expect(received).toContain(`Bearer ${btoa('t1')}`);
  });

  test('gets another one in Base64, too', async () => {
    const { client, received } = await open('expired', { bearerFormat: 'base64' });
    await client.POST('/0.2/document_types');
    expect(received.filter((one) => one.startsWith('Bearer'))).toEqual(['t1', 't2'].map((t) => `Bearer ${btoa(t)}`));
  });
});

describe.each([
  ['ahead', 3_600],
  ['behind', -3_600],
])('a server whose clock is an hour %s', (_, seconds) => {
  async function open(options: object = {}, tellsTime = true) {
    const sandbox = createSandbox({
      now: new Date(Math.floor(Date.now() / 1000 + seconds) * 1000),
      settings: { sila: { apps: [app], verificationDelay: 10 } },
    });
    const sent: string[] = [];
    const baseUrl = await serve(async ({ path, headers, body }) => {
      const url = `https://sandbox.silamoney.com${path}`;
      const init = { method: 'POST', headers: headers as Record<string, string>, body: JSON.stringify(body) };
      const response = await sandbox.fetch(url, init);
      sent.push(`${path} ${response.status}`);
      const answer = new Response(response.body, response);
      answer.headers.set('Date', tellsTime ? new Date(sandbox.clock.now()).toUTCString() : '');
      return answer;
    });
    const client = createSilaClient({ app_handle, baseUrl, credentials: { basic }, ...options });
    return { client, sent };
  }

  test('is understood at its first answer; what was under way before it is sent once more', async () => {
    const { client, sent } = await open();
    await client.POST('/0.2/document_types');
    await client.POST('/0.2/document_types');
    expect(sent).toEqual([
      '/0.2/auth_token 400',
      '/0.2/auth_token 200',
      '/0.2/document_types 400',
      '/0.2/document_types 200',
      '/0.2/document_types 200',
    ]);
  });

  test('is understood with signatures, too, which are made anew', async () => {
    const { client, sent } = await open({ credentials: { authSignature: ecdsaSigner(publishedKey) } });
    await client.POST('/0.2/document_types');
    await client.POST('/0.2/document_types');
    expect(sent).toEqual(['/0.2/document_types 400', '/0.2/document_types 200', '/0.2/document_types 200']);
  });

  test("gets the caller's own created, right or wrong, and once", async () => {
    const { client, sent } = await open({ credentials: { bearer: 't' } });
    const header = { created: Math.floor(Date.now() / 1000) };
    expect((await client.POST('/0.2/document_types', { body: { header } })).status).toBe(400);
    expect(sent).toHaveLength(1);
  });

  test('and that does not tell the time refuses, once', async () => {
    const { client, sent } = await open({ credentials: { bearer: 't' } }, false);
    expect((await client.POST('/0.2/document_types')).status).toBe(400);
    expect(sent).toHaveLength(1);
  });
});

test('a 400 for anything but the time is not sent again', async () => {
  const { client, count } = open();
  await client.POST('/0.2/auth_token');
  await client.POST('/0.2/kyc', { body: { header: { user_handle: '' }, flow: flows.approved } });
  expect(count('/kyc')).toBe(1);
});
