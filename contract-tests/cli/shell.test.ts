/** What a shell, a terminal and a machine do to a command: a reader that leaves, a full disk, a stop, a silent target. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/http/listen.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-shell-'));
afterAll(() => rmSync(folder, { recursive: true }));
const servers: Listening[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

let count = 0;
function folderWith(files: Record<string, string>): string {
  const inside = join(folder, String((count += 1)));
  mkdirSync(inside);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(inside, name), content);
  return inside;
}

async function serve(answer: RequestListener): Promise<string> {
  const server = await listen(createServer(answer), { name: 'the target', port: 0 });
  servers.push(server);
  return server.url;
}

const command = join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js');
const isStack = /\n\s+at |node:events|Unhandled/;

function shell(line: string, cwd = folder): Promise<{ code: number; stdout: string; stderr: string }> {
  const script = `set -o pipefail\nkyc() { "${process.execPath}" "${command}" "$@"; }\n${line}`;
  return new Promise((resolve) =>
    execFile('bash', ['-c', script], { cwd, maxBuffer: 1e8, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
}

const operation = (operationId: string) => ({ get: { operationId, responses: { 200: { description: 'ok' } } } });
const paths = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`/o${at}`, operation(`o${at}`)]));
const document = JSON.stringify({ openapi: '3.1.1', info: { title: 'T', version: '1' }, paths });

describe('who reads only the beginning has done nothing wrong', () => {
  test.each([
    'check sila --list',
    'diff sila@0.1.0 sila --fail-on never --json',
    'spec sila --format yaml',
    'check --help',
  ])('%s', async (line) => {
    const { code, stderr } = await shell(`kyc ${line} | head -1`);
    expect(stderr).not.toMatch(isStack);
    expect(code).toBe(0);
  });

  test('a check goes on and writes its reports', async () => {
    const url = await serve((_, response) => response.end());
    const cwd = folderWith({ 'api.json': document });
    const line = `kyc check --spec api.json --url ${url} --phase examples --json report.json 2>&1 | head -1`;
    expect((await shell(line, cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toContain('"o29"');
  });
});

test.skipIf(!existsSync('/dev/full'))('a full disk is said in a sentence', async () => {
  const { code, stderr } = await shell('kyc spec sila > /dev/full');
  expect(stderr).toBe('kyc-contracts: the output cannot be written (ENOSPC)\n');
  expect(code).toBe(2);
});

test.skipIf(process.platform === 'win32')('a file that may not grow on is no whole one: exit code 2', async () => {
  const cwd = folderWith({});
  const { code, stderr } = await shell('ulimit -f 100; kyc spec sila > sila.json', cwd);
  expect(stderr).toBe('kyc-contracts: the output cannot be written (EFBIG)\n');
  expect(code).toBe(2);
});

test.each(['sandbox', 'proxy sila --target http://127.0.0.1:1', 'mock'])(
  '%s: an empty --host opens nothing',
  async (verb) => {
    const { code, stderr } = await shell(`kyc ${verb} --host ''`);
    expect(stderr).toMatch(/--host is empty: name an address, such as 127\.0\.0\.1\n$/);
    expect(code).toBe(2);
  },
);

describe('a configuration', () => {
  const check = (cwd: string, env = '') => shell(`${env} kyc check --list`, cwd);

  test('in TypeScript leaves nothing of itself behind', async () => {
    const text = 'export default { provider: "alfred" as const, credentials: { apiKey: "not-a-real-secret" } };';
    const cwd = folderWith({ 'kyc-contracts.config.ts': text });
    const temporary = join(cwd, 'temporary');
    mkdirSync(temporary);
    expect((await check(cwd, `export TMPDIR="${temporary}";`)).code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ['that never ends', 'await new Promise(() => {}); export default {};'],
    [
      'with a credential that never comes',
      'export default { provider: "alfred", credentials: { apiKey: () => new Promise(() => {}) } };',
    ],
  ])('%s', async (_, text) => {
    const { code, stderr } = await check(folderWith({ 'kyc-contracts.config.mjs': text }));
    expect(stderr).toMatch(/nothing is left to wait for, and it is not done: does the configuration/);
    expect(code).toBe(2);
  });

  test.each([
    ['sila', { inputs: { flwo: 'x' } }, 'unknown input "flwo": did you mean flow?'],
    ['alfred', { credentials: { apiKey: 'a\nb' } }, 'the credential "apiKey" has a line break'],
    [
      'sila',
      { credentials: { basic: 'nobody' } },
      'the credential "basic" is for HTTP Basic: write it as user:password',
    ],
  ])('%s %j is refused before anything is sent', async (provider, more, sentence) => {
    const { code, stderr } = await check(
      folderWith({ 'kyc-contracts.config.json': JSON.stringify({ provider, ...more }) }),
    );
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });
});

test.each([
  ['sandbox --seed -1', 'expected a whole number from 0'],
  ['sandbox --seed ""', 'expected a whole number from 0'],
  ['sandbox --frozen 2026-02-31T00:00:00Z', 'expected an instant such as'],
  ['sandbox --state ""', '--state is empty: name a file'],
  ['sandbox --state none/x.mdb', '--state none/x.mdb: its folder is not there: make it first'],
  ['diff sila silla', 'unknown provider "silla": did you mean sila?'],
])('%s', async (line, sentence) => {
  const { code, stderr } = await shell(`kyc ${line}`);
  expect(stderr).toContain(sentence);
  expect(code).toBe(2);
});

test('a revision of git may be called nearly as a provider is', async () => {
  const cwd = folderWith({ 'api.json': document });
  const commit = 'git init -q && git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m a';
  const line = `${commit} && git branch silla && kyc diff silla:api.json api.json && kyc diff silla api.json`;
  const { code, stdout } = await shell(line, cwd);
  expect(stdout).toBe('silla:api.json → api.json: no change\n'.repeat(2));
  expect(code).toBe(0);
});

test('a database by a socket that is not there is one that cannot be reached', async () => {
  const { code, stderr } = await shell('kyc sandbox --state "postgres://nobody@/none?host=/none"');
  expect(stderr).toContain('start it, or name another one');
  expect(code).toBe(3);
});

test('in a folder that is gone', async () => {
  const cwd = folderWith({});
  const { code, stderr } = await shell('rmdir "$PWD"; kyc check sila --url http://127.0.0.1:1', cwd);
  expect(stderr).toMatch(/the working directory is gone/);
  expect(code).toBe(2);
});

test('no place for temporary files is said in a sentence', async () => {
  const { code, stderr } = await shell('TMPDIR=/none kyc diff sila@0.1.0 sila');
  const sentence = 'no folder can be made in /none (ENOENT): set TMPDIR to one that can be written to';
  expect(stderr).toBe(`kyc-contracts: ${sentence}\n`);
  expect(code).toBe(2);
  const url = await serve((_, response) => response.end());
  const checked = await shell(`TMPDIR=/none kyc check alfred --url ${url} --phase workflows --no-control`);
  expect(checked.stdout).toContain(sentence);
  expect(checked.code).toBe(1);
});

/** Answers so many requests and then none. */
const silentAfter = (answers: number): RequestListener => {
  let seen = 0;
  return (_, response) => void ((seen += 1) <= answers && response.end());
};

test('a target that stops answering ends the check: exit code 3, and what was found until then', async () => {
  const url = await serve(silentAfter(5));
  const cwd = folderWith({ 'api.json': document });
  const flags = '--phase examples --driver direct --timeout 0.2 --json report.json --no-control';
  const { code, stderr } = await shell(`kyc check --spec api.json --url ${url} ${flags}`, cwd);
  expect(stderr).toMatch(/has stopped answering: 10 requests in a row had no answer in time/);
  expect(code).toBe(3);
  const report = readFileSync(join(cwd, 'report.json'), 'utf8');
  expect(report).toContain('the target does not answer any more');
});

test('an operation may be called as a member of every object', async () => {
  const url = await serve((_, response) => response.end());
  const info = { title: 'T', version: '1' };
  const named = { '/a': operation('constructor') };
  const cwd = folderWith({ 'api.json': JSON.stringify({ openapi: '3.1.1', info, paths: named }) });
  mkdirSync(join(cwd, 'recipes'));
  writeFileSync(join(cwd, 'recipes', 'constructor.yaml'), "'200': { then: { operation: constructor } }");
  const flags = '--recipes recipes --no-control --driver direct --phase examples';
  const { code, stdout, stderr } = await shell(`kyc check --spec api.json --url ${url} ${flags}`, cwd);
  expect(stderr + stdout).toContain('1 of 1 passed');
  expect(code).toBe(0);
});

test('one operation that hangs does not', async () => {
  const url = await serve((request, response) => void (request.url === '/o3' || response.end()));
  const cwd = folderWith({ 'api.json': document });
  const flags = '--phase examples --driver direct --timeout 0.2 --no-control';
  expect((await shell(`kyc check --spec api.json --url ${url} ${flags}`, cwd)).code).toBe(1);
});

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test.each(['direct', 'dredd'])('ends the run with its reports, and no failure of its own: %s', async (driver) => {
    let asked = (): void => {};
    const come = new Promise<void>((resolve) => (asked = resolve));
    const url = await serve((request, response) => void (request.url === '/o3' ? asked() : response.end()));
    const cwd = folderWith({ 'api.json': document });
    const more = ['--spec', 'api.json', '--url', url, '--no-control', '--phase', 'examples', '--driver', driver];
    const run = new RunningCommand({ cwd }, 'check', ...more, '--json', 'report.json');
    await come;
    expect(await run.stop(signal)).toBe(130);
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as { cases: { outcome: string }[] };
    expect(report.cases.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.cases.length).toBe(30);
  });
});

test('a pattern that would take for ever costs its clause, and is named', async () => {
  const body = { type: 'string', pattern: '^(a+)+$', minLength: 30 };
  const post = {
    operationId: 'a',
    requestBody: { content: { 'application/json': { schema: body, example: `${'a'.repeat(43)}!` } } },
    responses: { 200: { description: 'ok' }, 400: { description: 'no' } },
  };
  const cwd = folderWith({
    'api.json': JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'T', version: '1' },
      paths: { '/a': { post } },
    }),
  });
  const url = await serve((_, response) => response.end());
  const { code, stdout } = await shell(`kyc check --spec api.json --url ${url} --no-control --driver direct`, cwd);
  expect(stdout.match(/pattern takes more than a second on a text.*schema\/pattern\]/g)).toHaveLength(1);
  expect(code).toBe(1);
});
