/** `kyc-contracts diff`: where the documents come from, what it prints, and its exit codes. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot, packageVersion } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';

let cwd: string;

const document = (name: object, more: object = {}) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Users', version: '1.0.0' },
    paths: {
      '/users': {
        post: {
          operationId: 'addUser',
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
          responses: {
            200: {
              description: 'Done.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
            },
          },
        },
      },
    },
    components: { schemas: { User: { type: 'object', properties: { name } } } },
    ...more,
  });

const git = (...args: string[]) => execFileSync('git', args, { cwd, stdio: 'ignore' });

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'diff-command-'));
  writeFileSync(join(cwd, 'old.json'), document({ type: 'string' }));
  writeFileSync(join(cwd, 'new.json'), document({ type: 'string', enum: ['a'] }));
  writeFileSync(join(cwd, 'words.json'), document({ type: 'string', description: 'Full name.' }));
  writeFileSync(join(cwd, 'broken.yaml'), 'openapi: 3.1.0\npaths: [');
  mkdirSync(join(cwd, 'api'));
  writeFileSync(
    join(cwd, 'api', 'openapi.yaml'),
    'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { $ref: a.yaml } }\n',
  );
  writeFileSync(join(cwd, 'api', 'a.yaml'), "get: { responses: { '200': { description: ok } } }\n");
  git('init', '--quiet');
  git('add', 'api');
  git('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '--message', 'One');
  git('tag', 'v1.0.0');
  writeFileSync(join(cwd, 'api', 'a.yaml'), "get: { responses: { '201': { description: ok } } }\n");
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function run(...args: string[]) {
  const command = new RunningCommand({ cwd }, 'diff', ...args);
  return { exitCode: await command.exitCode, stdout: command.stdout, stderr: command.stderr };
}

test('tells by operation and direction what changed, and fails for what breaks', async () => {
  const { exitCode, stdout, stderr } = await run('old.json', 'new.json');
  expect(stdout).toBe(
    `old.json → new.json: 1 breaking, 1 compatible, 0 documentation, 0 evidence

Breaking (1)
  POST /users
    name: only ["a"] is allowed now (request body)

Compatible (1)
  POST /users
    name: only ["a"] is allowed now (response 200)
`,
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(1);
});

test.each([
  [['--fail-on', 'never'], 0],
  [['--fail-on', 'breaking'], 1],
  [['--fail-on', 'evidence'], 0],
])('with %j exits with %i', async (flags, code) => {
  expect((await run('old.json', 'new.json', ...flags)).exitCode).toBe(code);
});

test('a parameter moved only to a place where none of its name was', async () => {
  const parameters = (...places: string[]) => ({
    paths: { '/users': { get: { parameters: places.map((place) => ({ name: 'X-Id', in: place })), responses: {} } } },
  });
  writeFileSync(join(cwd, 'both.json'), document({}, parameters('query', 'header')));
  writeFileSync(join(cwd, 'query.json'), document({}, parameters('query')));
  writeFileSync(join(cwd, 'header.json'), document({}, parameters('header')));
  expect((await run('both.json', 'header.json')).stdout).toContain('was removed');
  expect((await run('query.json', 'header.json')).stdout).toContain('is a header parameter now');
});

test('reads a document of more than 16 MiB, as check does', async () => {
  writeFileSync(join(cwd, 'large.json'), document({ description: 'a'.repeat(17 * 1024 * 1024) }));
  expect((await run('large.json', 'large.json')).exitCode).toBe(0);
});

test('words alone are documentation', async () => {
  expect((await run('old.json', 'words.json')).exitCode).toBe(0);
  expect((await run('old.json', 'words.json', '--fail-on', 'documentation')).exitCode).toBe(1);
  const same = await run('old.json', 'old.json', '--fail-on', 'documentation');
  expect(same).toEqual({ exitCode: 0, stdout: 'old.json → old.json: no change\n', stderr: '' });
});

test('prints JSON, Markdown and annotations', async () => {
  const json = JSON.parse((await run('old.json', 'new.json', '--json')).stdout) as Record<string, unknown>;
  expect(json).toMatchObject({
    old: 'old.json',
    new: 'new.json',
    versions: { old: '1.0.0', new: '1.0.0' },
    summary: { breaking: 1, compatible: 1 },
    changes: [
      {
        class: 'breaking',
        rule: 'enum-added',
        operations: [{ operation: 'POST /users', places: ['request body'] }],
        new: '/components/schemas/User/properties/name/enum',
        redocly: { impact: 'major', rules: ['enum-values-removed'] },
      },
      { class: 'compatible' },
    ],
  });
  expect((await run('old.json', 'new.json', '--markdown')).stdout).toContain(
    '### Breaking (1)\n\n**POST /users**\n\n- name: only \\["a"\\] is allowed now (request body)\n',
  );
  const { stdout } = await run('old.json', 'new.json', '--github');
  expect(stdout.split('\n')[0]).toBe(
    '::error file=new.json,line=1,col=422,title=Breaking%3A enum-added::name: only ["a"] is allowed now%0APOST /users, request body',
  );
});

test('reads documents of several files from git', async () => {
  const { exitCode, stdout } = await run('HEAD:api/openapi.yaml', 'api/openapi.yaml');
  expect(stdout).toContain('response 200');
  expect(exitCode).toBe(1);
  expect((await run('v1.0.0:', 'HEAD:api/openapi.yaml')).stdout).toBe(
    'v1.0.0:api/openapi.yaml → HEAD:api/openapi.yaml: no change\n',
  );
});

test('annotations point into the file that has the changed clause', async () => {
  const clause = (type: string) => `type: object\nproperties:\n  id:\n    description: Its id.\n    type: ${type}\n`;
  writeFileSync(
    join(cwd, 'api', 'users.yaml'),
    [
      'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      responses:',
      "        '200': { description: ok, content: { application/json: { schema: { $ref: schemas/user.yaml } } } }\n",
    ].join('\n'),
  );
  mkdirSync(join(cwd, 'api', 'schemas'));
  writeFileSync(join(cwd, 'api', 'schemas', 'user.yaml'), clause('string'));
  git('add', 'api');
  git('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '--message', 'Two');
  writeFileSync(join(cwd, 'api', 'schemas', 'user.yaml'), clause('integer'));
  expect((await run('HEAD:api/users.yaml', 'api/users.yaml', '--github')).stdout).toMatch(
    /^::error file=api\/schemas\/user\.yaml,line=5,col=5,title=Breaking%3A type-changed::/,
  );
  // What went is told at what is left around it.
  writeFileSync(join(cwd, 'api', 'schemas', 'user.yaml'), 'type: object\nproperties:\n  name: {}\n');
  expect((await run('HEAD:api/users.yaml', 'api/users.yaml', '--github')).stdout).toMatch(
    /^::error file=api\/schemas\/user\.yaml,line=2,col=1,title=Breaking%3A property-removed::/m,
  );
});

test('annotations of a provider point into the files of spec/', async () => {
  const command = new RunningCommand('diff', 'sila@0.1.0', 'sila', '--github', '--fail-on', 'never');
  expect(await command.exitCode).toBe(0);
  const told = command.stdout.trim().split('\n');
  const places = told.flatMap((line) => {
    const [, file, number] = /^::\w+ file=([^,]+),line=(\d+),/.exec(line) ?? [];
    return file === undefined ? [] : [{ file, line: Number(number) }];
  });
  // All but "n more" and the number of changes of words.
  expect(places.length).toBe(told.filter((line) => !/::\d+ (more|changes of words)$/.test(line)).length);
  expect(places.filter(({ file }) => /^spec\/sila\/(schemas|paths)\//.test(file)).length).toBeGreaterThan(5);
  for (const { file, line } of places) {
    expect(readFileSync(join(packageRoot, file), 'utf8').split('\n')[line - 1]?.trim(), file).not.toBe('');
  }
});

test('reads released documents: of the package itself, of a tarball, of one that is installed', async () => {
  const home = join(cwd, 'node_modules', 'kyc-contracts-0.0.9');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "name": "kyc-contracts", "version": "0.0.9" }');
  cpSync(join(packageRoot, 'generated', 'alfred', 'openapi.json'), join(home, 'generated', 'alfred', 'openapi.json'));
  expect((await run('0.0.9:', 'alfred')).stdout).toBe(`0.0.9:alfred → alfred ${packageVersion}: no change\n`);
  expect((await run('alfred@0.0.9', 'alfred')).stdout).toBe(`0.0.9:alfred → alfred ${packageVersion}: no change\n`);
  cpSync(home, join(cwd, 'package'), { recursive: true });
  execFileSync('tar', ['-czf', 'released.tgz', 'package'], { cwd });
  expect((await run('released.tgz:alfred', 'alfred')).stdout).toContain('no change');
});

test.each([
  [['old.json', 'gone.json'], 'gone.json: there is no such file'],
  [['old.json', 'broken.yaml'], 'broken.yaml:2:'],
  [['nothing:', 'old.json'], 'git knows no revision "nothing" here'],
  [['--', '-x:old.json', 'old.json'], 'names nothing in git'],
  [['HEAD:gone.yaml', 'old.json'], 'HEAD has no gone.yaml'],
  [['HEAD:../secret.yaml', 'old.json'], 'names nothing in git'],
  [['HEAD:', 'HEAD:'], 'say which document'],
  [['9.9.9:', 'alfred'], 'version 9.9.9 is not at hand'],
  [['alfred@9.9.9', 'alfred'], 'version 9.9.9 is not at hand'],
  [['alfred@0.1', 'alfred'], '"0.1" is no version'],
  [['api', 'old.json'], 'is a folder: name a file'],
  [['https://api.example/openapi.yaml', 'old.json'], 'is a URL, and only files are read'],
  [
    ['old.json', 'new.json', '--fail-on', 'minor'],
    'Allowed choices are breaking, compatible, documentation, evidence, never',
  ],
  [['old.json'], "missing required argument 'new'"],
])('refuses %j in one sentence', async (args, message) => {
  const { exitCode, stdout, stderr } = await run(...args);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

test('a document that is nested without end, or refers in circles, is compared or refused', async () => {
  const deep = (depth: number) => `${'{"allOf":['.repeat(depth)}{"type":"string"}${']}'.repeat(depth)}`;
  const text = document({ type: 'string' }).replace('{"type":"string"}', deep(3000));
  writeFileSync(join(cwd, 'deep.json'), text);
  const { exitCode, stderr } = await run('deep.json', 'old.json');
  expect(stderr).not.toMatch(/at .*:\d+:\d+\)|defect/);
  expect([0, 1, 2]).toContain(exitCode);
  const circle = { $ref: '#/components/schemas/User' };
  writeFileSync(join(cwd, 'circle.json'), document(circle));
  expect((await run('circle.json', 'circle.json')).exitCode).toBe(0);
  writeFileSync(join(cwd, 'other-circle.json'), document({ anyOf: [circle, { type: 'null' }] }));
  expect((await run('circle.json', 'other-circle.json')).exitCode).toBe(1);
});
