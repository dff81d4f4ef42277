/** The packed tarball in a fresh project: what a consuming repository gets, and what it does not have to install. */
import { describe, expect, inject, test } from 'vitest';
import { join } from 'node:path';
import { startMock } from '../scripts/mock/server.js';
import { ConsumerProject } from './consumers/project.js';

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

test("the bundles resolve, for other people's generators", async () => {
  project.write(
    'bundles.js',
    `import { createRequire } from 'node:module';
     import { readFileSync } from 'node:fs';
     const require = createRequire(import.meta.url);
     for (const name of ['alfred/openapi.json', 'alfred/openapi-3.0.json', 'sila/openapi.json', 'sila/openapi-3.0.json']) {
       console.log(JSON.parse(readFileSync(require.resolve('kyc-contracts/' + name), 'utf8')).openapi);
     }`,
  );
  expect((await project.node('bundles.js')).stdout).toBe('3.1.1\n3.0.3\n3.1.1\n3.0.3\n');
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

  test('says which tool a verb lacks, and how to get it', async () => {
    const { exitCode, stderr } = await cli('check', 'sila', '--url', 'http://127.0.0.1:9');
    expect(stderr).toMatch(/^kyc-contracts: this needs \S+: npm i -D \S+@\d\S*\n$/);
    expect(exitCode).toBe(2);
  });
});
