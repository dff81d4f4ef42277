/** Targets that are down, hang, drip, break off or answer nonsense: one clear sentence each, never a crash, never green. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import type { PhaseName } from '../../src/checker/selection.js';
import type { JsonObject } from '../../src/openapi/document.js';

const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Status', version: '1.0.0' },
  paths: {
    '/status': {
      get: {
        operationId: 'status',
        responses: {
          '200': {
            description: 'ok',
            content: { 'application/json': { schema: { type: 'object', required: ['ok'] } } },
          },
        },
      },
    },
  },
};

let stop: (() => void)[] = [];
afterEach(() => {
  stop.forEach((close) => close());
  stop = [];
});

async function listen(server: Server): Promise<URL> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop.push(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const http = (listener: RequestListener) => listen(createHttpServer(listener));
const tcp = (onSocket: (socket: Socket) => void) => listen(createTcpServer(onSocket));

const check = (url: URL, options: { timeout?: number; maxBodySize?: number; phase?: PhaseName } = {}) =>
  checkContract({
    document,
    url,
    recipes: noRecipes,
    credentials: {},
    timeout: options.timeout ?? 5,
    maxBodySize: options.maxBodySize ?? 1024 * 1024,
    selection: { phases: [options.phase ?? 'examples'] },
  }).then(({ cases }) => cases);

const onlyStatus =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === '/status') answer(request, response);
    else response.writeHead(404).end();
  };

/** The sentence of the one violation that the one case must have. */
async function complaint(url: URL, options?: Parameters<typeof check>[1]): Promise<string | undefined> {
  const rows = await check(url, options);
  const [row] = rows;
  expect(row?.outcome).toBe('failed');
  expect(row?.violations).toHaveLength(1);
  return row?.violations[0]?.message;
}

describe('a target that cannot be reached stops the check with exit code 3', () => {
  test('nothing listens', async () => {
    const url = await http(() => {});
    stop.forEach((close) => close());
    await expect(check(url)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/),
    });
  });

  test('a name that does not exist', async () => {
    await expect(check(new URL('http://nobody.invalid'))).rejects.toMatchObject({ exitCode: 3 });
  });

  test('it takes the connection and never answers', async () => {
    const url = await tcp(() => {});
    await expect(check(url, { timeout: 0.3 })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/no complete answer within 0.3 s/),
    });
  });

  test('it speaks no TLS', async () => {
    const url = await http((_, response) => response.end());
    url.protocol = 'https:';
    await expect(check(url)).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(/over TLS/) });
  });
});

describe('a target that answers badly fails its cases', () => {
  test('it never answers what the document names', async () => {
    const url = await http(onlyStatus(() => {}));
    expect(await complaint(url, { timeout: 0.3 })).toBe('no complete answer within 0.3 s');
  });

  test('it drips a byte at a time', async () => {
    const url = await http(
      onlyStatus((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      }),
    );
    expect(await complaint(url, { timeout: 0.5 })).toBe('no complete answer within 0.5 s');
  });

  test('it does not speak HTTP', async () => {
    const url = await tcp((socket) => socket.end('SSH-2.0-garbage\r\n'));
    expect(await complaint(url)).toMatch(/the answer is not HTTP/);
  });

  test('it hangs up without a word', async () => {
    const url = await tcp((socket) => socket.destroy());
    expect(await complaint(url)).toMatch(/the connection broke before a response came/);
  });

  test('it breaks off in the middle of the body', async () => {
    const url = await http(
      onlyStatus((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"ok":');
        setTimeout(() => response.destroy(), 50);
      }),
    );
    expect(await complaint(url)).toBe('the connection ended in the middle of the response');
  });

  test('its body never ends', async () => {
    const url = await http(
      onlyStatus((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const pour = () => {
          while (!response.destroyed && response.write(' '.repeat(65536)));
        };
        response.on('drain', pour);
        pour();
      }),
    );
    expect(await complaint(url)).toBe('the body is larger than 1 MiB');
  });

  test('its body is a bomb under a content coding', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const url = await http(
      onlyStatus((_, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb),
      ),
    );
    expect(await complaint(url)).toBe('the body is larger than 1 MiB');
  });

  test('it redirects', async () => {
    const url = await http(onlyStatus((_, response) => response.writeHead(302, { location: '/elsewhere' }).end()));
    expect(await complaint(url)).toBe('expected 200, got 302, which is not documented (it redirects to another path)');
  });

  test('it answers HTML', async () => {
    const url = await http(
      onlyStatus((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>')),
    );
    expect(await complaint(url)).toBe('expected application/json, got text/html');
  });

  test('it answers JSON nested without measure', async () => {
    const depth = 100_000;
    const url = await http(
      onlyStatus((_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`${'{"ok":'.repeat(depth)}1${'}'.repeat(depth)}`),
      ),
    );
    const rows = await check(url);
    expect(rows.map((row) => row.outcome)).toEqual(['passed']);
  });

  test('a gzipped body is read', async () => {
    const url = await http(
      onlyStatus((_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync('{"ok":true}')),
      ),
    );
    expect((await check(url)).map((row) => row.outcome)).toEqual(['passed']);
  });
});

test('a connection that breaks at the valid request is no effect of the refused ones before it', async () => {
  let refused = 0;
  const url = await http(({ method, socket }, response) => {
    if (method !== 'GET') response.writeHead((refused += 1) && 405, { allow: 'GET' }).end();
    else if (refused > 0) socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  const cases = await check(url, { phase: 'negatives' });
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  expect(refused).toBeGreaterThan(0);
  expect(failed.flatMap(({ violations }) => violations.map(({ code }) => code))).toEqual(['transport-broken']);
});

// In every phase: vanishing-target.long.test.ts.
test('a target that goes away in the midst of a check ends it with exit code 3', { timeout: 20_000 }, async () => {
  let refused = 0;
  const server = createHttpServer(({ method, socket }, response) => {
    if (method === 'GET') return response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    refused += 1;
    if (refused === 1) return response.writeHead(405, { allow: 'GET' }).end();
    server.close();
    return socket.destroy();
  });
  const url = await listen(server);
  const checked = check(url, { phase: 'negatives' });
  const message = expect.stringContaining('has stopped answering: it could not be reached for 5 s');
  await expect(checked).rejects.toMatchObject({ exitCode: 3, message });
});
