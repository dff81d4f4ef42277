/** Packs the package and installs the tarball as a consumer would; installs the tools that consumers use. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageRoot } from '../../src/openapi/providers.js';
import { installLocked, npm } from '../support/install-locked.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder outside of the repository, so that nothing is found that the package does not bring. */
    consumer: string;
    tarball: string;
    /** Paths in the tarball. */
    content: string[];
    /** What `npm install` of it said, warnings included. */
    installation: string;
    /** Whether to try the versions in between, too: `npm run consumers`. */
    everyVersion: boolean;
    /** Where tools are looked for, in this order: the `node_modules` of contract-tests/platforms, if these tests want it, and of consumers. */
    tools: readonly string[];
  }
}

export default async function setup({ name, provide }: TestProject): Promise<() => void> {
  // `npm test` builds before it tests; a run of one file takes what is there.
  if (!existsSync(join(packageRoot, 'dist'))) throw new Error('there is no dist/ to pack: npm run build');
  const consumer = mkdtempSync(join(tmpdir(), 'kyc-contracts-consumer-'));
  const folders = name === 'package long' ? ['platforms', 'consumers'] : ['consumers'];
  const installed = Promise.all(folders.map((one) => installLocked(join(packageRoot, 'contract-tests', one))));
  const [tools] = await Promise.all([installed, install()]);
  provide('consumer', consumer);
  provide('tools', tools);
  return () => rmSync(consumer, { recursive: true, force: true });

  async function install(): Promise<void> {
    const packed = await npm(packageRoot, 'pack', '--json', '--ignore-scripts', '--pack-destination', consumer);
    const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
    const tarball = join(consumer, filename);
    writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
    // With install scripts, as most people's npm has them: there must be none.
    const { stdout, stderr } = await npm(consumer, 'install', '--prefer-offline', tarball);
    provide('installation', stdout + stderr);
    provide('tarball', tarball);
    provide('content', files.map(({ path }) => path).sort());
  }
}
