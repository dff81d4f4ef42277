/** `kyc-contracts.config.*`: found where it is run, beaten by flags, refused with the name of what is wrong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addOptions } from '../../src/cli/check/add-options.js';
import { configSchema } from '../../src/cli/check/config-schema.js';
import { phaseNames } from '../../src/checker/selection.js';
import { checkOptions, choices, reportOptions, severityOptions } from '../../src/cli/check/option-table.js';
import { listen, type Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';

const root = mkdtempSync(join(tmpdir(), 'kyc-config-'));
let target: Listening;
let seen: { path: string; headers: IncomingHttpHeaders }[];

const operation = (operationId: string) => ({
  get: { operationId, security: [{ key: [] }], responses: { 200: { description: 'ok' } } },
});
const document = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: { '/a': operation('a'), '/b': operation('b') },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
};

beforeAll(async () => {
  const server = createServer((request, response) => {
    if (/^\/[ab]$/.test(request.url ?? '')) seen.push({ path: request.url as string, headers: request.headers });
    response.end();
  });
  target = await listen(server, { name: 'the target', port: 0 });
});
beforeEach(() => void (seen = []));
afterAll(async () => {
  rmSync(root, { recursive: true });
  await target.close();
});

/** A folder of its own with these files, and the document. */
let folders = 0;
function folderWith(files: Record<string, string | object>): string {
  const folder = join(root, String((folders += 1)));
  mkdirSync(folder);
  for (const [name, content] of Object.entries({ 'api.json': document, ...files })) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function check(cwd: string, ...flags: string[]) {
  const command = new RunningCommand(
    { cwd, env: { SECRET_KEY: 'key-7f3a' } },
    'check',
    '--prefer',
    'never',
    '--phase',
    'examples',
    ...flags,
  );
  const exitCode = await command.exitCode;
  return { exitCode, stdout: command.stdout, stderr: command.stderr };
}

const paths = () => seen.map(({ path }) => path);

describe('each kind of file is found where the command is run', () => {
  const settings = () => ({ url: target.url, spec: 'api.json', operation: ['a'] });
  test.each([
    ['json', () => settings()],
    ['yaml', () => `url: ${target.url}\nspec: api.json\noperation: [a]\n`],
    ['js', () => `export default ${JSON.stringify(settings())};`],
    ['mjs', () => `export default ${JSON.stringify(settings())};`],
    ['ts', () => `const settings: { url: string } = ${JSON.stringify(settings())};\nexport default settings;`],
  ])('%s', async (extension, content) => {
    const { exitCode, stdout } = await check(folderWith({ [`kyc-contracts.config.${extension}`]: content() }));
    expect(stdout).toContain('1 of 1 passed');
    expect(paths()).toEqual(['/a']);
    expect(exitCode).toBe(0);
  });
});

test('--config names another one, whose paths are relative to it', async () => {
  const folder = folderWith({ 'team.yaml': `url: ${target.url}\nspec: api.json\n` });
  const { exitCode } = await check(root, '--config', join(folder, 'team.yaml'));
  expect(paths()).toEqual(['/a', '/b']);
  expect(exitCode).toBe(0);
});

test('a timer that a configuration leaves open does not keep the command', async () => {
  const own = `setInterval(() => {}, 1000); export default { spec: 'api.json', url: ${JSON.stringify(target.url)} };`;
  const { stdout, exitCode } = await check(folderWith({ 'kyc-contracts.config.mjs': own }));
  expect(stdout).toContain('2 of 2 passed');
  expect(exitCode).toBe(0);
});

test('one that never comes to an end is told as that, in one sentence', async () => {
  const { stderr, exitCode } = await check(folderWith({ 'kyc-contracts.config.mjs': 'await new Promise(() => {})' }));
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/nothing is left to wait for, and it is not done/)]);
  expect(exitCode).toBe(2);
});

test('flags win', async () => {
  const folder = folderWith({
    'kyc-contracts.config.json': { url: 'http://127.0.0.1:1', spec: 'api.json', operation: ['a'] },
  });
  const { exitCode } = await check(folder, '--url', target.url, '--operation', 'b');
  expect(paths()).toEqual(['/b']);
  expect(exitCode).toBe(0);
});

test.each([
  ['of the document in the configuration', ['--spec', './api.json'], ['key-7f3a']],
  ['of another document', ['--spec', 'other.json'], ['fake']],
])('credentials %s', async (_, flags, sent) => {
  const config = { url: target.url, spec: 'api.json', operation: ['a'], credentials: { key: 'key-7f3a' } };
  const folder = folderWith({ 'kyc-contracts.config.json': config, 'other.json': document });
  await check(folder, ...flags);
  expect(seen.map(({ headers }) => String(headers['x-key']).replace(/^.*fake.*$/i, 'fake'))).toEqual(sent);
});

test('credentials of another client › are of a scheme of the document, and text', async () => {
  const config = { url: target.url, spec: 'api.json', operation: ['a'], otherCredentials: { kye: 'key-7f3a' } };
  const { stderr, exitCode } = await check(folderWith({ 'kyc-contracts.config.json': config }));
  expect([stderr.trim(), exitCode]).toEqual(['kyc-contracts: unknown security scheme "kye": did you mean key?', 2]);
  const other = { ...config, otherCredentials: { key: 7 } };
  const found = await check(folderWith({ 'kyc-contracts.config.json': other }));
  expect(found.stderr).toContain('"otherCredentials.key" must be text, or a function that returns it');
});

test.each([
  [{ provider: 'alfred', credentials: { apiKey: 'k' }, inputs: { no: 1 } }, 0],
  [{ provider: 'sila', credentials: { apiKey: 'k' } }, 2],
  [{ credentials: { apiKey: 'k' } }, 2],
])('check sila beside %j › %i: what belongs to another provider is left out', async (config, expected) => {
  const { exitCode } = await check(folderWith({ 'kyc-contracts.config.json': config }), '--list', 'sila');
  expect(exitCode).toBe(expected);
});

describe('credentials', () => {
  const config = (value: string) =>
    `export default { url: '${target.url}', spec: 'api.json', credentials: { key: ${value} } };`;

  test.each([['process.env.SECRET_KEY'], ['() => process.env.SECRET_KEY'], ['async () => process.env.SECRET_KEY']])(
    '%s reaches the target, and nothing that is printed',
    async (value) => {
      const { stdout, stderr } = await check(folderWith({ 'kyc-contracts.config.ts': config(value) }), '--json');
      expect(seen[0]?.headers['x-key']).toBe('key-7f3a');
      expect(stdout + stderr).not.toContain('7f3a');
    },
  );

  test('the environment wins', async () => {
    const folder = folderWith({ 'kyc-contracts.config.ts': config('process.env.SECRET_KEY') });
    const command = new RunningCommand(
      { cwd: folder, env: { SECRET_KEY: 'key-7f3a', KYC_CONTRACTS_KEY: 'other' } },
      'check',
      '--prefer',
      'never',
      '--phase',
      'examples',
    );
    await command.exitCode;
    expect(seen[0]?.headers['x-key']).toBe('other');
  });
});

describe('what is wrong is named, and never its value', () => {
  const json = (more: object) => ({
    'kyc-contracts.config.json': { url: 'http://127.0.0.1:1', spec: 'api.json', ...more },
  });
  test.each([
    [json({ tiemout: 5 }), '"tiemout" is no setting: did you mean "timeout"?'],
    [json({ reports: { junti: 'a.xml' } }), '"reports.junti" is no setting: did you mean "junit"?'],
    [json({ timeout: 'long' }), '"timeout" must be number'],
    [
      json({ phase: ['all'] }),
      '"phase.0" must be equal to one of the allowed values (examples, negatives, positives, relations, workflows, transactions, journeys)',
    ],
    [json({ url: 'http://me:key-7f3a@127.0.0.1' }), 'credentials do not belong in the URL'],
    [json({ url: 'localhost' }), `the configuration's "url": expected a URL such as`],
    [json({ credentials: { kye: 'key-7f3a' } }), 'unknown security scheme "kye": did you mean key?'],
    [
      json({ credentials: { key: { value: 'key-7f3a' } } }),
      '"credentials.key" must be text, or a function that returns it',
    ],
    [{ 'kyc-contracts.config.json': '{"credentials": {"key": "key-7f3a"' }, 'kyc-contracts.config.json cannot be read'],
    [{ 'kyc-contracts.config.yaml': '- 1' }, 'the configuration must be object'],
    [{ 'kyc-contracts.config.yml': 'spec: api.json' }, 'kyc-contracts.config.yml is not read: call it'],
    [json({ provider: 'sila' }), 'kyc-contracts.config.json: name a "provider" or a "spec", not both'],
    [
      { 'kyc-contracts.config.mjs': 'process.exit(0)' },
      'kyc-contracts.config.mjs has ended the process before anything was checked: take process.exit out of it',
    ],
    [
      {
        'kyc-contracts.config.js': `export default { url: 'http://127.0.0.1:1', spec: 'api.json', credentials: { key: () => process.exit() } }`,
      },
      'the configuration has ended the process before anything was checked',
    ],
    [{ 'kyc-contracts.config.js': 'throw "SECRET_KEY is not set"' }, 'cannot be read: SECRET_KEY is not set'],
    [{ 'kyc-contracts.config.js': 'throw undefined' }, 'cannot be read: it threw no error'],
    [{ 'kyc-contracts.config.mjs': 'throw Object.create(null)' }, 'cannot be read: it threw no error'],
    [
      {
        'kyc-contracts.config.js': `export default { url: 'http://127.0.0.1:1', spec: 'api.json', credentials: { key: () => { throw 'key-7f3a' } } }`,
      },
      `the configuration's credential "key" failed with what is no error (string)`,
    ],
    [
      {
        'kyc-contracts.config.js': `export default { url: 'http://127.0.0.1:1', spec: 'api.json', credentials: { key: () => \`\${process.env.NO_SUCH}:\${process.env.NO_SUCH}\` } }`,
      },
      'the credential "key" has "undefined" in it: is its environment variable set?',
    ],
    [
      { 'kyc-contracts.config.js': 'throw new Error("SECRET_KEY is not set")' },
      'cannot be read: SECRET_KEY is not set',
    ],
    [
      {
        'kyc-contracts.config.js': `export default { url: 'http://127.0.0.1:1', spec: 'api.json', credentials: { key: process.env.NO_SUCH } }`,
      },
      '"credentials.key" is not set: is its environment variable?',
    ],
    [
      {
        'kyc-contracts.config.js': `export default { url: 'http://127.0.0.1:1', spec: 'api.json', credentials: { key: () => { throw new Error('key-7f3a') } } }`,
      },
      `the configuration's credential "key" failed with Error`,
    ],
  ])('%j: %s', async (files, sentence) => {
    const { exitCode, stdout, stderr } = await check(folderWith(files as Record<string, string | object>));
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout + stderr).not.toContain('7f3a');
    expect(exitCode).toBe(2);
  });

  test('a file that is not there', async () => {
    const { exitCode, stderr } = await check(root, '--config', 'nowhere.yaml');
    expect(stderr).toContain('--config nowhere.yaml: no such file');
    expect(exitCode).toBe(2);
  });
});

test('each option of the table is in --help, and those of the configuration are in its schema under the same name', () => {
  expect(choices.phases).toEqual(phaseNames);
  const rows = { ...checkOptions, ...reportOptions, ...severityOptions };
  const options = addOptions(new Command('check'), rows).options.filter(({ negate }) => !negate);
  expect(options.map((option) => option.attributeName())).toEqual(Object.keys(rows));
  const settings = Object.entries(rows).flatMap(([name, { inConfig }]) => (inConfig ? [name] : []));
  expect(Object.keys(configSchema.properties).sort()).toEqual(
    [...settings, 'provider', 'credentials', 'otherCredentials', 'inputs', 'reports'].sort(),
  );
});
