/** Workflows run by Respect: requests are tagged, so that what is slow, repeated or sent twice changes no verdict. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as openRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';
import type { Exchange, SentRequest } from '../../src/openapi/exchange.js';
import { exchangeHeader } from '../../src/checker/phases/workflows/executed.js';
import { readWorkflows } from '../../src/checker/index.js';
import { planWorkflows } from '../../src/checker/phases/workflows/plan.js';
import { openRelay, runWorkflows, type SendStep } from '../../src/checker/phases/workflows/run-workflows.js';
import { stepHeader } from '../../src/checker/phases/workflows/workflow-folder.js';

const root = mkdtempSync(join(tmpdir(), 'run-workflows-'));
afterAll(() => rmSync(root, { recursive: true }));

const item = { type: 'object', properties: { name: { type: 'string' }, tags: { type: 'array', items: {} } } };
const get = (operationId: string, schema: Json): JsonObject => ({
  get: { operationId, responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } } },
});
const document: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  servers: [{ url: 'http://127.0.0.1' }],
  paths: { '/list': get('list', { $ref: '#/components/schemas/List' }), '/one': get('one', item) },
  components: { schemas: { List: { type: 'array', items: item } } },
};

async function run(name: string, steps: Json, send: SendStep, of = document) {
  const folder = mkdtempSync(join(root, 'workflows-'));
  const description = {
    arazzo: '1.0.1',
    info: { title: 'T', version: '1' },
    sourceDescriptions: [{ name: 'api', type: 'openapi', url: './openapi.yaml' }],
    workflows: [{ workflowId: name, steps }],
  };
  writeFileSync(join(folder, `${name}.arazzo.json`), JSON.stringify(description));
  const workflows = readWorkflows(folder)!;
  const planned = planWorkflows(workflows, operationsOf(of)).flatMap((workflow) => workflow.steps);
  const operations = new Map(planned.map((step) => [step.tag, step]));
  const files = { workflows, document: of, names: [`${name}.arazzo.json`], operations, skipWaits: true };
  const { executed, problems } = await runWorkflows(files, new Map(), send, { timeout: 120 });
  expect(problems).toEqual([]);
  return executed![0]!;
}

const answer = (status: number, body: Json): Exchange => ({
  response: { status, headers: { 'content-type': ['application/json'] }, body: Buffer.from(JSON.stringify(body)) },
});

const retried = (stepId: string, operationId: string) => ({
  stepId,
  operationId,
  successCriteria: [{ condition: '$statusCode == 200' }],
  onFailure: [
    { name: 'again', type: 'retry', retryAfter: 1, retryLimit: 4, criteria: [{ condition: '$statusCode == 503' }] },
  ],
});

/** The third answer to a step is the first that it passes; every one takes another time. */
function unsteady(label: string, times: readonly number[]) {
  const calls: { step: string; isRepeated: boolean; request: SentRequest }[] = [];
  const send: SendStep = async (request, call) => {
    calls.push({ ...call, request });
    const ofStep = calls.filter(({ step }) => step === call.step).length;
    await delay(times[calls.length % times.length]);
    return answer(ofStep < 3 ? 503 : 200, { name: `${label} ${call.step} ${ofStep}` });
  };
  return { calls, send };
}

test('two runs at once, slow, with steps that are tried again: each try has its own exchange', async () => {
  const one = unsteady('one', [900, 0, 300]);
  const other = unsteady('other', [0, 700]);
  const steps = [retried('first', 'one'), retried('second', 'one')];
  const found = await Promise.all([run('a', steps, one.send), run('b', steps, other.send)]);
  for (const [{ workflowId, passed, attempts }, label] of [
    [found[0], 'one'],
    [found[1], 'other'],
  ] as const) {
    expect(passed).toBe(true);
    expect(attempts.map(({ name, status }) => `${name} ${status}`)).toEqual(
      ['first', 'second'].flatMap((step) => [503, 503, 200].map((status) => `${workflowId}/${step} ${status}`)),
    );
    const bodies = attempts.map(({ exchange }) => exchange && 'response' in exchange && String(exchange.response.body));
    const expected = ['first', 'second'].flatMap((step) => [1, 2, 3].map((n) => `${label} ${workflowId}/${step} ${n}`));
    expect(bodies).toEqual(expected.map((name) => JSON.stringify({ name })));
  }
  expect(one.calls.map(({ step, isRepeated }) => [step, isRepeated])).toEqual([
    ...[false, true, true].map((isRepeated) => ['a/first', isRepeated]),
    ...[false, true, true].map((isRepeated) => ['a/second', isRepeated]),
  ]);
  const sent = one.calls.flatMap(({ request }) => Object.keys(request.headers));
  expect(sent.filter((name) => name.startsWith('x-contract'))).toEqual([]);
});

test('answers out of order, and a request that came twice: each answer names its exchange', async () => {
  const relay = await openRelay(async ({ target }) => {
    await delay(target === '/slow' ? 500 : 0);
    return answer(200, target);
  });
  const ask = async (path: string) => {
    const { headers } = await fetch(relay.url + path, { headers: { [stepHeader]: `w${path}` } });
    const exchange = relay.exchanges.get(headers.get(exchangeHeader)!);
    return exchange && 'response' in exchange && String(exchange.response.body);
  };
  expect(await Promise.all(['/slow', '/fast', '/slow'].map(ask))).toEqual(['"/slow"', '"/fast"', '"/slow"']);
  await relay.close();
});

test('a step without a body sends the one that the document has, beside a step that gives its own', async () => {
  const post = (operationId: string): JsonObject => ({
    post: { ...(get(operationId, item).get as JsonObject), requestBody: { $ref: '#/components/requestBodies/Item' } },
  });
  const content = { schema: { $ref: '#/components/schemas/Item' }, example: { name: 'from the document' } };
  const bodies: string[] = [];
  const send: SendStep = ({ body }) => {
    bodies.push(String(body));
    return Promise.resolve(answer(200, {}));
  };
  const steps: JsonObject[] = [
    { stepId: 'own', operationId: 'one', requestBody: { contentType: 'application/json', payload: { name: 'own' } } },
    { stepId: 'none', operationId: 'other' },
  ];
  const { passed } = await run('w', steps, send, {
    ...document,
    paths: { '/one': post('one'), '/other': post('other') },
    components: {
      schemas: { Item: item },
      requestBodies: { Item: { content: { 'application/json': content } } },
    },
  });
  expect(passed).toBe(true);
  expect(bodies.map((body) => JSON.parse(body) as Json)).toEqual([{ name: 'own' }, { name: 'from the document' }]);
});

describe('a JSONPath criterion', () => {
  const list: Json[] = [{ name: 'dev' }, { name: 'main', tags: ['x'] }];
  test.each([
    ['a filter over an array at the root', 'list', '$response.body', "$[?(@.name=='main')]", true],
    ['a filter that nothing there fulfils', 'list', '$response.body', "$[?(@.name=='other')]", false],
    ['an index of an array at the root', 'list', '$response.body', '$[1].name', true],
    ['an index beyond its end', 'list', '$response.body', '$[2]', false],
    ['a filter over an array within', 'one', '$response.body#/tags', "$[?(@=='x')]", true],
    ['a member of an object', 'one', '$response.body', '$.tags[0]', true],
    ['a member that is not there', 'one', '$response.body', '$.other', false],
    [
      'a filter of an object, as the Arazzo specification has it',
      'one',
      '$response.body',
      "$[?(@.name=='main')]",
      true,
    ],
  ])('%s', async (_, operationId, context, condition, passes) => {
    const steps = [{ stepId: 's', operationId, successCriteria: [{ context, condition, type: 'jsonpath' }] }];
    const { passed, attempts } = await run('w', steps, () =>
      Promise.resolve(answer(200, operationId === 'list' ? list : list[1]!)),
    );
    expect(passed).toBe(passes);
    // The finding shows what the author wrote.
    expect(attempts[0]?.failedCriteria).toEqual(passes ? [] : [`expected ${condition}`]);
  });
});

test('a connection that nobody uses for longer than servers wait is used again', { timeout: 30_000 }, async () => {
  const relay = await openRelay(() => Promise.resolve(answer(200, {})));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = async () => {
    const request = openRequest(`${relay.url}/one`, { agent }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return request.reusedSocket;
  };
  expect(await send()).toBe(false);
  await delay(6_500);
  expect(await send()).toBe(true);
  agent.destroy();
  await relay.close();
});
