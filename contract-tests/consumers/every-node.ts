/**
 * `npm run test:node`: the quick part of the tests on the Node versions that `engines` allows and this process is not:
 * clients, HTTP, documents, mocks and the sandbox. Where npm has no binary for the platform it says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { installLocked } from '../support/install-locked.js';

const versions = [22, 24];
const rooms = ['client', 'http', 'openapi', 'mock', 'sandbox'].map((room) => `contract-tests/${room}`);

const tools = await installLocked(join(packageRoot, 'contract-tests', 'consumers'));
const vitest = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs');

for (const version of versions) {
  const node = join(tools, `node-${version}`, 'bin', 'node');
  if (process.versions.node.startsWith(`${version}.`)) continue;
  if (!existsSync(node)) {
    console.error(`Node ${version}: SKIPPED, npm has no such binary for ${process.platform} on ${process.arch}`);
    continue;
  }
  console.error(`Node ${version} ...`);
  const { status } = spawnSync(node, [vitest, 'run', '--project', 'sources', ...rooms], {
    cwd: packageRoot,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
