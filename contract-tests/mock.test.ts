/** The mocks: every documented status and named example can be had, and no request can bring a mock down. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exampleRequest } from '../scripts/curl/example-request.js';
import { startMock, startMockFor } from '../scripts/mock/server.js';
import { generatedPath, listProviders } from '../scripts/providers.js';
import { assignPorts } from '../scripts/serve/ports.js';
import type { Listening } from '../scripts/serve/listen.js';
import { RunningCommand } from './command.js';
import {
  escapeToken,
  follow,
  isObject,
  operationsOf,
  type Json,
  type JsonObject,
  type Operation,
} from './engine/document.js';
import { createResponseValidator } from './engine/validator.js';

// Prism takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const bundleOf = (provider: string) =>
  JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;

describe.each(listProviders())('the mock of %s', (provider) => {
  const document = bundleOf(provider);
  const validator = createResponseValidator(document);
  let mock: Listening;
  let asked = 0;

  beforeAll(async () => {
    mock = await startMock(provider, { port: 0 });
  });
  afterAll(() => mock.close());

  for (const { operation, status, mediaType, example, value, schema = '' } of documentedResponses(document)) {
    test(`${operation.operationId} ${status} ${example ?? ''}`, async () => {
      const prefer = example === undefined ? `code=${status}` : `code=${status}, example=${example}`;
      const request = exampleRequest(document, operation, { example, headers: { prefer } });
      if (!request) throw new Error('the document has no example of its request');
      const { method, target, headers, body } = request;
      const response = await fetch(mock.url + target, {
        method,
        headers: mediaType === undefined ? headers : { ...headers, accept: mediaType },
        ...(body && { body: new Uint8Array(body) }),
      });

      expect(response.status).toBe(Number(status));
      // What Prism holds against request or response; the status alone would not tell.
      expect(response.headers.get('sl-violations')).toBeNull();
      if (mediaType === undefined) {
        expect(await response.text()).toBe('');
      } else {
        expect(response.headers.get('content-type')).toBe(mediaType);
        const answered: unknown = await response.json();
        expect(answered).toEqual(value);
        expect(validator.at(schema)(answered)).toEqual([]);
      }
      asked += 1;
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
      if (content.length === 0) return [{ operation, status }];
      return content.flatMap(([mediaType, node]) => {
        const media = follow(document, node, `${response.pointer}/content/${escapeToken(mediaType)}`);
        return Object.entries(isObject(media?.value.examples) ? media.value.examples : {}).map(([example, value]) => ({
          ...{ operation, status, mediaType, example, schema: `${media?.pointer}/schema` },
          value: follow(document, value, '')?.value.value,
        }));
      });
    }),
  );
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
  const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
  const file = join(folder, 'openapi.json');
  let mock: Listening;

  beforeAll(async () => {
    writeFileSync(file, JSON.stringify(fragileDocument));
    mock = await startMockFor(file, { port: 0 });
  });
  afterAll(async () => {
    await mock.close();
    rmSync(folder, { recursive: true });
  });

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
      400,
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
    expect([response.status, await response.text()]).toEqual([status, expect.any(String)]);
    await expectAlive();
  });

  test.each([
    ['a path that cannot be decoded', 'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a target that is no URL', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a client that leaves in the middle of a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc'],
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
    const other = await startMockFor(file, { port: 0 });
    const socket = connect(other.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
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

describe('ports', () => {
  const defaults = new Map([
    ['alfred', 4010],
    ['sila', 4011],
  ]);

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
    const command = new RunningCommand('mock', ...listProviders().flatMap((provider) => ['--port', `${provider}=0`]));
    for (const provider of listProviders()) {
      const [, url = ''] = await command.waitFor(new RegExp(`^${provider} (http://127\\.0\\.0\\.1:\\d+)$`, 'm'));
      expect((await fetch(url)).status).toBe(404);
    }
    expect(await command.stop(signal)).toBe(0);
    expect(command.stdout.trim().split('\n')).toHaveLength(listProviders().length);
    expect(command.stderr).toBe('');
    await expect(fetch(command.stdout.split(/\s/)[1]!)).rejects.toThrow();
  });

  test('names a busy port and ends with 2, the other mock with it', async () => {
    const [first, second] = listProviders();
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
    expect(command.stderr).toBe(`kyc-contracts: unknown provider "plaid": choose ${listProviders().join(' or ')}\n`);
  });
});
