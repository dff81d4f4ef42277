/** The generated clients against a real HTTP server: what goes over the wire, and what never does. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAlfredClient, servers as alfredServers } from '../../src/providers/alfred/index.js';
import {
  createSilaClient,
  InvalidCredential,
  MissingCredentials,
  servers as silaServers,
} from '../../src/providers/sila/index.js';
import { createApiClient } from '../../src/runtime/client.js';
import type { ClientDefinition } from '../../src/runtime/definition.js';
import { inCookie, inHeader, inQuery, type SecurityScheme } from '../../src/runtime/security/scheme.js';
import { user } from '../support/requests.js';

interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let received: Received[] = [];
let answer: (response: ServerResponse) => void;
let server: Server;
let origin: string;

const accept = (response: ServerResponse) => {
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"success":true}');
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks) });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answer = accept;
});
afterEach(() => {
  received = [];
  answer = accept;
});
afterAll(() => server.close());

const kyc = {
  header: { created: 1763683200, app_handle: 'app', user_handle: 'ädä' },
  flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
};

const keys = { apiKey: 'alfredpay.key', apiSecret: 'secret~)*' };

/** The error that a call rejects with before anything is sent. */
async function refusal(call: Promise<unknown>): Promise<Error> {
  const error = await call.then(
    () => expect.fail('the call went through'),
    (error: Error) => error,
  );
  expect(received).toEqual([]);
  return error;
}

test('alfred: both keys on every call, no user token where the document asks for none, the body as JSON', async () => {
  const alfred = createAlfredClient({ baseUrl: origin, credentials: { ...keys, userToken: 'jwt' } });
  const { data, response } = await alfred.POST('/login-sof-kyc', { body: user });
  expect(response.status).toBe(202);
  expect(data).toEqual({ success: true });
  const [{ method, url, headers, body } = expect.fail()] = received;
  expect([method, url]).toEqual(['POST', '/login-sof-kyc']);
  expect(headers).toMatchObject({
    'api-key': keys.apiKey,
    'api-secret': keys.apiSecret,
    'content-type': 'application/json',
  });
  expect(headers).not.toHaveProperty('authorization');
  expect(JSON.parse(body.toString())).toEqual(user);
});

test('alfred: an upload is a form, and its token goes bare', async () => {
  const alfred = createAlfredClient({
    baseUrl: origin,
    credentials: { ...keys, userToken: () => Promise.resolve('jwt') },
  });
  const bytes = new Uint8Array([0xff, 0xd8, 0x00, 0x0a, 0x0d]);
  const file = new File([bytes], 'front.jpg', { type: 'image/jpeg' });
  await alfred.PUT('/kyc/upload-document', { body: { docType: 'idCardFront', file } });

  const [{ headers, body } = expect.fail()] = received;
  expect(headers).toMatchObject({ authorization: 'jwt', 'api-key': keys.apiKey, 'api-secret': keys.apiSecret });
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type']! },
  }).formData();
  expect(form.get('docType')).toBe('idCardFront');
  const sent = form.get('file') as File;
  expect([sent.name, sent.type, [...new Uint8Array(await sent.arrayBuffer())]]).toEqual([
    'front.jpg',
    'image/jpeg',
    [...bytes],
  ]);
});

test('sila: the first alternative that is complete signs, and it alone', async () => {
  const both = { bearer: 'token', authSignature: 'aa', userSignature: 'bb' };
  await createSilaClient({ baseUrl: origin, credentials: both }).POST('/0.2/kyc', { body: kyc });
  expect(received[0]!.headers).toMatchObject({ authorization: 'Bearer token' });
  expect(received[0]!.headers).not.toHaveProperty('authsignature');

  const { bearer: _, ...signatures } = both;
  await createSilaClient({ baseUrl: origin, credentials: signatures }).POST('/0.2/kyc', { body: kyc });
  expect(received[1]!.headers).toMatchObject({ authsignature: 'aa', usersignature: 'bb' });
  expect(received[1]!.headers).not.toHaveProperty('authorization');
});

test('sila: a function signs the very bytes that are sent, before any credential is in the request', async () => {
  const seen: string[] = [];
  const sign = (prefix: string) => async (request: Request) => {
    seen.push([...request.headers.keys()].filter((name) => name.endsWith('signature')).join());
    return (
      prefix +
      createHash('sha256')
        .update(new Uint8Array(await request.arrayBuffer()))
        .digest('hex')
    );
  };
  const credentials = { authSignature: sign('a'), userSignature: sign('u') };
  await createSilaClient({ baseUrl: origin, credentials }).POST('/0.2/kyc', { body: kyc });

  const [{ headers, body } = expect.fail()] = received;
  const digest = createHash('sha256').update(body).digest('hex');
  expect(JSON.parse(body.toString())).toEqual(kyc);
  expect(headers).toMatchObject({ authsignature: `a${digest}`, usersignature: `u${digest}` });
  expect(seen).toEqual(['', '']);
});

test('sila: HTTP Basic, beyond ASCII too', async () => {
  const credentials = { basic: { username: 'client', password: 'pässword:€' } };
  const header = { created: 1763683200, app_handle: 'app' };
  await createSilaClient({ baseUrl: origin, credentials }).POST('/0.2/auth_token', { body: { header } });
  const [, value = ''] = received[0]!.headers.authorization!.split('Basic ');
  expect(Buffer.from(value, 'base64').toString()).toBe('client:pässword:€');
});

test("a caller's own header goes before the client's credential, and can stand in for one", async () => {
  const headers = { 'api-key': 'of this call' };
  const alfred = createAlfredClient({ baseUrl: origin, credentials: { ...keys, apiKey: '' } });
  await alfred.POST('/login-sof-kyc', { body: user, headers });
  expect(received[0]!.headers).toMatchObject({ 'api-key': 'of this call', 'api-secret': keys.apiSecret });

  await createSilaClient({ baseUrl: origin, credentials: { bearer: () => expect.fail('asked for nothing') } }).POST(
    '/0.2/kyc',
    {
      body: kyc,
      headers: { Authorization: 'Bearer of this call' },
    },
  );
  expect(received[1]!.headers.authorization).toBe('Bearer of this call');
});

test('path parameters are filled in, and the operation is still recognised', async () => {
  await createSilaClient({ baseUrl: origin, credentials: { bearer: 't' } }).POST(
    '/0.2/get_verifications/{verification_uuid}',
    {
      params: { path: { verification_uuid: 'a/b' } },
      body: { header: kyc.header },
    },
  );
  expect(received[0]).toMatchObject({ url: '/0.2/get_verifications/a%2Fb', headers: { authorization: 'Bearer t' } });
});

test('missing credentials: nothing is sent, and the error names operation and options, never a value', async () => {
  const sila = createSilaClient({ baseUrl: origin, credentials: { authSignature: 'hush', bearer: '' } });
  const error = await refusal(sila.POST('/0.2/kyc', { body: kyc }));
  expect(error).toBeInstanceOf(MissingCredentials);
  expect(error).toMatchObject({
    name: 'MissingCredentials',
    operationId: 'kyc',
    alternatives: [['bearer'], ['authSignature', 'userSignature']],
    given: ['authSignature'],
    message:
      'kyc: needs credentials.bearer, or credentials.authSignature and credentials.userSignature: ' +
      'only authSignature is set. Give it when creating the client.',
  });
  expect(inspect(error, { depth: null })).not.toContain('hush');

  const none = createSilaClient({ baseUrl: origin, credentials: {} });
  const { message } = await refusal(
    none.POST('/0.2/auth_token', { body: { header: { created: 1, app_handle: 'a' } } }),
  );
  expect(message).toBe('authToken: needs credentials.basic: none of them is set. Give it when creating the client.');
});

test('a credential that no header may have: nothing is sent, and the error does not quote it', async () => {
  for (const apiSecret of ['hush\nhush', 'hush\u20ac', 'hush\0']) {
    const error = await refusal(
      createAlfredClient({ baseUrl: origin, credentials: { ...keys, apiSecret } }).POST('/login-sof-kyc', {
        body: user,
      }),
    );
    expect(error).toBeInstanceOf(InvalidCredential);
    expect(error).toMatchObject({
      scheme: 'apiSecret',
      message: expect.stringMatching(/^loginSofKyc: credentials\.apiSecret has a character/),
    });
    expect(inspect(error, { depth: null })).not.toContain('hush');
  }
});

test('a function that gives nothing, and one that fails', async () => {
  const nothing = createSilaClient({
    baseUrl: origin,
    credentials: { bearer: (() => undefined) as unknown as () => string },
  });
  expect((await refusal(nothing.POST('/0.2/kyc', { body: kyc }))).message).toBe(
    'kyc: credentials.bearer must be a string that is not empty',
  );
  const failure = new Error('vault is locked');
  const failing = createSilaClient({ baseUrl: origin, credentials: { bearer: () => Promise.reject(failure) } });
  expect(await refusal(failing.POST('/0.2/kyc', { body: kyc }))).toBe(failure);
});

for (const path of ['', '/', '/api/v1', '/api/v1/', '///']) {
  test(`a base URL that ends with "${path}"`, async () => {
    const sila = createSilaClient({ baseUrl: `${origin}${path}`, credentials: { bearer: 't' } });
    await sila.POST('/0.2/kyc', { body: kyc });
    expect(received[0]!.url).toBe(`${path.replace(/\/+$/, '')}/0.2/kyc`);
  });
}

for (const baseUrl of [
  '',
  'localhost:4010',
  '127.0.0.1',
  '//host',
  'ftp://host',
  'https://u:hush@host',
  'https://h/?a',
  'https://h/#a',
]) {
  test(`no client for the base URL "${baseUrl}"`, () => {
    const create = () => createSilaClient({ baseUrl, credentials: {} });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(/^baseUrl must (?!.*hush)/);
  });
}

test("the document's first server is the default, and fetch is the caller's", async () => {
  const urls: string[] = [];
  const fetch = (request: RequestInfo | URL) => {
    urls.push((request as Request).url);
    return Promise.resolve(Response.json({}));
  };
  await createAlfredClient({ credentials: keys, fetch }).POST('/login-sof-kyc', { body: user });
  await createSilaClient({ credentials: { bearer: 't' }, fetch }).POST('/0.2/kyc', { body: kyc });
  expect(urls).toEqual([`${alfredServers.development}/login-sof-kyc`, 'https://sandbox.silamoney.com/0.2/kyc']);
  expect(silaServers).toEqual({ sandbox: 'https://sandbox.silamoney.com', production: 'https://api.silamoney.com' });
});

test('a redirect is handed over, not followed with the keys to another host', async () => {
  answer = (response) =>
    response.writeHead(307, { location: `${origin.replace('127.0.0.1', 'localhost')}/elsewhere` }).end();
  const { response, data } = await createAlfredClient({ baseUrl: origin, credentials: keys }).POST('/login-sof-kyc', {
    body: user,
  });
  expect(response.status).toBe(307);
  expect(data).toBeUndefined();
  expect(received).toHaveLength(1);
});

test('failures are results: a documented body is an object, HTML a string', async () => {
  const alfred = createAlfredClient({ baseUrl: origin, credentials: keys });
  answer = (response) =>
    response.writeHead(422, { 'content-type': 'application/json' }).end('{"code":"VALIDATION_ERROR"}');
  expect((await alfred.POST('/login-sof-kyc', { body: user })).error).toMatchObject({ code: 'VALIDATION_ERROR' });
  answer = (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  expect((await alfred.POST('/login-sof-kyc', { body: user })).error).toBe('<h1>Bad Gateway</h1>');
});

test('two clients at once keep their credentials apart', async () => {
  const calls = Array.from({ length: 40 }, (_, index) => {
    const client = createSilaClient({ baseUrl: origin, credentials: { bearer: async () => `t${index}` } });
    return client.POST('/0.2/kyc', { body: { ...kyc, header: { ...kyc.header, user_handle: `t${index}` } } });
  });
  await Promise.all(calls);
  expect(received).toHaveLength(40);
  for (const { headers, body } of received) {
    const { header } = JSON.parse(body.toString()) as typeof kyc;
    expect(headers.authorization).toBe(`Bearer ${header.user_handle}`);
  }
});

test('an aborted call rejects with its reason', async () => {
  answer = () => undefined;
  const sila = createSilaClient({ baseUrl: origin, credentials: { bearer: 't' } });
  const call = sila.POST('/0.2/kyc', { body: kyc, signal: AbortSignal.timeout(50) });
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
});

const definitionOf = (
  it: SecurityScheme,
  security: ClientDefinition['security'],
  operations: ClientDefinition['operations'],
): ClientDefinition => ({ agent: 'test/1', servers: { local: origin }, schemes: { it }, security, operations });

const placed: Record<string, [SecurityScheme, Partial<Received>]> = {
  query: [inQuery('key'), { url: '/a?b=1&key=v%26', headers: {} }],
  cookie: [inCookie('key'), { url: '/a?b=1', headers: { cookie: 'a=b; key=v&' } }],
};

for (const [place, [scheme, expected]] of Object.entries(placed)) {
  test(`an API key in the ${place}, for providers that want it there`, async () => {
    const definition = definitionOf(scheme, [[['it']]], { 'POST /a': ['a', 0] });
    interface Paths {
      '/a': {
        post: {
          parameters: { query: { b: number } };
          requestBody: { content: { 'application/json': object } };
          responses: { 200: { content: { 'application/json': object } } };
        };
      };
    }
    const client = createApiClient<Paths, { it: string }>(definition, { credentials: { it: 'v&' } });
    await client.POST('/a', { params: { query: { b: 1 } }, body: { c: 2 }, headers: { cookie: 'a=b' } });
    expect(received[0]).toMatchObject(expected);
    expect(received[0]!.body.toString()).toBe('{"c":2}');
  });
}

test('an operation whose security is empty, or may be, needs nothing', async () => {
  const definition = definitionOf(inHeader('key'), [[], [['it'], []]], { 'GET /a': ['a', 0], 'GET /b': ['b', 1] });
  const response = { responses: { 200: { content: { 'application/json': {} } } } };
  const client = createApiClient<{ '/a': { get: typeof response }; '/b': { get: typeof response } }, object>(
    definition,
    {
      credentials: {},
    },
  );
  await client.GET('/a');
  await client.GET('/b');
  expect(received.map(({ headers }) => headers['key'])).toEqual([undefined, undefined]);
});
