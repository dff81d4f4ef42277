/**
 * The loop: the mock of a provider's document passes the check of that document, and a server that breaks one rule
 * fails it, with the operation, the status, the place and what was expected.
 */
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock } from '../../src/mock/server.js';
import { type JsonObject, operationsOf, isObject } from '../../src/openapi/document.js';
import { checkContract, type CaseResult } from '../../src/checker/index.js';
import { documentOf, recipesOf } from '../support/generated.js';

const mocks = new Map<string, Awaited<ReturnType<typeof startMock>>>();
const closers: Server[] = [];

beforeAll(async () => {
  for (const provider of ['alfred', 'sila']) mocks.set(provider, await startMock(provider, { port: 0 }));
});

afterAll(async () => {
  closers.forEach((server) => server.close() && server.closeAllConnections());
  await Promise.all([...mocks.values()].map((mock) => mock.close()));
});

/** A mutant breaks one path, so that the others need not be asked again. */
function onlyPath(document: JsonObject, path: string): JsonObject {
  const paths = document.paths as JsonObject;
  return { ...document, paths: { [path]: paths[path] ?? null } };
}

const check = (provider: string, url: string, document = documentOf(provider)) =>
  checkContract({
    document,
    url: new URL(url),
    recipes: recipesOf(provider),
    credentials: {},
    timeout: 10,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples'] },
  }).then(({ cases }) => cases);

describe.each(['alfred', 'sila'])('%s', (provider) => {
  test('the mock passes, every documented response and named example exercised', async () => {
    const rows = await check(provider, mocks.get(provider)?.url ?? '');
    expect(rows.filter((row) => row.outcome !== 'passed')).toEqual([]);
    expect(rows.map(({ operationId, status, example }) => `${operationId} ${status} ${example}`)).toEqual(
      promisesOf(documentOf(provider)),
    );
  });
});

/** Counted from the document without the planner, so that a planner that forgets is found out. */
function promisesOf(document: JsonObject): string[] {
  return operationsOf(document).flatMap(({ operationId, responses }) =>
    [...responses].flatMap(([status, { value }]) => {
      const media = Object.values(isObject(value.content) ? value.content : {}).filter(isObject);
      const names = media.flatMap((one) => Object.keys(isObject(one.examples) ? one.examples : {}));
      return (names.length > 0 ? names : [null]).map((name) => `${operationId} ${status} ${name}`);
    }),
  );
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

type Mutation = (reply: Reply) => void;

const edit =
  (change: (body: any) => void): Mutation =>
  (reply) => {
    const body = JSON.parse(reply.body.toString());
    change(body);
    reply.body = Buffer.from(JSON.stringify(body));
  };

/** The mock behind a server that breaks one rule in one response. */
async function mutant(provider: string, path: string, prefer: string, mutate: Mutation): Promise<string> {
  const target = mocks.get(provider)?.url ?? '';
  const server = createServer(async (incoming, outgoing) => {
    const reply = await pass(target, incoming);
    if (incoming.url === path && String(incoming.headers.prefer).includes(prefer)) mutate(reply);
    delete reply.headers['content-length'];
    outgoing.writeHead(reply.status, reply.headers).end(reply.body);
  });
  closers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pass(target: string, incoming: IncomingMessage): Promise<Reply> {
  const { method, url, headers } = incoming;
  return new Promise((resolve, reject) => {
    const outgoing = forward(new URL(url ?? '/', target), { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.on('error', reject);
    incoming.pipe(outgoing);
  });
}

const started = 'example=startsVerification';

const sila: {
  mutations: string;
  prefer: string;
  mutate: Mutation;
  status: number;
  pointer: string;
  message: RegExp;
}[] = [
  {
    mutations: 'a format',
    prefer: started,
    mutate: edit((body) => (body.flow_requested = 'not-a-uuid')),
    status: 202,
    pointer: '/flow_requested',
    message: /expected the format "uuid"/,
  },
  {
    mutations: 'a required property',
    prefer: started,
    mutate: edit((body) => delete body.verification_ids[0].verification_id),
    status: 202,
    pointer: '/verification_ids/0/verification_id',
    message: /is required but missing/,
  },
  {
    mutations: 'a type',
    prefer: started,
    mutate: edit((body) => (body.checks_requested = 'address')),
    status: 202,
    pointer: '/checks_requested',
    message: /expected array, got string/,
  },
  {
    mutations: 'a const',
    prefer: started,
    mutate: edit((body) => (body.success = false)),
    status: 202,
    pointer: '/success',
    message: /expected true/,
  },
  {
    mutations: 'the status',
    prefer: started,
    mutate: (reply) => (reply.status = 200),
    status: 202,
    pointer: '',
    message: /expected 202, got 200, which is not documented/,
  },
  {
    mutations: 'the status, with another documented one',
    prefer: 'example=flowNotApproved',
    mutate: (reply) => (reply.status = 400),
    status: 403,
    pointer: '',
    message: /expected 403, got 400, which is documented as another case/,
  },
  {
    mutations: 'the content type',
    prefer: started,
    mutate: (reply) => (reply.headers['content-type'] = 'text/html'),
    status: 202,
    pointer: 'Content-Type',
    message: /expected application\/json, got text\/html/,
  },
  {
    mutations: "the error code, with a sibling's",
    prefer: 'example=duplicatePending',
    mutate: edit((body) => (body.error_code = 'KYC_FLOW_NOT_APPROVED')),
    status: 403,
    pointer: '/error_code',
    message: /expected "KYC_REQUEST_DUPLICATE_PENDING" for this example/,
  },
  {
    mutations: 'the error code, with an unknown one',
    prefer: 'example=flowDoesNotExist',
    mutate: edit((body) => (body.error_code = 'NO_SUCH_FLOW')),
    status: 404,
    pointer: '/error_code',
    message: /expected "KYC_FLOW_DNE"/,
  },
  {
    mutations: 'the error code, by leaving it out',
    prefer: 'example=attemptsExceeded',
    mutate: edit((body) => delete body.error_code),
    status: 400,
    pointer: '/error_code',
    message: /is required but missing/,
  },
  {
    mutations: 'the error code, where there is none',
    prefer: 'example=dataMissing',
    mutate: edit((body) => (body.error_code = 'KYC_ATTEMPTS_EXCEEDED')),
    status: 400,
    pointer: '/error_code',
    message: /expected null, got string for this example/,
  },
  {
    mutations: 'JSON',
    prefer: started,
    mutate: (reply) => (reply.body = reply.body.subarray(0, -1)),
    status: 202,
    pointer: '',
    message: /expected JSON, got text that does not parse/,
  },
];

const only = (rows: readonly CaseResult[]) => {
  const failed = rows.filter((row) => row.outcome === 'failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.violations).toHaveLength(1);
  return failed[0] as CaseResult;
};

describe('a server that breaks one rule of POST /0.2/kyc fails just that case', () => {
  test.each(sila)('$mutations', async ({ prefer, mutate, status, pointer, message }) => {
    const url = await mutant('sila', '/0.2/kyc', prefer, mutate);
    const row = only(await check('sila', url, onlyPath(documentOf('sila'), '/0.2/kyc')));
    expect(row).toMatchObject({ operationId: 'kyc', method: 'POST', path: '/0.2/kyc', status });
    expect(row.violations[0]).toMatchObject({ pointer, message: expect.stringMatching(message) });
  });
});

const alfred = [
  {
    mutations: 'a token that is no JWT',
    mutate: edit((body) => (body.data.token = 'opaque')),
    pointer: '/data/token',
  },
  { mutations: 'kyc as text', mutate: edit((body) => (body.data.kyc = 'true')), pointer: '/data/kyc' },
  {
    mutations: 'another status code in the body',
    mutate: edit((body) => (body.statusCode = 200)),
    pointer: '/statusCode',
  },
];

describe('a server that breaks one rule of POST /login-sof-kyc fails just that case', () => {
  test.each(alfred)('$mutations', async ({ mutate, pointer }) => {
    const url = await mutant('alfred', '/login-sof-kyc', 'code=202', mutate);
    const row = only(await check('alfred', url, onlyPath(documentOf('alfred'), '/login-sof-kyc')));
    expect(row).toMatchObject({ operationId: 'loginSofKyc', status: 202, violations: [{ pointer }] });
  });
});
