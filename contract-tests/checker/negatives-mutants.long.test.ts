/** A server that accepts one invalid thing is caught by the negative of that thing, and one that keeps all rules is not. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  checkContract,
  noRecipes,
  type CheckOptions,
  type CaseResult,
  type RunError,
} from '../../src/checker/index.js';
import { checks, credentials, ordersDocument, serveOrders } from './negatives/orders.js';

const options: Omit<CheckOptions, 'url'> = {
  document: ordersDocument,
  recipes: noRecipes,
  credentials,
  honoursPrefer: false,
  timeout: 5,
  maxBodySize: 1e6,
  selection: { phases: ['negatives'] },
};

let lastErrors: RunError[] = [];
async function negativesOf(...args: Parameters<typeof serveOrders>): Promise<CaseResult[]> {
  const server = await serveOrders(...args);
  try {
    const { cases, errors } = await checkContract({ ...options, url: server.url, strict: true });
    lastErrors = errors;
    return cases;
  } finally {
    server.close();
  }
}

const casesOf = (rows: readonly CaseResult[], outcome: CaseResult['outcome']) =>
  rows.filter((row) => row.outcome === outcome).map((row) => row.case);

test('a server that keeps every rule', async () => {
  const rows = await negativesOf(undefined);
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(casesOf(rows, 'passed')).toContain('the valid request, last');
  expect(rows.length).toBeGreaterThan(90);
});

/** What fails then, by the first word of the check that is left out; of a member of the body by its name. */
const expected: Readonly<Record<string, RegExp>> = {
  method: /^method: (PUT|PATCH)$/,
  bearer: /^credential token: /,
  key: /^credential key: /,
  id: /^path id: /,
  limit: /^query limit: /,
  trace: /^header X-Trace: /,
  sid: /^cookie sid: /,
  content: /^content type: /,
  body: /^body: /,
  nothing: /^body \/kyc_contracts_unknown: not allowed here$/,
  no: /^body \/tags: an item twice$/,
  name: /^body \/buyer\/name: /,
  tags: /^body \/tags(\/0)?: /,
  buyer: /^body \/buyer(\/name: missing)?/,
};

test.each(Object.keys(checks))('caught, and nothing else: a server without the check that %s', async (without) => {
  const rows = await negativesOf(without);
  const failed = casesOf(rows, 'failed');
  const [word = ''] = without.split(' ');
  expect(failed).not.toEqual([]);
  for (const name of failed) expect(name).toMatch(expected[word] ?? new RegExp(`^body /${word}: `));
  expect(casesOf(rows, 'skipped')).toEqual([]);
});

test('a method that the document does not have is warned of, and fails with --strict', async () => {
  const server = await serveOrders('method');
  const { cases: rows } = await checkContract({ ...options, url: server.url });
  const { cases: strict } = await checkContract({ ...options, url: server.url, strict: true });
  server.close();
  const warned = rows.filter(({ violations }) => violations.length > 0);
  expect(warned.map((row) => [row.case, row.outcome])).toEqual([
    ['method: PUT', 'passed'],
    ['method: PATCH', 'passed'],
  ]);
  expect(warned[0]?.violations).toMatchObject([
    { message: 'expected 405 or another refusal, got 200', severity: 'warning' },
  ]);
  expect(casesOf(strict, 'failed')).toEqual(['method: PUT', 'method: PATCH']);
});

test('what was accepted is told with the rule, what it rests on and a command; an assumed rule is a warning', async () => {
  const server = await serveOrders('born is in the calendar');
  const { cases: rows } = await checkContract({ ...options, url: server.url });
  server.close();
  const [row, ...others] = rows.filter(({ violations }) => violations.length > 0);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    operationId: 'order',
    method: 'POST',
    path: '/orders/{id}',
    status: '4XX',
    example: null,
    phase: 'negatives',
    case: 'body /born: no date, of no calendar',
    outcome: 'passed',
    violations: [
      {
        kind: 'status',
        pointer: '/born',
        message: 'expected a documented 4xx, got 200',
        clause: '/paths/~1orders~1{id}/post/requestBody/content/application~1json/schema/properties/born/format',
        provenance: { status: 'assumed', source: 'page', note: 'A guess.' },
        severity: 'warning',
      },
    ],
  });
  expect(row?.curl).toContain('2023-02-30');
  expect(JSON.stringify(rows)).not.toMatch(/a.real.token|a-real-key/);
});

const answers = (status: number, type: string, body: string) => (outgoing: ServerResponse) => {
  outgoing.writeHead(status, { 'content-type': type }).end(body);
  return true;
};

/** What a server does about what it refuses, and what is wrong with that. */
test.each<[string, string, (outgoing: ServerResponse) => boolean, RegExp]>([
  ['500', 'body is JSON', answers(500, 'text/plain', ''), /^expected a documented 4xx, got 500$/],
  ['a redirect', 'key is the one', answers(302, 'text/plain', ''), /^expected a documented 4xx, got 302$/],
  ['a status of its own', 'amount is there', answers(422, 'application/json', '{}'), /^expected 400, got 422$/],
  ['a page', 'note is text', answers(400, 'text/html', '<p>'), /^expected application\/json, got text\/html$/],
  ['another body', 'trace is there', answers(400, 'application/json', '{}'), /^is required but missing$/],
  ['no answer', 'tags are text', (outgoing) => !!outgoing.socket?.destroy(), /connection broke/],
  ['5xx to a method', 'method', answers(503, 'text/plain', ''), /^expected 405 or another refusal, got 503$/],
])('caught: %s', async (_, check, answer, message) => {
  const rows = await negativesOf(undefined, (broken, outgoing) => broken === check && answer(outgoing));
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  expect(failed).not.toEqual([]);
  for (const { violations } of failed) expect(violations[0]?.message).toMatch(message);
});

test('lawful: 501 for a method, and whatever failure is documented', async () => {
  const rows = await negativesOf(undefined, (broken, outgoing) => {
    if (broken === 'method') return answers(501, 'text/plain', '')(outgoing);
    return broken === 'note is text' && answers(401, 'application/json; charset=utf-8', '{"error":""}')(outgoing);
  });
  expect(casesOf(rows, 'failed')).toEqual([]);
});

test('a refused request that has an effect is found out by the valid one behind it', async () => {
  let refused = 0;
  const rows = await negativesOf(undefined, (broken, outgoing) => {
    if (broken) refused++;
    // Locked by what it refused, until it is asked once more.
    if (broken || refused === 0) return false;
    refused = 0;
    return answers(400, 'application/json', '{"error":"locked"}')(outgoing);
  });
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
    {
      case: 'the valid request, last',
      violations: [{ message: expect.stringMatching(/got 400: one of the refused requests has had an effect$/) }],
    },
  ]);
});

test('who refuses everything has proven nothing', async () => {
  const rows = await negativesOf(undefined, (_, outgoing) =>
    answers(400, 'application/json', '{"error":""}')(outgoing),
  );
  const own = rows.filter(({ phase }) => phase === 'negatives');
  expect(new Set(own.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
  expect(own[0]?.reason).toBe('the valid request is not accepted either (400), so a refusal proves nothing');
  expect(lastErrors).toMatchObject([{ code: 'nothing-exercised' }]);
});

test('who takes no more requests is not validated by that', async () => {
  const rows = await negativesOf(undefined, (broken, outgoing) =>
    broken === 'note is text' ? answers(429, 'text/plain', '')(outgoing) : false,
  );
  expect(casesOf(rows, 'failed')).toEqual([]);
  expect(new Set(rows.flatMap(({ reason }) => reason ?? []))).toEqual(
    new Set(['the target takes no more requests for now (429)']),
  );
});

test('where no failure is documented, any 4xx is one, and it is said so', async () => {
  const server = createServer((incoming, outgoing) => {
    const isLawful = incoming.method === 'GET' && incoming.url === '/a?limit=1';
    outgoing.writeHead(isLawful ? 200 : 418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const limit = { name: 'limit', in: 'query', required: true, schema: { const: 1 } };
  const document = {
    openapi: '3.1.1',
    paths: { '/a': { get: { operationId: 'a', parameters: [limit], responses: { 200: { description: '' } } } } },
  };
  const { port } = server.address() as AddressInfo;
  const { cases: rows } = await checkContract({
    ...options,
    document,
    credentials: {},
    url: new URL(`http://127.0.0.1:${port}`),
  });
  server.close();
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(rows[0]).toMatchObject({
    case: 'query limit: missing',
    reason: 'no failure is documented for it; 418 is a refusal',
  });
});

test('--read-only tries no method that could change something, and without a safe request nothing', async () => {
  const server = await serveOrders(undefined);
  const readOnly = { ...options, url: server.url, readOnly: true };
  const { cases: rows } = await checkContract({ ...readOnly, recipes: { ...noRecipes, safe: ['order'] } });
  const { cases: others } = await checkContract(readOnly);
  server.close();
  expect(casesOf(rows, 'passed').filter((name) => name?.startsWith('method'))).toEqual(['method: GET']);
  expect(others[0]).toMatchObject({
    case: 'everything',
    outcome: 'skipped',
    reason: 'no request is known that succeeds: --read-only: order is not known to be safe',
  });
});

test('--bail ends it at the first request that is accepted', async () => {
  const server = await serveOrders('limit is there');
  const { cases: rows } = await checkContract({ ...options, url: server.url, bail: true });
  server.close();
  expect(casesOf(rows, 'failed')).toEqual(['query limit: missing']);
  expect(new Set(rows.flatMap(({ reason }) => reason ?? []))).toEqual(
    new Set(['the run stopped at the first failure (--bail)']),
  );
});
