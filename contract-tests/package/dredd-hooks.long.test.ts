/** `kyc-contracts/dredd-hooks` out of the tarball, with Dredd beside it. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planContract } from '../../src/checker/index.js';
import { documentOf, recipesOf } from '../support/generated.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('dredd');
let sandbox: Awaited<ReturnType<typeof serveSandbox>>;
beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
  mkdirSync(project.path('node_modules'), { recursive: true });
  symlinkSync(join(packageRoot, 'node_modules', 'dredd'), project.path('node_modules', 'dredd'), 'junction');
});
afterAll(() => sandbox.close());

/** What Dredd's last line says when all that `check` plans to exercise passes. */
function totalOf(provider: string): string {
  const planned = planContract({
    document: documentOf(provider),
    url: new URL('http://127.0.0.1'),
    recipes: recipesOf(provider),
    credentials: {},
    control: { document: documentOf('sandbox'), url: new URL('http://127.0.0.1') },
    selection: { phases: ['examples'] },
    honoursPrefer: false,
    timeout: 10,
    maxBodySize: 1024 * 1024,
  });
  const skipped = planned.filter(({ reason }) => reason !== undefined).length;
  const passing = planned.length - skipped;
  expect(passing).toBeGreaterThan(0);
  return `${passing} passing, 0 failing, 0 errors, ${skipped} skipped, ${planned.length} total`;
}

test.each([
  ['alfred', 'openapi.json', '/api/v1/third-party-service'],
  ['sila', 'openapi.json', ''],
  ['alfred', 'openapi-3.0.json', '/api/v1/third-party-service'],
])('the sandbox passes Dredd with %s/%s', async (provider, bundle, path) => {
  const resolve = `process.stdout.write([require.resolve('kyc-contracts/dredd-hooks'), require.resolve('kyc-contracts/${provider}/${bundle}')].join())`;
  project.write('resolve.cjs', resolve);
  const [hooks, document] = (await project.node('resolve.cjs')).stdout.split(',') as [string, string];
  const { origin } = new URL(sandbox.url);
  const dredd = await project.node(
    project.path('node_modules', 'dredd', 'bin', 'dredd'),
    ...[document, origin + path, `--hookfiles=${hooks}`, '--loglevel=error'],
  );
  expect(dredd.stdout + dredd.stderr).toContain(totalOf(provider));
  expect(dredd.exitCode).toBe(0);
});

test('a server that keeps no contract fails, with the sentence of `check`', async () => {
  project.write(
    'run.cjs',
    `const server = require('node:http').createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1', () => {
       const { port } = server.address();
       const args = [
         'node_modules/dredd/bin/dredd', require.resolve('kyc-contracts/alfred/openapi.json'), 'http://127.0.0.1:' + port,
         '--hookfiles=' + require.resolve('kyc-contracts/dredd-hooks'),
       ];
       require('node:child_process').execFile(process.execPath, args, (error, stdout) => {
         process.stdout.write(stdout);
         process.exit(error.code);
       });
     });`,
  );
  const { exitCode, stdout } = await project.node('run.cjs');
  expect(stdout).toContain('expected 202, got 200, which is not documented');
  expect(exitCode).toBe(1);
});
