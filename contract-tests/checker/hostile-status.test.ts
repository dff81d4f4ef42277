/** Answers that are not HTTP, or not whole: the check and the proxy go on, with a finding for each. */
import { request as httpRequest } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { RunningCommand } from '../support/command.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import { openRelay } from '../../src/checker/phases/workflows/run-workflows.js';
import { createProxy } from '../../src/checker/http/proxy/index.js';

const ok = { '200': { description: 'ok' } };
const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Status', version: '1' },
  paths: {
    '/bad': { get: { operationId: 'bad', responses: ok } },
    '/good': { get: { operationId: 'good', responses: ok } },
  },
};

const good = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const head = 'HTTP/1.1 200 OK\r\n';

/** What the target sends, and whether it then closes. */
const answers: Record<string, string> = {
  'status 000': 'HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n',
  'status 099': 'HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n',
  'status 1000': 'HTTP/1.1 1000 x\r\nContent-Length: 0\r\n\r\n',
  'status 20': 'HTTP/1.1 20 x\r\nContent-Length: 0\r\n\r\n',
  'status -1': 'HTTP/1.1 -1 x\r\nContent-Length: 0\r\n\r\n',
  'control character in the reason': 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n',
  'escape sequence in the reason': 'HTTP/1.1 200 \u001b[31mK\r\nContent-Length: 0\r\n\r\n',
  'DEL in the reason': 'HTTP/1.1 200 \u007f\r\nContent-Length: 0\r\n\r\n',
  '101': 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  '101 without Upgrade': 'HTTP/1.1 101 Switching Protocols\r\n\r\n',
  '1xx flood': 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(5_000),
  '100 and no more': 'HTTP/1.1 100 Continue\r\n\r\n',
  'cut in the status line': 'HTTP/1.1 2',
  'cut in a header': `${head}Content-Le`,
  'cut in a chunk': `${head}Transfer-Encoding: chunked\r\n\r\n5\r\nab`,
  'cut in the size of a chunk': `${head}Transfer-Encoding: chunked\r\n\r\n5`,
  'cut before the last chunk': `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`,
  'cut in the body': `${head}Content-Length: 10\r\n\r\nab`,
  'a chunk of nonsense': `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
  'control character in a header': `${head}X-A: a\u0001b\r\nContent-Length: 0\r\n\r\n`,
  'space in a header name': `${head}X A: b\r\nContent-Length: 0\r\n\r\n`,
  'negative length': `${head}Content-Length: -1\r\n\r\n`,
  'length that is no number': `${head}Content-Length: 1x\r\n\r\n`,
  'two lengths': `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
  'length and chunks': `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'another transfer coding': `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'headers without end': `${head}${'X-A: b\r\n'.repeat(20_000)}`,
  'one header without end': `${head}X-A: ${'b'.repeat(200_000)}`,
  nothing: '',
  'not HTTP': 'SSH-2.0-x\r\n',
};

let closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers) close();
  closers = [];
});

/** @param end what happens to the connection after a bad answer; null leaves it open */
async function target(answer: string, end: ((socket: Socket) => void) | null = (socket) => socket.end()): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', (data) => {
      if (!String(data).includes(' /bad')) return socket.end(good);
      socket.write(Buffer.from(answer, 'latin1'), () => end?.(socket));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const check = (url: URL) =>
  checkContract({
    document,
    url,
    recipes: noRecipes,
    credentials: {},
    timeout: 3,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples'] },
  }).then(({ cases }) => cases);

describe.each(Object.entries(answers))('%s', (_, answer) => {
  test('check › a finding, and the next case is validated', async () => {
    const rows = await check(await target(answer));
    expect(rows.map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual(['bad failed', 'good passed']);
    expect(rows[0]?.violations).toMatchObject([{ kind: 'transport' }]);
  });

  test('proxy › a finding, a 502 or a broken connection, and the next request passes', async () => {
    const proxy = createProxy({ document, target: await target(answer), maxBodySize: 1024 * 1024, timeout: 2 });
    const { url } = await started(proxy.server);
    const status = await get(`${url}/bad`);
    expect([502, 'broken']).toContain(status);
    if (!/\r\n\r\n./s.test(answer) || /^HTTP\/1.1 (?!200)/.test(answer)) expect(status).toBe(502);
    expect(await get(`${url}/good`)).toBe(200);
    const rows = (await proxy.report()).cases.filter(({ outcome }) => outcome !== 'skipped');
    expect(rows).toMatchObject([
      { operationId: 'bad', outcome: 'failed', violations: [{ kind: 'transport' }] },
      { operationId: 'good', outcome: 'passed' },
    ]);
  });
});

test('proxy › a target that stays silent › 502 and a finding', async () => {
  const proxy = createProxy({ document, target: await target('', null), maxBodySize: 1024, timeout: 0.3 });
  const { url } = await started(proxy.server);
  expect(await get(`${url}/bad`)).toBe(502);
  expect((await proxy.report()).cases[0]?.violations[0]?.message).toBe('the target was silent for 0.3 s');
});

test('proxy › a target that resets the connection › 502', async () => {
  const proxy = createProxy({
    document,
    target: await target('', (socket) => socket.resetAndDestroy()),
    maxBodySize: 9,
  });
  const { url } = await started(proxy.server);
  expect(await get(`${url}/bad`)).toBe(502);
});

test.each([
  ['status 0', { status: 0, headers: {} }],
  ['a header that cannot be written', { status: 200, headers: { 'x-a': ['a\u0001b'] } }],
])('relay › an answer with %s › the client does not wait for ever', async (_, head) => {
  const send = () => Promise.resolve({ response: { ...head, body: Buffer.alloc(0) } as never });
  const relay = await openRelay(send);
  closers.push(relay.close);
  expect(await get(relay.url)).toBe('broken');
});

test('relay › an answer that would make Respect send a file › is not passed on', async () => {
  const body = Buffer.from(String.raw`{"a":["\u0024file('/etc/hostname')"]}`);
  const relay = await openRelay(() => Promise.resolve({ response: { status: 200, headers: {}, body } }));
  closers.push(relay.close);
  expect(await get(relay.url)).toBe(502);
});

test('check › bad answers › every report is written, without a stack trace', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  const spec = join(folder, 'openapi.json');
  writeFileSync(spec, JSON.stringify(document));
  const kinds = ['json', 'junit', 'html', 'sarif'];
  const files = kinds.map((kind) => join(folder, `report.${kind}`));
  const url = await target(answers['status 000'] as string);
  const args = ['check', '--spec', spec, '--url', url.href, '--no-control'];
  const run = new RunningCommand(...args, ...kinds.flatMap((kind, at) => [`--${kind}`, files[at]!]));
  expect(await run.exitCode).toBe(1);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  for (const file of files) expect(readFileSync(file, 'utf8')).toContain('its status is 000');
});

async function started(server: ReturnType<typeof createProxy>['server']): Promise<{ url: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Status of an answer that is whole. */
function get(url: string): Promise<number | 'broken'> {
  return new Promise((resolve) => {
    httpRequest(url, { agent: false }, (response) => {
      response
        .resume()
        .on('end', () => resolve(response.complete ? (response.statusCode ?? 0) : 'broken'))
        .on('error', () => resolve('broken'));
    })
      .on('error', () => resolve('broken'))
      .end();
  });
}
