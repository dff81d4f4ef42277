/** The packed tarball in a fresh project: what a consuming repository gets, and what it does not have to install. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';

import { startMock } from '../../src/mock/server.js';
import { peerPackages } from '../../src/openapi/peer-packages.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('basics');
const kycContracts = join(inject('consumer'), 'node_modules', '.bin', 'kyc-contracts');
const cli = (...args: string[]) => project.run(kycContracts, args);

test('the clients work, with credentials where each provider wants them', async () => {
  const alfred = await startMock('alfred', { port: 0 });
  const sila = await startMock('sila', { port: 0 });
  project.write(
    'use.js',
    `import { createAlfredClient } from 'kyc-contracts/alfred';
     import { createSilaClient } from 'kyc-contracts/sila';
     const alfred = createAlfredClient({
       baseUrl: '${alfred.url}',
       credentials: { apiKey: 'fake-key', apiSecret: 'fake-secret' },
     });
     const login = await alfred.POST('/login-sof-kyc', { body: {
       firstname: 'Ada', lastname: 'Example', address: 'Calle Ejemplo 1', country: 'ARG', city: 'Buenos Aires',
       email: 'ada@example.com', phonenumber: '+12025550123', initial_transaction: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
       zipcode: 1020, birthday: '1987-04-12' } });
     const sila = createSilaClient({ baseUrl: '${sila.url}', credentials: { bearer: 'fake-token' } });
     const run = await sila.POST('/0.2/kyc', { body: {
       header: { created: Math.floor(Date.now() / 1000), app_handle: 'example_app', user_handle: 'ada_example' },
       flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' } });
     console.log(login.response.status, typeof login.data.data.token, run.response.status, run.data.success);`,
  );
  const { stdout } = await project.node('use.js');
  await Promise.all([alfred.close(), sila.close()]);
  expect(stdout).toBe('202 string 202 true\n');
});

test('the validators stand alone', async () => {
  project.write(
    'validate.js',
    `import { kycResponse202 } from 'kyc-contracts/sila/validators';
     console.log(kycResponse202({ success: true }), kycResponse202.errors.length > 0);`,
  );
  expect((await project.node('validate.js')).stdout).toBe('false true\n');
});

const documents = ['alfred', 'sila'].flatMap((provider) =>
  ['openapi.json', 'openapi-3.0.json', 'openapi-codegen.json'].map((file) => `${provider}/${file}`),
);

describe("the bundles resolve, for other people's generators:", () => {
  const versions = '3.1.1 3.0.3 3.0.3 3.1.1 3.0.3 3.0.3\n';

  test('by require.resolve', async () => {
    project.write(
      'bundles.cjs',
      `const { readFileSync } = require('node:fs');
       const read = (name) => JSON.parse(readFileSync(require.resolve('kyc-contracts/' + name), 'utf8')).openapi;
       console.log(...${JSON.stringify(documents)}.map(read));`,
    );
    expect((await project.node('bundles.cjs')).stdout).toBe(versions);
  });

  test('by import', async () => {
    const imports = documents.map((name, n) => `import d${n} from 'kyc-contracts/${name}' with { type: 'json' };`);
    project.write('bundles.js', `${imports.join('\n')}\nconsole.log(${documents.map((_, n) => `d${n}.openapi`)});`);
    expect((await project.node('bundles.js')).stdout).toBe(versions);
  });

  test('by path', () => {
    const folder = join(inject('consumer'), 'node_modules', 'kyc-contracts', 'generated');
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { openapi: string };
    expect(`${documents.map((name) => read(name).openapi).join(' ')}\n`).toBe(versions);
  });
});

test('the sandbox answers in process', async () => {
  project.write(
    'sandbox.js',
    `import { createAlfredClient } from 'kyc-contracts/alfred';
     import { createSandbox } from 'kyc-contracts/sandbox';
     const sandbox = createSandbox();
     const alfred = createAlfredClient({
       baseUrl: 'http://sandbox.invalid/api/v1/third-party-service',
       credentials: { apiKey: 'fake-key', apiSecret: 'fake-secret' },
       fetch: sandbox.fetch,
     });
     const session = await alfred.POST('/my-info', { body: { type: 'in', balance: 0, currency: 'USDC', user: 'ada@example.com', chain: 'stellar' } });
     console.log(session.response.status);`,
  );
  expect((await project.node('sandbox.js')).stdout).toBe('202\n');
});

describe('the command', () => {
  test('knows its version and its verbs without the development tools', async () => {
    expect((await cli('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli('--help')).stdout).toContain('check that an implementation keeps the contract');
  });

  test.each(['check', 'proxy', 'report', 'diff', 'mock', 'sandbox', 'spec'])(
    '%s --help needs nothing else',
    async (verb) => {
      const { exitCode, stdout } = await cli(verb, '--help');
      expect(stdout).toContain(`Usage: kyc-contracts ${verb}`);
      expect(exitCode).toBe(0);
    },
  );

  test('prints a document as JSON and as YAML', async () => {
    const { stdout } = await cli('spec', 'sila', '--openapi', '3.0');
    expect(JSON.parse(stdout)).toMatchObject({ openapi: '3.0.3' });
    const yaml = await cli('spec', 'sila', '--format', 'yaml');
    expect(yaml.stdout).toMatch(/^openapi: 3\.1\.1\n/);
    expect(yaml.exitCode).toBe(0);
  });

  test('checks the sandbox, by a configuration in TypeScript', async () => {
    const sandbox = await serveSandbox(createSandbox(), { port: 0 });
    project.write('settings.ts', 'export const timeout: number = 5;\n');
    project.write(
      'check.config.ts',
      `import { timeout } from './settings.ts';
       export default { provider: 'sila', url: '${sandbox.url}', timeout: timeout as number };`,
    );
    const args = ['--config', 'check.config.ts', '--phase', 'negatives', '--operation', 'documentTypes'];
    const { exitCode, stdout, stderr } = await cli('check', ...args);
    await sandbox.close();
    expect(stdout, stderr).toMatch(/ (\d+) of \1 passed/);
    expect(exitCode).toBe(0);
  });

  test('does not mind a reader that leaves early', async () => {
    const { stderr } = await project.run('bash', ['-c', `set -o pipefail; ${kycContracts} spec sila | head -c 1`]);
    expect(stderr).toBe('');
  });

  const peers = Object.entries(peerPackages).map(([name, version]) => `${name}@${version}`);
  const pasted = (stderr: string) => /^kyc-contracts: .+: npm i -D (.+)\n$/.exec(stderr)?.[1]?.split(' ');

  test.each([
    ['check', []],
    ['check', ['sila', '--url', 'http://127.0.0.1:9', '--driver', 'dredd']],
    ['mock', []],
    ['sandbox', ['--state', 'state.mdb']],
    ['sandbox', ['--state', 'postgres://127.0.0.1:9/state']],
  ])('%s %j says in one line all that it lacks, in the versions that it is tested with', async (verb, args) => {
    const { exitCode, stderr } = await cli(verb, ...args);
    expect(pasted(stderr)?.filter((one) => !peers.includes(one))).toEqual([]);
    expect(exitCode).toBe(2);
  });

  test('without Dredd, the direct driver sends the examples, and the run says so first', async () => {
    const sandbox = await serveSandbox(createSandbox(), { port: 0 });
    const { exitCode, stdout, stderr } = await cli('check', 'alfred', '--url', sandbox.url);
    await sandbox.close();
    expect(stderr).toMatch(
      /^dredd is not installed: the direct driver sends the examples; @redocly\/cli .*npm i -D dredd@/,
    );
    expect(stdout).toMatch(/\d+ passed, 0 failed|\d+ of \d+ passed, 0 failed/);
    expect(exitCode).toBe(0);
  });

  test('of a document that is not there nothing else is said', async () => {
    const { exitCode, stderr } = await cli('check', '--spec', 'nowhere.json', '--url', 'http://127.0.0.1:9');
    expect(stderr).toBe('kyc-contracts: nowhere.json is not there: name a file that is\n');
    expect(exitCode).toBe(2);
  });

  test('without Redocly, workflows are not exercised, and the reason says what to install', async () => {
    const sandbox = await serveSandbox(createSandbox(), { port: 0 });
    const { stdout } = await cli('check', 'alfred', '--url', sandbox.url, '--phase', 'workflows');
    await sandbox.close();
    expect(stdout).toContain(`workflows need Redocly: npm i -D @redocly/cli@${peerPackages['@redocly/cli']}`);
  });

  test('a document without workflows wants no Redocly', async () => {
    project.write('no-paths.json', '{ "openapi": "3.1.1", "info": { "title": "T", "version": "1" }, "paths": {} }');
    const { stderr } = await cli('check', '--spec', 'no-paths.json', '--url', 'http://127.0.0.1:9');
    expect(stderr).toContain('dredd is not installed');
    expect(stderr).not.toContain('@redocly/cli');
  });
});

test('each optional peer is a development dependency of the same version', () => {
  const { devDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(packageRoot, 'package.json'), 'utf8'),
  ) as {
    devDependencies: Record<string, string>;
    peerDependenciesMeta: Record<string, { optional: boolean }>;
  };
  expect(devDependencies).toMatchObject(peerPackages);
  expect(Object.keys(peerDependenciesMeta)).toEqual(Object.keys(peerPackages));
});
