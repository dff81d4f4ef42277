/** The `check` verb as a shell sees it: arguments, output, exit codes, and what must never be in any of them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { RunningCommand } from '../support/command.js';
import type { Report } from '../../src/checker/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close() && server.closeAllConnections()));
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const only = ['--phase', 'examples'];

async function run(...args: string[]) {
  const command = new RunningCommand('check', ...args);
  return { exitCode: await command.exitCode, stdout: command.stdout, stderr: command.stderr };
}

const operation = (operationId: string) => ({
  get: {
    operationId,
    responses: {
      200: {
        description: 'ok',
        content: {
          'application/json': {
            schema: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
          },
        },
      },
    },
  },
});

const document = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: { '/a': operation('a'), '/b': operation('b') },
};

const answer =
  (id: string): RequestListener =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));

describe('bad usage is one sentence and exit code 2', () => {
  test.each([
    ['a provider without --url', ['sila'], /name the implementation to check: --url/],
    ['a provider that there is not, without --url', ['nosuch'], /unknown provider "nosuch": choose alfred/],
    ['--url without a document', ['--url', 'http://127.0.0.1:1'], /a provider or --spec FILE/],
    ['a provider and --spec', ['sila', '--spec', 'x.yaml', '--url', 'http://127.0.0.1:1'], /not both/],
    [
      'an unknown provider',
      ['silla', '--url', 'http://127.0.0.1:1'],
      /unknown provider "silla": choose alfred or .*sila/,
    ],
    ['no URL', ['sila', '--url', 'localhost'], /expected a URL such as/],
    ['another scheme', ['sila', '--url', 'file:///etc'], /expected a URL such as/],
    ['credentials in the URL', ['sila', '--url', 'http://me:secret@127.0.0.1:1'], /set them in the environment/],
    [
      'a plan in a folder that is not there',
      ['sila', '--list', '--json', '/nonexistent/x.json'],
      /--json: the folder \/nonexistent is not there/,
    ],
    ['no time', ['sila', '--url', 'http://127.0.0.1:1', '--timeout', 'soon'], /expected seconds/],
    ['an unknown option', ['sila', '--ulr', 'http://127.0.0.1:1'], /Did you mean --url/],
    [
      'a document that is not there',
      ['--spec', 'nowhere.yaml', '--url', 'http://127.0.0.1:1'],
      /nowhere\.yaml is not there/,
    ],
  ])('%s', async (_, args, sentence) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(`${stdout}${stderr}`).not.toMatch(/me:secret/);
    expect(exitCode).toBe(2);
  });

  test('a pattern that no engine compiles › costs its clause, is said in the report, and is no failure', async () => {
    const broken = structuredClone(document) as any;
    broken.paths['/a'].get.responses[200].content['application/json'].schema.properties.id.pattern = '(';
    const url = await serve(answer('6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32'));
    const report = join(folder, 'pattern-report.json');
    const args = ['--spec', file('pattern.json', broken), '--url', url, '--json', report, ...only];
    const { exitCode, stderr } = await run(...args);
    expect(readFileSync(report, 'utf8')).toContain('/properties/id/pattern');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(0);
  });
});

test('a target that is down: exit code 3', async () => {
  const { exitCode, stderr } = await run('alfred', '--url', 'http://127.0.0.1:1');
  expect(stderr).toBe(
    'kyc-contracts: 127.0.0.1:1 cannot be reached (ECONNREFUSED): is it running, and is --url right?\n',
  );
  expect(exitCode).toBe(3);
});

test('a contract that is kept: exit code 0, no colour in a pipe', async () => {
  const url = await serve(answer('6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32'));
  const { exitCode, stdout, stderr } = await run('--spec', file('kept.json', document), '--url', url, ...only);
  expect(stdout).toContain('2 of 2 passed, 0 failed, 0 not exercised');
  expect(stdout).not.toContain('\u001b[');
  expect(stderr).not.toContain('\u001b[');
  expect(exitCode).toBe(0);
});

test('a contract that is broken: exit code 1, and a report that says where', async () => {
  const url = await serve(answer('none'));
  const report = join(folder, 'report.json');
  const { exitCode, stdout } = await run('--spec', file('broken.json', document), '--url', url, '--json', report);
  expect(stdout).toContain('body /id: expected the format "uuid"');
  const { cases } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  expect(cases[0]).toEqual({
    operationId: 'a',
    method: 'GET',
    path: '/a',
    status: 200,
    example: null,
    phase: 'examples',
    formerPhase: 'transactions',
    outcome: 'failed',
    violations: [
      {
        code: 'body-format',
        kind: 'body',
        pointer: '/id',
        message: 'expected the format "uuid"',
        clause: '/paths/~1a/get/responses/200/content/application~1json/schema/properties/id/format',
        got: 'a string of 4 characters',
      },
    ],
    curl: `curl '${url}/a'`,
  });
  expect(exitCode).toBe(1);
});

test('--json without a file: the report on stdout, the table on stderr', async () => {
  const url = await serve(answer('none'));
  const { exitCode, stdout, stderr } = await run(
    '--spec',
    file('stdout.json', document),
    '--url',
    url,
    '--json',
    ...only,
  );
  expect((JSON.parse(stdout) as Report).cases.map((row) => row.outcome)).toEqual(['failed', 'failed']);
  expect(stderr).toContain('0 of 2 passed, 2 failed');
  expect(exitCode).toBe(1);
});

test('Ctrl-C: the report is written, says that it is partial, and the exit code is not 0', async () => {
  const url = await serve((request, response) => {
    if (request.url !== '/b') answer('6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32')(request, response);
  });
  const report = join(folder, 'partial.json');
  const command = new RunningCommand('check', '--spec', file('slow.json', document), '--url', url, '--json', report);
  await new Promise((resolve) => servers[0]?.on('request', ({ url: path }) => path === '/b' && resolve(undefined)));
  expect(await command.stop('SIGINT')).toBe(130);
  const { cases, errors } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  expect(cases[0]?.outcome).toBe('passed');
  expect(errors).toEqual([{ code: 'interrupted', message: 'the run was interrupted: this report is partial' }]);
});

test('a credential from the environment reaches the target, and nothing that is printed or written', async () => {
  const seen = new Set<unknown>();
  const url = await serve((request, response) => {
    seen.add(request.headers['api-secret']);
    response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify(request.headers));
  });
  const report = join(folder, 'secret.json');
  process.env.KYC_CONTRACTS_API_KEY = 'key-4b6e2a1c';
  process.env.KYC_CONTRACTS_API_SECRET = 'secret-9d3f4c58';
  const { exitCode, stdout, stderr } = await run('alfred', '--url', url, '--json', report);
  delete process.env.KYC_CONTRACTS_API_KEY;
  delete process.env.KYC_CONTRACTS_API_SECRET;
  expect(seen).toContain('secret-9d3f4c58');
  expect(`${stdout}${stderr}${readFileSync(report, 'utf8')}`).not.toMatch(/4b6e2a1c|9d3f4c58/);
  expect(exitCode).toBe(1);
});
