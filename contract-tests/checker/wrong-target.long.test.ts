/** Targets and documents that are not what the check was meant for: one sentence that says so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';
import type { Report } from '../../src/checker/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-wrong-target-'));
const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(listener: RequestListener): Promise<string> {
  const server = await listen(createServer(listener), { name: 'the target', port: 0 });
  open.push(server);
  return server.url;
}

const object = { description: 'x', content: { 'application/json': { schema: { type: 'object' } } } };
const get = (operationId: string) => ({ get: { operationId, responses: { 200: object } } });
const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: { '/a': get('a'), '/b': get('b') } };

let files = 0;
function fileOf(content: string | object): string {
  const path = join(folder, `${(files += 1)}.yaml`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function check(content: string | object, url: string) {
  const command = new RunningCommand('check', '--spec', fileOf(content), '--url', url, '--json', '--phase', 'examples');
  const exitCode = await command.exitCode;
  const report = () => JSON.parse(command.stdout) as Report;
  const rows = () => report().cases;
  const messages = () =>
    [...rows().flatMap(({ violations }) => violations), ...report().errors].map(({ message }) => message);
  return { exitCode, rows, messages, stderr: command.stderr, output: command.stdout + command.stderr };
}

const stranger = 'this looks like another API: nothing of 2 operations is known there; is --url right?';

describe('a target that is something else', () => {
  test('redirects: the host is named, and nothing else of where to', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'https://login.example.com/x?t=5e3c' }).end(),
    );
    const { exitCode, messages, output } = await check(document, url);
    expect(messages()[0]).toBe('expected 200, got 302, which is not documented (it redirects to login.example.com)');
    expect(messages().at(-1)).toBe(stranger);
    expect(output).not.toContain('5e3c');
    expect(exitCode).toBe(1);
  });

  test.each<[string, RequestListener]>([
    ['a web site', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello</p>')],
    [
      'a web site with an answer for nothing',
      (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<p>'),
    ],
    ['another API', (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{}')],
  ])('%s', async (_, listener) => {
    const { exitCode, messages } = await check(document, await serve(listener));
    expect(messages().at(-1)).toBe(stranger);
    expect(exitCode).toBe(1);
  });

  test.each<[string, RequestListener]>([
    [
      'lacks one operation only',
      ({ url }, response) =>
        response.writeHead(url === '/a' ? 200 : 404, { 'content-type': 'application/json' }).end('{}'),
    ],
    [
      'fails everywhere, but as itself',
      (_, response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{}'),
    ],
  ])('not one that %s', async (_, listener) => {
    const { exitCode, messages } = await check(document, await serve(listener));
    expect(messages()).not.toContain(stranger);
    expect(exitCode).toBe(1);
  });
});

describe('a document that is none, or leads nowhere: exit code 2', () => {
  const withResponse = (response: unknown) => ({ ...document, paths: { '/a': { get: { responses: response } } } });
  test.each([
    ['OpenAPI 2.0', { swagger: '2.0', info: document.info, paths: {} }, /swagger is another kind of document/],
    ['no OpenAPI', { hello: 'world' }, /has no "openapi" field/],
    ['no YAML', 'a: [\n', /is not well-formed YAML or JSON/],
    ['responses that are a number', withResponse(5), /"responses" of GET \/a must be an object by status/],
    ['a path that is a list', { ...document, paths: { '/a': [] } }, /"\/a" must be an object/],
    [
      'a response that is not there',
      withResponse({ 200: { $ref: '#/components/responses/Gone' } }),
      /"#\/components\/responses\/Gone" leads nowhere/,
    ],
    ['a reference to no file', withResponse({ 200: { $ref: 'nowhere.yaml' } }), /there is no file "nowhere\.yaml"/],
    [
      'a reference to the network',
      withResponse({ 200: { $ref: 'http://127.0.0.1:1/x.yaml' } }),
      /is remote, and nothing is fetched/,
    ],
    [
      'references that lead to each other only',
      {
        ...withResponse({
          200: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } },
        }),
        components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } },
      },
      /leads only to other \$refs/,
    ],
  ])('%s', async (_, content, sentence) => {
    const { exitCode, stderr } = await check(content, await serve((_request, response) => response.end()));
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });
});

/** One operation that answers with a schema of the components. */
const answeringWith = (name: string, schemas: object, parameters: object[] = []) => ({
  ...document,
  paths: {
    '/a': {
      get: {
        operationId: 'a',
        parameters,
        responses: {
          200: {
            description: 'x',
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
          },
        },
      },
    },
  },
  components: { schemas },
});

const answer =
  (body: object): RequestListener =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

test('a reference of a schema that leads nowhere costs that clause, and is said', async () => {
  const Found = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, more: { $ref: '#/components/schemas/Gone/properties/x' } },
  };
  const query = { name: 'q', in: 'query', schema: { $ref: '#/components/schemas/None' } };
  const content = answeringWith('Found', { Found }, [query]);
  const kept = await check(content, await serve(answer({ id: 1, more: ['anything'] })));
  expect([kept.exitCode, kept.rows().map(({ outcome }) => outcome)]).toEqual([0, ['passed']]);
  expect(kept.output).toContain('"#/components/schemas/Gone/properties/x" leads nowhere');
  const broken = await check(content, await serve(answer({ id: 'one' })));
  expect(broken.exitCode).toBe(1);
});

test('a schema may refer to itself', async () => {
  const schema = { $ref: '#/components/schemas/Node' };
  const Node = { type: 'object', required: ['value'], properties: { value: { type: 'integer' }, next: schema } };
  const content = answeringWith('Node', { Node });
  const kept = await check(content, await serve(answer({ value: 1, next: { value: 2 } })));
  expect(kept.exitCode).toBe(0);
  const broken = await check(content, await serve(answer({ value: 1, next: { value: 'two' } })));
  expect(broken.rows()[0]?.violations).toMatchObject([
    { pointer: '/next/value', message: 'expected integer, got string' },
  ]);
  expect(broken.exitCode).toBe(1);
});

test('two runs at once keep to their own target and document', async () => {
  const other = { ...document, paths: { '/c': get('c') } };
  const [one, two] = await Promise.all([
    check(document, await serve(answer({}))),
    check(other, await serve(answer([]))),
  ]);
  expect(one.rows().map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual(['a passed', 'b passed']);
  expect(two.rows().map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual(['c failed']);
});
