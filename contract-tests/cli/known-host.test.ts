/** Mock, proxy and docs answer on loopback to loopback's own names and pages only, and the proxy frames what it passes. */
import { request as httpRequest } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { serveDocs } from '../../scripts/start/dev-server.js';
import { startMock } from '../../src/mock/server.js';
import { listen } from '../../src/http/listen.js';
import { oneLine } from '../../src/checker/reports/one-line.js';
import { createProxy } from '../../src/checker/http/proxy/index.js';
import { renderSarif } from '../../src/checker/reports/sarif.js';
import { document, serve, stopServers } from '../checker/reports/check-report.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  stopServers();
});

const servers: [string, (more?: { origins?: string[]; host?: string }) => Promise<{ url: string; port: number }>][] = [
  ['mock', async (more) => keep(await startMock('sila', { port: 0, ...more }))],
  [
    'proxy',
    async ({ origins, host } = {}) => {
      const target = await serve((_, response) => response.end('passed'));
      const { server } = createProxy({ document, target, maxBodySize: 1024, origins });
      return keep(await listen(server, { name: 'proxy', port: 0, ...(host && { host }) }));
    },
  ],
  [
    'docs',
    async ({ host } = {}) => {
      const folder = mkdtempSync(join(tmpdir(), 'docs-'));
      closers.push(() => rmSync(folder, { recursive: true }));
      writeFileSync(join(folder, 'index.html'), 'docs');
      return keep(await serveDocs(folder, { port: 0, ...(host && { host }) }));
    },
  ],
];

function keep<Served extends { close(): Promise<void> }>(served: Served): Served {
  closers.push(served.close);
  return served;
}

const status = (port: number, headers: Record<string, string>, path = '/') =>
  new Promise<number>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe.each(servers)('%s', (name, start) => {
  test('a foreign Host › 421, a foreign Origin › 403, its own of both › answered', async () => {
    const { port } = await start();
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', '10.0.0.1', 'localhost@x']) {
      expect([host, await status(port, { host })]).toEqual([host, 421]);
    }
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example', 'file://']) {
      expect([origin, await status(port, { origin })]).toEqual([origin, 403]);
    }
    for (const own of ['localhost', `127.0.0.1:${port}`, '[::1]']) {
      expect([421, 403]).not.toContain(await status(port, { host: own, origin: `http://${own}` }));
    }
  });

  test('a URL as target › its host counts, and its path', async () => {
    const { port } = await start();
    expect(await status(port, { host: 'localhost' }, 'http://evil.example/')).toBe(421);
    expect(await status(port, { host: 'evil.example' }, `http://localhost:${port}`)).toBe(200);
    expect(await status(port, {}, `HTTP://localhost:${port}/`)).toBe(200);
  });

  test('listening elsewhere › every Host', async () => {
    const { port } = await start({ host: '0.0.0.0' });
    expect([421, 403]).not.toContain(await status(port, { host: 'kyc.example' }));
  });

  if (name === 'docs') return;
  test('an origin that was let in › answered', async () => {
    const { port } = await start({ origins: ['https://app.example'] });
    expect(await status(port, { origin: 'https://app.example' })).not.toBe(403);
    expect(await status(port, { origin: 'https://app.example.org' })).toBe(403);
  });
});

describe('proxy', () => {
  /** What the target gets of a raw request. */
  async function raw(text: string): Promise<{ seen: string; answer: string }> {
    let seen = '';
    const target = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        seen += data.toString('latin1');
        setTimeout(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 200);
      });
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    closers.push(() => target.close());
    const url = new URL(`http://127.0.0.1:${(target.address() as AddressInfo).port}/base`);
    const { server } = createProxy({ document, target: url, maxBodySize: 1024 });
    const { port } = keep(await listen(server, { name: 'proxy', port: 0 }));
    const answer = await new Promise<string>((resolve) => {
      let got = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket
        .on('data', (data: Buffer) => (got += data.toString()))
        .on('error', () => {})
        .on('close', () => resolve(got));
    });
    return { seen, answer };
  }

  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

  test.each(['content-length', 'Content-Length, host', 'transfer-encoding, content-length'])(
    'Connection: close, %s › the body stays framed',
    async (named) => {
      for (const method of ['GET', 'DELETE', 'POST']) {
        const head = `${method} /x HTTP/1.1\r\nHost: localhost\r\nConnection: close, ${named}\r\n`;
        const { seen } = await raw(`${head}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`);
        expect(seen).toMatch(new RegExp(`^${method} /base/x HTTP/1.1\r\n`));
        expect(seen.toLowerCase()).toContain(`content-length: ${smuggled.length}\r\n`);
      }
    },
  );

  test('Transfer-Encoding: gzip, chunked › goes on with both', async () => {
    const head = 'POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n';
    const { seen } = await raw(`${head}2\r\nab\r\n0\r\n\r\n`);
    expect(seen).toMatch(/\r\nTransfer-Encoding: gzip, chunked\r\n/i);
    expect(seen).toMatch(/\r\n\r\n2\r\nab\r\n/);
  });

  test.each(['/..', '/../x', '/a/../../x', '/%2e%2E/x', '/a/..%2f..%2fx', '/a%2fb/../../x', '/..;a/x', '/..\\x'])(
    '%s › above the base path › 400',
    async (path) => {
      const { seen, answer } = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(seen).toBe('');
    },
  );

  test('/a/../x?..=/../.. › stays below it › passes as it came', async () => {
    const { seen } = await raw('GET /a/../x?..=/../.. HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(seen).toMatch(/^GET \/base\/a\/..\/x\?..=\/..\/.. HTTP/);
  });
});

test('marks of direction › escaped in every line of a report', () => {
  for (const mark of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c') {
    expect(oneLine(`a${mark}b`)).toMatch(/^a\\u[0-9a-f]{4}b$/);
  }
});

test('SARIF › a member that is named as a link › is none', () => {
  const violation = {
    code: 'body-additional' as const,
    kind: 'body' as const,
    pointer: '/[x](javascript:alert(1))',
    message: 'is not allowed',
    clause: '',
  };
  const row = {
    operationId: 'a',
    method: 'GET',
    path: '/',
    status: 200,
    example: null,
    phase: 'examples' as const,
  };
  const report = { name: 'x', target: '', startedAt: new Date(0), seconds: 0, coverage: [] };
  const sarif = renderSarif(
    [
      { ...report, errors: [], unvalidated: [], cases: [{ ...row, outcome: 'failed', violations: [violation] }] },
    ] as never,
    '1',
  );
  expect(sarif).toContain('javascript');
  expect(JSON.parse(sarif).runs[0].results[0].message.text).not.toMatch(/(?<!\\)\]\(/);
});
