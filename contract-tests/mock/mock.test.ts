/** The mocks: every documented status and named example can be had, and no request can bring a mock down. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRequest } from '../../src/http/curl/example-request.js';
import { startMock, startMockFor } from '../../src/mock/server.js';
import { listMocked } from '../../src/openapi/providers.js';
import { assignPorts } from '../../src/cli/ports.js';
import { mockPorts } from '../../src/mock/ports.js';
import type { Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';
import { documentOf } from '../support/generated.js';
import {
  escapeToken,
  follow,
  isObject,
  operationsOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../../src/openapi/document.js';
import type { SentRequest } from '../../src/openapi/exchange.js';
import { openGateway, type Gateway } from '../../src/checker/http/gateway.js';
import { isJson } from '../../src/openapi/media-type.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';

// Prism takes seconds to load on a busy machine.

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(document: object): string {
  const file = join(folder, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

describe.each(listMocked())('the mock of %s', (provider) => {
  const document = documentOf(provider);
  const validator = createResponseValidator(document);
  let mock: Listening;
  let gateway: Gateway;
  let asked = 0;

  beforeAll(async () => {
    mock = await startMock(provider, { port: 0 });
    gateway = await openGateway({ target: new URL(mock.url), timeout: 60, maxBodySize: 1024 * 1024 });
  });
  afterAll(async () => {
    await gateway.close();
    await mock.close();
  });

  /** `fetch` would refuse to send a GET with a body, which Sila has. */
  async function send(request: SentRequest) {
    const exchange = await gateway.send(request);
    if ('failure' in exchange) throw new Error(exchange.failure.message);
    const { status, headers, body } = exchange.response;
    return { status, body, header: (name: string) => headers[name.toLowerCase()]?.join(', ') };
  }

  for (const documented of documentedResponses(document)) {
    const { operation, status, mediaType, example, value, schema = '', headers = [] } = documented;
    test(`${operation.operationId} ${status} ${example ?? ''}`, async () => {
      const code = status.replace('XX', '18');
      const prefer = example === undefined ? `code=${code}` : `code=${code}, example=${example}`;
      const request = exampleRequest(document, operation, { example, headers: { prefer } });
      if (!request) throw new Error('the document has no example of its request');
      const accept: Record<string, string> = mediaType === undefined ? {} : { accept: mediaType };
      const { body, header, ...response } = await send({ ...request, headers: { ...request.headers, ...accept } });

      expect(response.status).toBe(Number(code));
      // What Prism holds against request or response; the status alone would not tell.
      expect(header('sl-violations')).toBeUndefined();
      if (status !== '204') expect(header('content-length')).toBe(String(body.length));
      for (const [name, text] of headers) expect([name, header(name)]).toEqual([name, text]);
      if (mediaType === undefined) {
        expect(body.toString()).toBe('');
      } else if (isJson(mediaType)) {
        expect(header('content-type')).toBe(mediaType);
        const answered: unknown = JSON.parse(body.toString());
        expect(answered).toEqual(value);
        expect(validator.at(schema)(answered)).toEqual([]);
      } else {
        const [, own] = /^data:([^;]+);/.exec(String(value))!;
        expect(header('content-type')).toBe(mediaType.includes('*') ? own : mediaType);
        expect(body).toEqual(await bytesOf(value));
      }
      asked += 1;
    });

    if (mediaType === undefined || isJson(mediaType)) continue;
    test(`${operation.operationId} ${status} ${example}, which curl asks for by name alone`, async () => {
      for (const prefer of [`example=${example}`, `code=${status}, example=${example}`]) {
        const request = exampleRequest(document, operation, { example, headers: { prefer, accept: '*/*' } });
        const { body, ...response } = await send(request!);
        expect([response.status, body]).toEqual([Number(status), await bytesOf(value)]);
      }
    });
  }

  test('was asked for all that the document lists', () => {
    const listed = countResponses(document);
    expect(listed).toBeGreaterThan(0);
    expect(asked).toBe(listed);
  });
});

interface DocumentedResponse {
  operation: Operation;
  status: string;
  /** Those that have an example. */
  headers?: [name: string, example: string][];
  /** Undefined for a response without content, as is all that follows. */
  mediaType?: string;
  example?: string;
  value?: Json | undefined;
  /** Where the schema stands in the document. */
  schema?: string;
}

/** One entry for each named example, and one for each response without content. */
function documentedResponses(document: JsonObject): DocumentedResponse[] {
  return operationsOf(document).flatMap((operation) =>
    [...operation.responses].flatMap(([status, response]): DocumentedResponse[] => {
      const content = Object.entries(isObject(response.value.content) ? response.value.content : {});
      const headers = exampleHeaders(document, response.value);
      if (content.length === 0) return [{ operation, status, headers }];
      return content.flatMap(([mediaType, node]) => {
        const media = follow(document, node, `${response.pointer}/content/${escapeToken(mediaType)}`);
        return Object.entries(isObject(media?.value.examples) ? media.value.examples : {}).map(([example, value]) => ({
          ...{ operation, status, headers, mediaType, example, schema: `${media?.pointer}/schema` },
          value: follow(document, value, '')?.value.value,
        }));
      });
    }),
  );
}

/** The platform reads data URLs, as a browser does. */
const bytesOf = async (dataUrl: unknown) => Buffer.from(await (await fetch(String(dataUrl))).arrayBuffer());

function exampleHeaders(document: JsonObject, response: JsonObject): [string, string][] {
  return Object.entries(isObject(response.headers) ? response.headers : {}).flatMap(([name, node]) => {
    const example = follow(document, node, '')?.value.example;
    return example === undefined ? [] : [[name, String(example)]];
  });
}

/** The same number by another way: the names that stand in the document's text, whatever the engine makes of them. */
function countResponses(document: JsonObject): number {
  const resolve = (node: any): any =>
    node?.$ref
      ? resolve(
          node.$ref
            .slice(2)
            .split('/')
            .reduce((at: any, key: string) => at[key.replaceAll('~1', '/')], document),
        )
      : node;
  let count = 0;
  for (const item of Object.values<any>(document.paths as object)) {
    for (const operation of Object.values<any>(resolve(item))) {
      for (const response of Object.values<any>(operation?.responses ?? {})) {
        const content = Object.values<any>(resolve(response).content ?? {});
        count += content.length === 0 ? 1 : content.flatMap((media) => Object.keys(media.examples)).length;
      }
    }
  }
  return count;
}

describe('a mock survives', () => {
  let mock: Listening;

  beforeAll(async () => {
    mock = await startMockFor(fileOf(fragileDocument), { port: 0 });
  });
  afterAll(() => mock.close());

  const part = (headers: string, content = 'x') => `--B\r\n${headers}\r\n\r\n${content}\r\n`;
  const multipart = (body: string) => ({ method: 'PUT', contentType: 'multipart/form-data; boundary=B', body });
  const json = (body: string) => ({ method: 'POST', contentType: 'application/json', body });

  // The first five end the process of Prism 5.14.2's own server.
  test.each([
    ['a part without Content-Disposition', multipart(`${part('X: y')}--B--\r\n`), 400],
    ['a part without a name', multipart(`${part('Content-Disposition: form-data')}--B--\r\n`), 400],
    [
      'a file name without quotes',
      multipart(`${part('Content-Disposition: form-data; name="file"; filename=a.png')}--B--\r\n`),
      // A token is a lawful file name (RFC 2183, 2). The parser of Node reads it since 22, and refuses it before.
      [201, 400],
    ],
    [
      'a broken escape in a part name',
      multipart(`${part('Content-Disposition: form-data; name="%E0%A4%A"')}--B--\r\n`),
      422,
    ],
    [
      'a file without a Content-Type',
      multipart(`${part('Content-Disposition: form-data; name="file"; filename="a.png"')}--B--\r\n`),
      201,
    ],
    ['a multipart body that ends early', multipart(part('Content-Disposition: form-data; name="file"')), 400],
    ['a multipart body without a boundary', { ...multipart('x'), contentType: 'multipart/form-data' }, 400],
    ['broken JSON', json('{"n":'), 400],
    ['a very deep array', json('['.repeat(200_000) + ']'.repeat(200_000)), 422],
    ['a member that no header can name', json('{"n":1,"✓é\\u0000":2}'), 422],
    ['a Content-Type that is none', { ...json('{"n":1}'), contentType: ';;;' }, 415],
    ['33 MB', json(`"${'x'.repeat(33 * 1024 * 1024)}"`), 413],
  ])('%s', async (_, { method, contentType, body }, status) => {
    const response = await fetch(mock.url, { method, headers: { 'content-type': contentType }, body });
    expect([status].flat()).toContain(response.status);
    await response.text();
    await expectAlive();
  });

  test.each([
    ['a path that cannot be decoded', 'GET /%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a target that is no URL', 'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'a client that leaves in the middle of a body',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc',
    ],
  ])('%s', async (_, bytes) => {
    const socket = connect(mock.port, '127.0.0.1');
    socket.write(bytes);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await expectAlive();
  });

  test('100 of them at once', async () => {
    const broken = multipart(`${part('X: y')}--B--\r\n`);
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const headers = { 'content-type': broken.contentType };
        return (await fetch(mock.url, { method: 'PUT', headers, body: broken.body })).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
    await expectAlive();
  });

  test('a client that will not end, when it is closed', async () => {
    const other = await startMockFor(fileOf(fragileDocument), { port: 0 });
    const socket = connect(other.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.close();
    await expect(fetch(other.url)).rejects.toThrow();
  });

  async function expectAlive() {
    const response = await fetch(mock.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"n":1}',
    });
    expect(response.status).toBe(201);
  }
});

describe('a form', () => {
  let mock: Listening;

  beforeAll(async () => {
    mock = await startMockFor(fileOf(formDocument), { port: 0 });
  });
  afterAll(() => mock.close());

  const violations = async (body: BodyInit, headers?: Record<string, string>) => {
    const init = { method: 'POST', body, duplex: 'half', ...(headers ? { headers } : {}) };
    const response = await fetch(mock.url, init);
    expect(response.status).toBe(response.headers.has('sl-violations') ? 422 : 201);
    return response.headers.get('sl-violations') ?? '';
  };
  const form = (...parts: [name: string, value: string | Blob][]) => {
    const made = new FormData();
    for (const part of parts) made.append(...(part as [string, string]));
    return made;
  };

  test.each([
    ['JSON in a part', form(['data', '{"n":1}']), ''],
    ['JSON in a file', form(['data', new Blob(['{"n":1}'], { type: 'application/json' })]), ''],
    ['JSON that breaks the schema', form(['data', '{"n":"1"}']), 'property data.n must be integer'],
    ['a part that should be JSON', form(['data', '{"n"']), 'property data must be object'],
    [
      'JSON under a recursive schema',
      form(['data', '{"more":{"more":{"n":0.5}}}']),
      'data.more.more.n must be integer',
    ],
    ['text that looks like JSON', form(['text', '{"n":1}'], ['free', '1']), ''],
    ['a number', form(['number', '5']), ''],
    ['text in place of a number', form(['number', 'five']), 'property number must be integer'],
    ['a list of one', form(['list', '1']), ''],
    ['a list of two', form(['list', '1'], ['list', 'x']), 'property list.1 must be integer'],
    ['a list of its own kind', form(['tree', '1']), ''],
    ['text under a schema that goes in a circle', form(['loop', '1']), ''],
    ['a part that came twice', form(['text', 'a'], ['text', 'b']), 'property text must be string'],
    ['a name that objects inherit', form(['__proto__', '{"data":1}'], ['constructor', 'x']), ''],
    ['a file of 20 MB', form(['text', new Blob([new Uint8Array(20 * 1024 * 1024)])]), ''],
  ])('is validated part by part: %s', async (_, body, reason) => {
    expect(await violations(body)).toEqual(reason === '' ? '' : expect.stringContaining(reason));
  });

  test.each([
    ['a list of two', 'list=1&list=2', ''],
    ['a list of one', 'list=1', ''],
    ['text in place of a number', 'list=1&list=x', 'property list.1 must be integer'],
    ['JSON that breaks the schema', 'data=%7B%22n%22%3A%221%22%7D', 'property data.n must be integer'],
    ['text with a plus and an escape', 'text=a+b%26c', ''],
    ['a member that came twice', 'text=a&text=b', 'property text must be string'],
  ])('is validated member by member where it is URL-encoded: %s', async (_, body, reason) => {
    const path = mock.url + '/encoded';
    const response = await fetch(path, { method: 'POST', body: new URLSearchParams(body) });
    const said = response.headers.get('sl-violations') ?? '';
    expect([response.status, said]).toEqual(reason === '' ? [201, ''] : [422, expect.stringContaining(reason)]);
  });

  test('has the styles that its encoding gives', async () => {
    const body = new URLSearchParams({ list: '1,2', 'deep[n]': '1' });
    const response = await fetch(`${mock.url}/styled`, { method: 'POST', body });
    expect([response.status, response.headers.get('sl-violations')]).toEqual([201, null]);
  });

  test('is asked for where JSON is sent, with a length or without', async () => {
    const json = { 'content-type': 'application/json' };
    for (const body of ['{"text":"x"}', new Blob(['{"text":"x"}']).stream()]) {
      expect(await violations(body, json)).toContain('Supported content types: multipart/form-data');
    }
  });
});

const answers = {
  '201': { description: 'ok' },
  '422': { description: 'invalid', content: { 'application/json': { examples: { invalid: { value: {} } } } } },
};

/** It documents a 422, so that a refusal carries Prism's reasons in a header. */
const fragileDocument = {
  openapi: '3.1.1',
  info: { title: 'Fragile', version: '1.0.0' },
  paths: {
    '/': {
      put: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: { type: 'object', required: ['file'], properties: { file: { type: 'string' } } },
            },
          },
        },
        responses: answers,
      },
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', additionalProperties: false, properties: { n: { type: 'integer' } } },
            },
          },
        },
        responses: answers,
      },
    },
  },
};

const integer = { type: 'integer' };

const formSchema = {
  type: 'object',
  properties: {
    data: { anyOf: [{ $ref: '#/components/schemas/Data' }] },
    text: { type: 'string' },
    free: {},
    number: integer,
    list: { type: 'array', items: integer },
    tree: { $ref: '#/components/schemas/Tree' },
    loop: { $ref: '#/components/schemas/Loop' },
  },
};

const { text, list: numbers } = formSchema.properties;
const data = { type: 'object', properties: { n: integer } };
/** Without references, which Prism does not follow in a URL-encoded form. */
const plainSchema = { type: 'object', properties: { data, text, list: numbers } };

const styledForm = {
  schema: {
    type: 'object',
    properties: { list: formSchema.properties.list, deep: { type: 'object', properties: { n: integer } } },
  },
  encoding: { list: { style: 'form', explode: false }, deep: { style: 'deepObject' } },
};

const formDocument = {
  openapi: '3.1.1',
  info: { title: 'Form', version: '1.0.0' },
  components: {
    schemas: {
      Data: { type: 'object', properties: { n: integer, more: { $ref: '#/components/schemas/Data' } } },
      Tree: { oneOf: [integer, { type: 'array', items: { $ref: '#/components/schemas/Tree' } }] },
      Loop: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Loop' }] },
    },
  },
  paths: {
    '/': {
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: formSchema,
              encoding: { data: { contentType: 'application/json' } },
            },
          },
        },
        responses: answers,
      },
    },
    '/encoded': {
      post: {
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: plainSchema } } },
        responses: answers,
      },
    },
    '/styled': {
      post: { requestBody: { content: { 'application/x-www-form-urlencoded': styledForm } }, responses: answers },
    },
  },
};

test.each([
  ['application/octet-stream', 'application/octet-stream', 'pixel'],
  ['image/*', 'image/gif', 'pixel'],
  ['*/*', 'image/gif', 'pixel'],
  ['application/json', 'application/json', '"data:image/gif;base64,cGl4ZWw="'],
  ['text/plain', 'text/plain', 'data: pixel', 'data: pixel'],
])(
  'a file that is documented as %s comes as %s',
  async (documented, type, body, value = 'data:image/gif;base64,cGl4ZWw=') => {
    const content = { [documented]: { schema: { type: 'string' }, examples: { file: { value } } } };
    const paths = { '/': { get: { responses: { '200': { description: 'A file', content } } } } };
    const file = fileOf({ openapi: '3.1.1', info: { title: 'File', version: '1.0.0' }, paths });
    const mock = await startMockFor(file, { port: 0 });
    const response = await fetch(mock.url);
    expect([response.headers.get('content-type'), await response.text()]).toEqual([type, body]);
    await mock.close();
  },
);

const list = { type: 'array', items: { type: 'string' } };

test.each<[string, object, string | null]>([
  ['a list', { schema: list, example: ['a', 'b'] }, 'a,b'],
  ['a list without example', { schema: { ...list, items: { const: 'x' }, minItems: 2 } }, 'x,x'],
  ['a list or null', { schema: { ...list, type: ['array', 'null'] }, example: ['a', 'b'] }, 'a,b'],
  ['an object', { schema: { type: 'object', example: { a: 1, b: 2 } } }, 'a,1,b,2'],
  ['an object, exploded', { schema: { type: 'object' }, explode: true, example: { a: 1, b: 2 } }, 'a=1,b=2'],
  ['a boolean without example', { schema: { type: 'boolean' } }, 'true'],
  ['JSON', { content: { 'application/json': { schema: list, example: ['a'] } } }, '["a"]'],
  ['nothing known', { description: 'A header.' }, null],
  ['text beyond ASCII', { schema: { type: 'string' }, example: 'Zoë 李 \ud800' }, 'Zo%C3%AB %E6%9D%8E %EF%BF%BD'],
  ['two lines', { schema: { type: 'string' }, example: 'a\r\nb: c' }, 'a%0D%0Ab: c'],
])('a response header that is %s', async (_, header, text) => {
  const unsendable = {
    'Content-Encoding': { schema: { type: 'string' }, example: 'gzip' },
    'Transfer-Encoding': { schema: { type: 'string' }, example: 'chunked' },
    Trailer: { schema: { type: 'string' }, example: 'X-Sum' },
    'no name': { schema: { type: 'string' }, example: 'x' },
  };
  const response = { description: '', headers: { 'X-Value': header, ...unsendable } };
  const content = { 'application/json': { example: 1 } };
  const paths = { '/': { get: { responses: { '200': { ...response, content } } } } };
  const file = fileOf({ openapi: '3.1.1', info: { title: 'Header', version: '1.0.0' }, paths });
  const mock = await startMockFor(file, { port: 0 });
  const answer = await fetch(mock.url);
  expect([answer.status, answer.headers.get('x-value'), await answer.text()]).toEqual([200, text, '1']);
  expect(answer.headers.get('sl-violations')).toBeNull();
  await mock.close();
});

describe('ports', () => {
  const defaults = new Map([
    ['alfred', 4010],
    ['sila', 4011],
  ]);

  test('a provider that is added › moves nobody', () => {
    expect(Object.fromEntries(mockPorts(listMocked()))).toMatchObject({ alfred: 4010, sila: 4011 });
    expect(new Set(mockPorts(listMocked()).values()).size).toBe(listMocked().length);
  });

  test('a default for each, and what is chosen instead', () => {
    expect(assignPorts(defaults, ['sila=5011'])).toEqual(new Map([...defaults, ['sila', 5011]]));
    expect(assignPorts(new Map([['sila', 4011]]), ['5011'])).toEqual(new Map([['sila', 5011]]));
    expect(assignPorts(defaults, ['sila=0', 'alfred=0'])).toEqual(
      new Map([...defaults.keys()].map((name) => [name, 0])),
    );
  });

  test.each([
    ['5011', 'say whose port it is'],
    ['plaid=5011', '"plaid" is not served here: choose alfred or sila'],
    ['sila=70000', 'from 0 (any free port) to 65535'],
    ['sila=-1', 'from 0'],
    ['sila=http', 'from 0'],
    ['sila=', 'from 0'],
    ['sila=4010', 'alfred and sila cannot both have port 4010'],
  ])('--port %s is refused', (option, reason) => {
    expect(() => assignPorts(defaults, [option])).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining(reason) }),
    );
  });
});

describe('kyc-contracts mock', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, and leaves nothing behind', async (signal) => {
    const command = new RunningCommand('mock', ...listMocked().flatMap((provider) => ['--port', `${provider}=0`]));
    for (const provider of listMocked()) {
      const [, url = ''] = await command.waitFor(new RegExp(`^${provider} (http://127\\.0\\.0\\.1:\\d+)$`, 'm'));
      expect((await fetch(url)).status).toBe(200);
    }
    expect(await command.stop(signal)).toBe(0);
    expect(command.stdout.trim().split('\n')).toHaveLength(listMocked().length);
    expect(command.stderr).toBe('');
    await expect(fetch(command.stdout.split(/\s/)[1]!)).rejects.toThrow();
  });

  test('names a busy port and ends with 2, the other mock with it', async () => {
    const [first, second] = listMocked();
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const command = new RunningCommand('mock', '--port', `${first}=0`, '--port', `${second}=${port}`);
    expect(await command.exitCode).toBe(2);
    squatter.close();
    expect(command.stdout).toBe('');
    expect(command.stderr).toBe(
      `kyc-contracts: port ${port}, wanted for ${second}, is in use: stop what listens there or choose another with --port ${second}=<number>\n`,
    );
  });

  test('knows its providers', async () => {
    const command = new RunningCommand('mock', 'plaid');
    expect(await command.exitCode).toBe(2);
    expect(command.stderr).toBe(`kyc-contracts: unknown provider "plaid": choose ${listMocked().join(' or ')}\n`);
  });
});
