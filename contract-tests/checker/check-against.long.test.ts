/** `check --against`: one implementation, held against a released document and against the one of today. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, afterAll, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { createSandbox } from '../../src/sandbox/index.js';
import type { Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';

let sandbox: Listening;
const open: { close(): unknown }[] = [];
beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
});
afterAll(() => sandbox.close());
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function collect(message: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return chunks;
}

type Body = Record<string, unknown>;

/** The sandbox with another way to read what is sent to `loginSofKyc`, or to write what is answered. */
async function implementation(change: { request?: (body: Body) => Body; response?: (body: Body) => Body }) {
  const server = createServer((request, response) => {
    const isLogin = request.url!.endsWith('/login-sof-kyc');
    const read = async (message: AsyncIterable<Buffer>, edit: ((body: Body) => Body) | undefined) => {
      const bytes = Buffer.concat(await collect(message));
      try {
        return edit && isLogin ? Buffer.from(JSON.stringify(edit(JSON.parse(bytes.toString()) as Body))) : bytes;
      } catch {
        return bytes;
      }
    };
    void read(request, change.request).then((sent) => {
      const headers = { ...request.headers, 'content-length': String(sent.length) };
      const { hostname, port } = new URL(sandbox.url);
      const onward = forward({ hostname, port, path: request.url, method: request.method, headers }, (answer) => {
        void read(answer, change.response).then((bytes) => {
          const { 'transfer-encoding': _, ...kept } = answer.headers;
          response.writeHead(answer.statusCode!, { ...kept, 'content-length': String(bytes.length) }).end(bytes);
        });
      });
      onward.end(sent);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function check(url: string, ...more: string[]) {
  const control = ['--no-control', '--strict'];
  const report = join(mkdtempSync(join(tmpdir(), 'check-against-')), 'report.json');
  open.push({ close: () => rmSync(dirname(report), { recursive: true }) });
  const command = new RunningCommand(
    ...['check', 'alfred', '--url', url, ...control, '--driver', 'direct', '--operation', 'loginSofKyc'],
    ...['--phase', 'examples', 'negatives', '--json', report, ...more],
  );
  const exitCode = await command.exitCode;
  const { cases } = JSON.parse(readFileSync(report, 'utf8')) as {
    cases: { case?: string; example: string; outcome: string }[];
  };
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  return { exitCode, failed: failed.map((row) => row.case ?? row.example), count: cases.length };
}

/** What `--list` says, which sends nothing. */
async function planned(provider: string, ...more: string[]) {
  const command = new RunningCommand('check', provider, '--url', sandbox.url, '--list', ...more);
  expect(await command.exitCode).toBe(0);
  return { cases: command.stdout, errors: command.stderr };
}

test('one that keeps the released contract, and not the one of today', async () => {
  // 0.1.0 had any number as a zip code; today it is a whole one of 0 or more.
  const url = await implementation({
    request: (body) => (typeof body['zipcode'] === 'number' ? { ...body, zipcode: 1020 } : body),
  });
  const released = await check(url, '--against', '0.1.0');
  expect(released).toMatchObject({ exitCode: 0, failed: [] });
  expect(released.count).toBeGreaterThan(30);
  const today = await check(url);
  expect(today.exitCode).toBe(1);
  expect(today.failed.length).toBeGreaterThan(0);
  for (const name of today.failed) expect(name).toContain('/zipcode');
});

test('one that keeps the contract of today, and not the released one', async () => {
  // 0.1.0 had the operation's name as the only message.
  const url = await implementation({
    response: (body) => (body['statusCode'] === 202 ? { ...body, message: 'signed in' } : body),
  });
  expect(await check(url)).toMatchObject({ exitCode: 0, failed: [] });
  const released = await check(url, '--against', '0.1.0');
  expect(released.exitCode).toBe(1);
  expect(released.failed).toContain('newUser');
});

test('recipes of operations that came later are left out, with the reason', async () => {
  // 0.1.0 knows nothing of businesses, their members and their workflows.
  const { cases, errors } = await planned('sila', '--against', '0.1.0');
  expect(errors).toBe('');
  expect(cases).toContain('this version has no operation "linkBusinessMember"');
});

test.each([
  ['9.9.9', 'version 9.9.9 is not at hand'],
  ['nothing', 'nothing'],
])('--against %s is refused in one sentence', async (version, message) => {
  const command = new RunningCommand('check', 'alfred', '--url', sandbox.url, '--against', version);
  expect(await command.exitCode).toBe(2);
  expect(command.stderr).toContain(message);
  expect(command.stderr.trim().split('\n')).toHaveLength(1);
});
