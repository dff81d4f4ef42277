/** What the documents rule out, the sandbox turns down: the negatives of operations, on a port, by the recipes. */
import { expect, test } from 'vitest';
import { startMock } from '../../src/mock/server.js';
import { operationsOf } from '../../src/openapi/document.js';
import { credentialNegatives } from '../../src/checker/phases/negatives/credentials.js';
import { documentOf } from '../support/generated.js';
import { check } from './relations/broken-sandbox.js';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import { expectKinds, kindsOfEveryDocument, kindsOfSila, negativesOf, optionsOf, unpassed } from './negatives-of.js';

/** One operation of each form of a request; `negatives.long.test.ts` sends those of all. */
const formsOfSila = ['authToken', 'kyc', 'resumeVerification', 'getVerification', 'listDocuments', 'uploadDocuments'];

test('Sila', async () => {
  const rows = await negativesOf('sila', { selection: { phases: ['negatives'], operations: formsOfSila } });
  expect(unpassed(rows)).toEqual([]);
  expectKinds(rows, kindsOfSila);
});

const partner = { key: 'a-key-of-a-partner', secret: 'a-secret-of-a-partner' };

test('Alfred, whose partners are known', async () => {
  const credentials = { apiKey: partner.key, apiSecret: partner.secret };
  const rows = await negativesOf('alfred', { credentials }, { settings: { alfred: { partners: [partner] } } });
  expect(unpassed(rows)).toEqual([]);
  expectKinds(rows, { ...kindsOfEveryDocument, 'a wrong key': /^credential apiKey: malformed$/ });
  expect(rows.length).toBeGreaterThan(160);
});

test('Alfred, whose sandbox takes any key: a wrong one is not made up, since none is known', async () => {
  const rows = await negativesOf('alfred');
  expect(new Set(unpassed(rows).map((row) => `${row.case} ${row.outcome}: ${row.reason}`))).toEqual(
    new Set(
      ['apiKey', 'apiSecret'].map(
        (scheme) =>
          `credential ${scheme}: wrong skipped: no credential is known, so that a wrong one cannot be told from it`,
      ),
    ),
  );
});

test('the control API', async () => {
  const rows = await negativesOf('sandbox');
  expect(unpassed(rows).map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual([
    'decideVerification skipped',
    'addMember skipped',
  ]);
});

test('a mock that answers by Prefer is not asked', async () => {
  const mock = await startMock('alfred', { port: 0 });
  const { cases: rows } = await checkContract({ ...optionsOf('alfred'), url: new URL(mock.url) });
  await mock.close();
  const own = rows.filter(({ phase }) => phase === 'negatives');
  expect(own.map(({ operationId }) => operationId)).toEqual(
    operationsOf(documentOf('alfred')).map(({ operationId }) => operationId),
  );
  expect(new Set(own.map(({ reason }) => reason))).toEqual(
    new Set(['a mock that answers by Prefer has no behaviour of its own']),
  );
});

test('no report holds what a request held', async () => {
  const credentials = { apiKey: partner.key, apiSecret: partner.secret };
  // Another secret is known here, so that everything is refused and told about.
  const settings = { alfred: { partners: [{ ...partner, secret: 'another' }] } };
  const report = JSON.stringify(await negativesOf('alfred', { credentials }, { settings }));
  expect(report).toContain('so a refusal proves nothing');
  for (const secret of [partner.key, partner.secret, 'example.com']) expect(report).not.toContain(secret);
});

test.each([
  ['alfred-customers', 'getKycStatus', ['expected 401, got 403', 'expected 401, got 403', 'expected 401, got 403']],
  // Documents both.
  ['alfred', 'myInfo', []],
])('a missing credential is refused with the failure that is documented for it: %s', async (provider, of, told) => {
  const rows = await check({
    provider,
    phases: ['negatives'],
    operations: [of],
    of,
    answer: async (response, { headers }) =>
      response.status === 401 && !(headers.has('api-key') && headers.has('api-secret'))
        ? new Response(null, { status: 403 })
        : response,
  });
  expect(rows.flatMap(({ violations }) => violations.map(({ message }) => message))).toEqual(told);
});

const client = ['sandbox-client-id-of-example-app-0000000001', 'sandbox-client-secret-of-example-app'] as const;
const isAlike = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

test.each<[what: string, isTaken: (id: string, secret: string) => boolean, row: string]>([
  ['without the password', (id, secret) => id === client[0] && secret === '', 'credential basic: without the password'],
  ['of another user', (_, secret) => secret === client[1], 'credential basic: of another user'],
  [
    'in other case',
    (id, secret) => isAlike(id, client[0]) && isAlike(secret, client[1]),
    'credential basic: in other case',
  ],
])('who takes HTTP Basic %s is found out', async (_, isTaken, row) => {
  const rows = await check({
    phases: ['negatives'],
    operations: ['authToken'],
    of: 'authToken',
    ask: (request) => {
      const [, text = ''] = /^Basic (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      const [id = '', secret = ''] = atob(/^[\w+/]+=*$/.test(text) ? text : '').split(':');
      if (!isTaken(id, secret)) return request;
      const headers = new Headers(request.headers);
      headers.set('authorization', `Basic ${btoa(client.join(':'))}`);
      return new Request(request, { headers });
    },
  });
  expect(rows.flatMap((one) => (one.outcome === 'failed' ? [one.case] : []))).toEqual([row]);
});

test('who takes a file of a kind that is not listed is found out', async () => {
  const rows = await check({
    provider: 'alfred',
    phases: ['negatives'],
    operations: ['uploadDocument'],
    of: 'uploadDocument',
    answer: async (response, request) => {
      const isText = (await request.text()).includes('Content-Type: text/plain');
      return response.status === 422 && isText ? Response.json({}, { status: 202 }) : response;
    },
  });
  expect(rows.flatMap((one) => (one.outcome === 'failed' ? [one.case] : []))).toEqual([
    'body /file: a file of text/plain',
  ]);
});

const refusals = { 200: { description: 'ok' }, 400: { description: 'no' }, 401: { description: 'no' } };

/** Of a target that refuses what it should. */
async function failedOf(operation: object, isRight: (request: Request, body: string) => boolean, credential = '') {
  const { cases } = await checkContract({
    document: {
      openapi: '3.1.1',
      info: { title: 'T', version: '1' },
      paths: { '/a': { put: { operationId: 'a', responses: refusals, ...operation } } },
      components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
    },
    url: new URL('http://127.0.0.1:9'),
    recipes: noRecipes,
    credentials: { basic: credential },
    timeout: 5,
    maxBodySize: 1e6,
    honoursPrefer: false,
    selection: { phases: ['negatives'] },
    fetch: async (request: Request) => {
      if (!request.url.endsWith('/a')) return new Response(null, { status: 404 });
      if (request.method !== 'PUT') return new Response(null, { status: 405 });
      const body = await request.text();
      const status = isRight(request, body) ? 200 : request.headers.has('content-type') ? 400 : 401;
      return new Response(null, { status });
    },
  });
  return cases.flatMap((one) => (one.outcome === 'failed' ? [one.case] : []));
}

test.each(['a-user-without-a-password:', 'a text without a colon'])(
  'what changes nothing about a credential is no wrong one: %s',
  async (credential) => {
    const right = `Basic ${btoa(credential)}`;
    const isRight = ({ headers }: Request) => headers.get('authorization') === right;
    expect(await failedOf({ security: [{ basic: [] }] }, isRight, credential)).toEqual([]);
  },
);

test('a number that is cut off is a number', async () => {
  const content = { 'application/json': { schema: { type: 'integer' }, example: 42 } };
  const isRight = ({ headers }: Request, body: string) =>
    headers.get('content-type') === 'application/json' && /^\d+$/.test(body);
  expect(await failedOf({ requestBody: { required: true, content } }, isRight)).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['a client certificate', ['tls'], []],
  ['a client certificate and a key', ['tls', 'key'], ['credential key: missing', 'credential key: empty']],
])('%s: what no request has cannot be left out', (_, chosen, expected) => {
  const securitySchemes = { tls: { type: 'mutualTLS' }, key: { type: 'apiKey', in: 'header', name: 'x-key' } };
  const responses = { 200: { description: 'ok' } };
  const security = [Object.fromEntries(chosen.map((name) => [name, []]))];
  const document = {
    openapi: '3.1.1',
    paths: { '/a': { get: { security, responses } } },
    components: { securitySchemes },
  };
  const [operation] = operationsOf(document);
  const found = credentialNegatives(document, operation!, chosen, () => true).map(({ name }) => name);
  expect(found.filter((name) => name.includes('tls') || name.includes('none'))).toEqual([]);
  expect(found.slice(0, 2)).toEqual(expected);
});
