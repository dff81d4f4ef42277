/** Whoever runs Dredd keeps running it: with the hooks that the package exports its verdicts are those of `check`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { RunningCommand } from '../support/command.js';

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What is broken in a reply; undefined cuts the connection. */
type Break = (reply: Reply, url: string, sent: Record<string, string | string[] | undefined>) => Reply | undefined;

const base = '/api/v1/third-party-service';

let sandbox: Awaited<ReturnType<typeof serveSandbox>>;
let front: Server;
let url: string;
let breaks: Break = (reply) => reply;
let folder: string;

beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
  const { origin } = new URL(sandbox.url);
  front = createServer(async (incoming, outgoing) => {
    const { method = '', headers, url: path = '' } = incoming;
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...kept } = headers;
    const body = await buffer(incoming);
    const answer = await fetch(origin + path, {
      method,
      headers: kept as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const reply: Reply = {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    };
    const changed = path.startsWith('/_sandbox') ? reply : breaks(reply, path, headers);
    if (!changed) return void outgoing.destroy();
    const { 'content-length': ____2, ...rest } = changed.headers;
    outgoing.writeHead(changed.status, rest).end(changed.body);
  });
  await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'plain-dredd-'));
});

afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

interface Verdicts {
  exitCode: number;
  output: string;
  /** By name of the case. */
  of: Record<string, string>;
}

/** The sandbox takes any. */
const secret = { KYC_CONTRACTS_API_SECRET: 'made-up-secret-of-this-test' };
const program = join(packageRoot, 'node_modules', 'dredd', 'bin', 'dredd');

/** Runs Dredd by the configuration of contract-tests/dredd, with nothing changed but the server's URL. */
function dredd(provider: string, endpoint: string, ...more: string[]): Promise<Verdicts> {
  const home = join(packageRoot, 'contract-tests', 'dredd', provider);
  const configuration = readFileSync(join(home, 'dredd.yml'), 'utf8')
    .replace(/^endpoint: .*$/m, `endpoint: ${endpoint}`)
    .replaceAll(/(?:\.\.\/){3}[\w./-]+/g, (path) => resolve(home, path));
  writeFileSync(join(folder, 'dredd.yml'), configuration);
  return run(more);
}

function run(args: readonly string[]): Promise<Verdicts> {
  const command = [program, ...args];
  return new Promise((done) => {
    execFile(
      process.execPath,
      command,
      { cwd: folder, env: { ...process.env, ...secret }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        // oxlint-disable-next-line no-control-regex
        const output = (stdout + stderr).replaceAll(/\u001b\[\d+m/g, '');
        const lines = output.matchAll(/^(pass|fail|skip): (.*?)(?: duration: \d+ms| \(.*\))?$/gm);
        const of = Object.fromEntries(
          [...lines].filter(([, , name]) => !/^Failed in/.test(name!)).map(([, verdict, name]) => [name, verdict]),
        );
        done({ exitCode: error ? Number(error.code) : 0, output, of });
      },
    );
  });
}

interface ReportedRow {
  operationId: string;
  status: number | string;
  example: string | null;
  phase: string;
  outcome: string;
  violations: { pointer: string; message: string; severity?: string }[];
}

const words: Record<string, string> = { passed: 'pass', failed: 'fail', skipped: 'skip' };

async function check(provider: string, target: string, ...more: string[]) {
  const command = new RunningCommand(
    { env: secret },
    'check',
    provider,
    '--url',
    target,
    '--phase',
    'examples',
    '--json',
    ...more,
  );
  const exitCode = await command.exitCode;
  const report = JSON.parse(command.stdout) as { cases: ReportedRow[]; errors: { code: string; message: string }[] };
  const { cases, errors } = report;
  const nameOf = ({ operationId, status, example }: ReportedRow) =>
    [operationId, status, example].filter((part) => part !== null).join(' ');
  const of = Object.fromEntries(cases.map((row) => [nameOf(row), words[row.outcome]]));
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  return {
    exitCode,
    of,
    errors,
    sentences: [...failed.flatMap(({ violations }) => violations), ...errors].map(({ message }) => message),
  };
}

test('the sandbox passes, with as many cases as `check` has', async () => {
  breaks = (reply) => reply;
  const plain = await dredd('alfred', url + base);
  expect(plain.output).toContain('19 passing, 0 failing, 0 errors, 0 skipped, 19 total');
  expect(plain.exitCode).toBe(0);
  expect(plain.of).toEqual((await check('alfred', url + base)).of);
});

const json = (reply: Reply, change: (body: any) => void): Reply => {
  const body = JSON.parse(reply.body.toString());
  change(body);
  return { ...reply, body: Buffer.from(JSON.stringify(body)) };
};
const on =
  (status: number, path: string, change: Break): Break =>
  (reply, at, sent) =>
    reply.status === status && at.includes(path) ? change(reply, at, sent) : reply;

const broken: Record<string, Break> = {
  'a status that is not documented': on(202, '/my-info', (reply) => ({ ...reply, status: 200 })),
  'a required property is missing': on(202, '/login-sof-kyc', (reply) => json(reply, (body) => delete body.data)),
  'a value of another type': on(202, '/my-info', (reply) => json(reply, (body) => (body.data = 7))),
  'a body that is no JSON': on(422, '/my-info', (reply) => ({ ...reply, body: Buffer.from('{"error":') })),
  'another media type': on(202, '/login-sof-kyc', (reply) => ({
    ...reply,
    headers: { ...reply.headers, 'content-type': 'text/plain' },
  })),
  'a connection that breaks off': on(202, '/my-info', () => undefined),
  'nobody is refused': on(422, '/my-info', (reply) => ({ ...reply, status: 202 })),
  'a server that fails': on(202, '/kyc/upload-document', (reply) => ({ ...reply, status: 500 })),
  'a credential in the answer': on(202, '/login-sof-kyc', (reply, _, sent) =>
    json(reply, (body) => (body.seen = sent['api-secret'])),
  ),
  'nothing is known there': (reply) => ({ ...reply, status: 404, body: Buffer.from('') }),
};

describe.each(Object.entries(broken))('%s', (_, change) => {
  test('Dredd fails the cases that `check` fails, for the same reasons', async () => {
    breaks = change;
    const checked = await check('alfred', url + base);
    const plain = await dredd('alfred', url + base);
    expect(checked.exitCode).toBe(1);
    expect(plain.exitCode).toBe(1);
    // What fails the run as a whole fails the last transaction, too.
    const last = Object.keys(checked.of).at(-1) as string;
    expect(plain.of).toEqual(checked.errors.length > 0 ? { ...checked.of, [last]: 'fail' } : checked.of);
    for (const sentence of checked.sentences) expect(plain.output).toContain(sentence);
    expect(plain.output).not.toContain(secret.KYC_CONTRACTS_API_SECRET);
  });
});

test('of another provider, with named transactions only: the others are left out and not sent', async () => {
  breaks = on(202, '/0.2/kyc', (reply) => json(reply, (body) => (body.success = 'yes')));
  const checked = await check('sila', url, '--operation', 'kyc');
  const names = Object.keys(checked.of);
  const plain = await dredd('sila', url, ...names.map((name) => `--only=${name}`));
  expect(plain.exitCode).toBe(1);
  expect(Object.fromEntries(names.map((name) => [name, plain.of[name]]))).toEqual(checked.of);
  expect(Object.entries(plain.of).filter(([name, verdict]) => !names.includes(name) && verdict !== 'skip')).toEqual([]);
});

test('--names lists every case and sends nothing', async () => {
  const plain = await dredd('alfred', 'http://127.0.0.1:9', '--names');
  expect(plain.exitCode).toBe(0);
  expect(Object.keys(plain.of)).toHaveLength(19);
});

test('nobody listens: one transaction that fails and says so', async () => {
  const plain = await dredd('alfred', 'http://127.0.0.1:9');
  expect(plain.exitCode).toBe(1);
  expect(plain.output).toContain('127.0.0.1:9 cannot be reached (ECONNREFUSED)');
});

test("a document that is not the package's is refused, and says what to run", async () => {
  const document = { openapi: '3.0.3', info: { title: 'Other', version: '1' }, paths: {} };
  writeFileSync(join(folder, 'other.json'), JSON.stringify(document));
  rmSync(join(folder, 'dredd.yml'), { force: true });
  const hooks = join(packageRoot, 'dist', 'src', 'cli', 'dredd-hooks.cjs');
  const plain = await run(['other.json', 'http://127.0.0.1:9', `--hookfiles=${hooks}`]);
  expect(plain.exitCode).toBe(1);
  expect(plain.output).toContain('run "kyc-contracts check --spec"');
});
