/** The package in workerd, the runtime of Cloudflare Workers: web standards alone, not one global of Node.js. */
import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { bundle } from '../consumers/bundle.js';
import { outcome } from '../consumers/outcome.js';
import { ConsumerProject } from '../consumers/project.js';
import { isInstalled, workerd } from '../consumers/runtimes.js';
import { serveWorker } from '../consumers/worker.js';

const project = new ConsumerProject('worker');

test.runIf(isInstalled(workerd))('it works, by HTTP and in process', async () => {
  project.copy('contract-tests/consumers/programs', '.');
  const sandbox = await serveSandbox(createSandbox(), { port: 0 });
  const { code } = await bundle(project, "export { default } from './worker.js';");
  const worker = await serveWorker(project, code, { SANDBOX_URL: sandbox.url });
  const response = await fetch(worker.url);
  expect(await response.json()).toEqual({ outcome, found: [] });
  await worker.close();
  await sandbox.close();
});
