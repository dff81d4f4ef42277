/** Operations of every method, streams that do not end, and targets behind a proxy. */
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { checkContract, noRecipes, type CheckOptions, type CaseResult } from '../../src/checker/index.js';
import { unusedProxy } from '../../src/checker/http/gateway.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { HttpServer, type Answer } from '../support/http-server.js';
import { RunningCommand } from '../support/command.js';

const open: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function serve(answer: Answer): Promise<HttpServer> {
  const server = await new HttpServer().start();
  server.reset(answer);
  open.push(server);
  return server;
}

const documentOf = (paths: JsonObject): JsonObject => ({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths });

async function check(document: JsonObject, url: string, more: Partial<CheckOptions> = {}): Promise<CaseResult[]> {
  const { cases, errors } = await checkContract({
    ...{ document, url: new URL(url), recipes: noRecipes, credentials: {}, timeout: 2, maxBodySize: 4096 },
    ...{ honoursPrefer: false, selection: { phases: ['examples'] } },
    ...more,
  });
  expect(errors).toEqual([]);
  return cases.filter(({ outcome }) => outcome !== 'skipped');
}

const drivers = ['dredd', 'direct'] as const;
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

describe.each(drivers)('%s › an operation of each method', (driver) => {
  const operation = (method: string) => ({
    operationId: method,
    responses: { '200': { description: 'ok', headers: { 'x-seen': { required: true, schema: { const: 'yes' } } } } },
  });
  const document = documentOf({ '/a': Object.fromEntries(methods.map((method) => [method, operation(method)])) });

  test('is sent as it is, and passes', async () => {
    const server = await serve((response) => response.writeHead(200, { 'x-seen': 'yes' }).end());
    const rows = await check(document, server.url, { driver });
    expect(rows.map(({ operationId, outcome }) => `${operationId} ${outcome}`).sort()).toEqual(
      methods.map((method) => `${method} passed`).sort(),
    );
    expect(server.received.map(({ method }) => method.toLowerCase()).sort()).toEqual([...methods].sort());
    expect(
      server.received.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /contract/.test(name)),
    ).toEqual([]);
  });

  test('is validated: the header that it lacks', async () => {
    const server = await serve((response) => response.writeHead(200).end());
    const rows = await check(document, server.url, { driver });
    expect(rows.map(({ operationId, outcome }) => `${operationId} ${outcome}`).sort()).toEqual(
      methods.map((method) => `${method} failed`).sort(),
    );
  });
});

describe('an event stream that does not end', () => {
  const get = (schema: JsonObject) => ({
    operationId: 'events',
    responses: {
      '200': {
        description: 'ok',
        headers: { 'x-feed': { required: true, schema: { type: 'integer' } } },
        content: { 'text/event-stream': { schema } },
      },
    },
  });
  const stream =
    (feed: string, events: readonly string[]): Answer =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-feed': feed });
      response.flushHeaders();
      for (const event of events) response.write(`data: ${event}\n\n`);
    };
  const inProcess = (feed: string, events: readonly string[]) => () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start: (controller) => {
            for (const event of events) controller.enqueue(new TextEncoder().encode(`data: ${event}\n\n`));
          },
        }),
        { headers: { 'content-type': 'text/event-stream', 'x-feed': feed } },
      ),
    );
  const begins = (first: string) => documentOf({ '/e': { get: get({ type: 'string', pattern: `^data: ${first}` }) } });
  const any = documentOf({ '/e': { get: get({ type: 'string' }) } });

  test.each([
    ['its first events are as documented', '1', ['1', '2'], begins('1'), []],
    ['its first events are not', '1', ['1', '2'], begins('2'), ['body']],
    ['a header is not', 'x', ['1'], any, ['header']],
    ['no event comes in time', '1', [], any, []],
  ] as const)('%s', async (_, feed, events, document, kinds) => {
    const server = await serve(stream(feed, events));
    const found = [
      ...(await check(document, server.url, { driver: 'direct' })),
      ...(await check(document, 'http://in-process.invalid', { driver: 'direct', fetch: inProcess(feed, events) })),
    ];
    expect(found.map(({ violations }) => violations.map(({ kind }) => kind))).toEqual([kinds, kinds]);
  });
});

describe('a proxy in the environment', () => {
  test('is not used, and the message about a target that cannot be reached says so', async () => {
    let asked = 0;
    const proxy = createServer((_, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as { port: number };
    const address = `http://127.0.0.1:${port}`;
    const env = { HTTP_PROXY: address, http_proxy: address, NO_PROXY: '', no_proxy: '' };
    const command = new RunningCommand(
      { env },
      'check',
      'alfred',
      '--url',
      'http://api.target.invalid/',
      '--no-control',
    );
    expect(await command.exitCode).toBe(3);
    expect(command.stderr).toMatch(/cannot be reached \(\w+\), and the proxy in HTTP_PROXY is not used: is it running/);
    expect(asked).toBe(0);
    proxy.close();
  });

  const proxied = ', and the proxy in HTTPS_PROXY is not used';
  test.each([
    ['none', 'https://api.example.com', {}, ''],
    ['of the other protocol', 'https://api.example.com', { HTTP_PROXY: 'http://proxy.example' }, ''],
    ['in capitals', 'https://api.example.com', { HTTPS_PROXY: 'http://proxy.example' }, proxied],
    ['in small letters', 'https://api.example.com', { https_proxy: 'http://proxy.example' }, proxied],
    ['for all', 'https://api.example.com', { ALL_PROXY: 'socks5://proxy.example' }, proxied.replace('HTTPS', 'ALL')],
    ['a host that is exempt', 'https://api.example.com', { HTTPS_PROXY: 'x', NO_PROXY: 'other, .example.com' }, ''],
    ['loopback', 'https://127.0.0.1:1', { HTTPS_PROXY: 'http://proxy.example' }, ''],
  ])('%s', (_, url, environment, expected) => {
    expect(unusedProxy(new URL(url), environment)).toBe(expected);
  });
});
