/** What of a contract is checked: the options that select, require, list and leave out, as a shell sees them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';
import { isSafe } from '../../src/checker/recipes/calls.js';
import { operationsOf } from '../../src/openapi/document.js';
import { readRecipes } from '../../src/checker/index.js';
import type { Report } from '../../src/checker/index.js';
import { nearest } from '../../src/checker/nearest.js';
import { loadAnswers } from './workflows/answers.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-selection-'));
let target: Listening;
/** Method and path of each request, the probes of the engine left out. */
let seen: string[];
/** Paths that are answered as nobody has documented. */
let broken: string[];

const ok = { description: 'ok', content: { 'application/json': { schema: { type: 'object', required: ['id'] } } } };
const body = { content: { 'application/json': { schema: { type: 'object' }, example: {} } } };
const document = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: {
    '/read': { get: { operationId: 'read', tags: ['Reading'], responses: { 200: ok, 404: ok } } },
    '/find': { post: { operationId: 'find', tags: ['Reading'], requestBody: body, responses: { 200: ok } } },
    '/make': { post: { operationId: 'make', tags: ['Writing'], requestBody: body, responses: { 200: ok, 201: ok } } },
  },
};
const spec = join(folder, 'openapi.json');
const recipes = join(folder, 'recipes');

beforeAll(async () => {
  writeFileSync(spec, JSON.stringify(document));
  mkdirSync(recipes);
  writeFileSync(join(recipes, 'safe-operations.yaml'), 'find: Only looks.\n');
  writeFileSync(join(recipes, 'read.yaml'), "'404': { state: Nothing is there., given: [{ operation: make }] }\n");
  const server = createServer((request, response) => {
    if (!request.url?.includes('/kyc-contracts/') && !request.url?.includes('/_sandbox/'))
      seen.push(`${request.method} ${request.url}`);
    const isMissing = request.url === '/read' && seen.includes('POST /make');
    response.writeHead(isMissing ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(broken.includes(request.url ?? '') ? {} : { id: 1 }));
  });
  target = await listen(server, { name: 'the target', port: 0 });
});
beforeEach(() => {
  seen = [];
  broken = [];
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await target.close();
});

async function check(...flags: string[]) {
  const command = new RunningCommand(
    'check',
    '--spec',
    spec,
    '--recipes',
    recipes,
    '--url',
    target.url,
    '--prefer',
    'never',
    '--phase',
    'examples',
    ...flags,
  );
  const exitCode = await command.exitCode;
  return { exitCode, stdout: command.stdout, stderr: command.stderr };
}

async function rowsOf(...flags: string[]) {
  const { stdout, ...rest } = await check('--json', ...flags);
  const { cases: rows, errors } = JSON.parse(stdout) as Report;
  return {
    ...rest,
    rows,
    errors,
    lines: rows.map(({ operationId, status, outcome }) => `${operationId} ${status} ${outcome}`),
  };
}

describe('what is selected, and nothing else, is sent', () => {
  test.each([
    [['--operation', 'read', '--status', '200'], ['GET /read']],
    [
      ['--operation', 'read', '--operation', 'find', '--status', '2XX'],
      ['GET /read', 'POST /find'],
    ],
    [['--tag', 'Writing'], ['POST /make']],
    [['--tag', 'Reading', '--operation', 'find'], ['POST /find']],
  ])('%j', async (flags, expected) => {
    const { exitCode } = await rowsOf(...flags);
    expect(seen).toEqual(expected);
    expect(exitCode).toBe(0);
  });
});

describe('what nothing has is refused, with the nearest name', () => {
  test.each([
    [['--operation', 'raed'], 'unknown operation "raed": did you mean read?'],
    [['--tag', 'Waiting'], 'unknown tag "Waiting": did you mean Writing?'],
    [['--status', '999'], 'unknown status "999": choose 200 or 404 or 201 or 2XX or 4XX'],
    [['--require', 'make:409'], 'unknown case "make:409"'],
    [['--require', 'mke'], 'unknown operation "mke": did you mean make?'],
    [['--operation', 'find', '--tag', 'Writing'], 'no case matches'],
    [['--phase', 'transaction'], "option '--phase <name...>' argument 'transaction' is invalid. Allowed choices"],
  ])('%j', async (flags, sentence) => {
    const { exitCode, stderr } = await check(...flags);
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
    expect(seen).toEqual([]);
  });
});

test('--list sends nothing, and says which operations would be called how often', async () => {
  const { exitCode, stdout } = await check('--list');
  expect(stdout).toBe(`examples   read 200
examples   read 404
examples   find 200
examples   make 200
examples   make 201
           not exercised: no request is known to bring about this response

4 of 5 cases would be exercised, with at least these calls:
  read: 2 (safe)
  make: 2
  find: 1 (safe)
`);
  expect(seen).toEqual([]);
  expect(exitCode).toBe(0);

  const { stdout: json } = await check('--list', '--json');
  expect(JSON.parse(json)).toMatchObject({
    cases: [{ operationId: 'read' }, { calls: ['make', 'read'] }, {}, {}, { calls: [] }],
    calls: [{ operationId: 'read', isSafe: true, times: 2 }, {}, {}],
  });
});

test('--read-only sends only what is safe, the steps before a case included, and says what it left out', async () => {
  const { lines, rows } = await rowsOf('--read-only');
  expect(seen).toEqual(['GET /read', 'POST /find']);
  expect(lines).toEqual([
    'read 200 passed',
    'read 404 skipped',
    'find 200 passed',
    'make 200 skipped',
    'make 201 skipped',
  ]);
  expect(rows[1]?.reason).toBe('--read-only: make is not known to be safe');
});

describe('--require', () => {
  test('is met by one case of the name', async () => {
    const { exitCode } = await rowsOf('--require', 'make', 'read:404');
    expect(exitCode).toBe(0);
  });

  test.each([
    ['make:201', 'required and not exercised: make:201 (no request is known to bring about this response)'],
    ['all', 'required and not exercised: make:201 (no request is known to bring about this response)'],
  ])('%s is not met, and the run fails with the reason', async (name, sentence) => {
    const { exitCode, errors } = await rowsOf('--require', name);
    expect(errors).toMatchObject([{ code: 'not-exercised', message: sentence }]);
    expect(exitCode).toBe(1);
  });
});

describe('--min-coverage', () => {
  test('a run that exercised less fails, and says so first', async () => {
    const { exitCode, stdout } = await check('--min-coverage', '100');
    // After the name of what was checked.
    const [, , first] = stdout.split('\n');
    expect(first).toBe('  ! only 4 of 5 cases were exercised (80.0 %), fewer than 100 %');
    expect(stdout).toMatch(/Run errors\n +✗ only 4 of 5 cases/);
    expect(exitCode).toBe(1);
  });

  test('one that exercised as much does not', async () => {
    const { exitCode, stdout } = await check('--min-coverage', '80');
    expect(stdout).not.toContain('fewer than');
    expect(exitCode).toBe(0);
  });

  test('fewer than half are told of first, and fail nothing', async () => {
    const { exitCode, stdout } = await check('--read-only');
    expect(stdout.split('\n')[2]).toBe('  ! only 2 of 5 cases were exercised (40.0 %), fewer than 50 %');
    expect(exitCode).toBe(0);
  });

  test('what is no share is bad usage', async () => {
    const { exitCode, stderr } = await check('--min-coverage', '120');
    expect(stderr).toContain('expected a number between 0 and 100');
    expect(exitCode).toBe(2);
  });
});

test('--bail stops at the first failure, and says so of the rest', async () => {
  broken = ['/read'];
  const { exitCode, lines, rows, errors } = await rowsOf('--bail');
  expect(seen).toEqual(['GET /read']);
  expect(lines.slice(1).every((line) => line.endsWith('skipped'))).toBe(true);
  expect(rows[2]?.reason).toBe('the run stopped at the first failure (--bail)');
  expect(errors).toEqual([]);
  expect(exitCode).toBe(1);
});

test('check in a pipe › a line when each phase begins and one when it ends, no warning on this machine', async () => {
  const { stderr } = await check();
  const lines = stderr.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^(\w+ \.\.\.|\w+: .+ in \d+\.\d s)$/);
});

test('what is said to be safe is an operation, and never one whose name says that it writes', async () => {
  const { document: sila } = await loadAnswers('sila');
  const { safe } = readRecipes('spec/sila/recipes');
  const ids = operationsOf(sila).map(({ operationId }) => operationId);
  expect(safe.filter((name) => !ids.includes(name))).toEqual([]);
  expect(safe.filter((name) => /^(add|update|delete|register|upload|request|resume|retry|kyc$)/.test(name))).toEqual(
    [],
  );
  expect(operationsOf(sila).filter((one) => isSafe(one, { safe } as never)).length).toBe(safe.length);
});

test('nearest: as few edits as can be, and none that are too many', () => {
  expect(nearest('regster', ['register', 'kyc'])).toEqual(['register']);
  expect(nearest('KYC', ['kyc', 'kyb'])).toEqual(['kyc']);
  expect(nearest('elephant', ['register', 'kyc'])).toEqual([]);
});
