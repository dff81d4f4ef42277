/** The JavaScript runtimes of contract-tests/consumers: binaries out of npm packages, for Linux on x64 as in CI. */
import { existsSync } from 'node:fs';
import { toolPath } from './tools.js';

export interface Runtime {
  name: string;
  /** Path in the `node_modules` of the tools. */
  binary: string;
  /** What comes before the name of the program. */
  arguments: readonly string[];
  /** What comes before that of a CommonJS one, besides. */
  requireArguments?: readonly string[];
  printVersion: readonly string[];
}

const node = (major: number): Runtime => ({
  name: `Node ${major}`,
  binary: `node-${major}/bin/node`,
  arguments: [],
  printVersion: ['-p', 'process.versions.node'],
});

export const runtimes: readonly Runtime[] = [
  node(20), // 20.19.0, the oldest that `engines` allows
  node(22),
  node(24),
  {
    name: 'Deno',
    binary: '@deno/linux-x64-glibc/deno',
    // Nothing but loopback: neither files nor the environment.
    arguments: ['run', '--no-prompt', '--cached-only', '--node-modules-dir=manual', '--allow-net=127.0.0.1'],
    requireArguments: ['--allow-read'],
    printVersion: ['eval', 'console.log(Deno.version.deno)'],
  },
  {
    name: 'Bun',
    binary: '@oven/bun-linux-x64/bin/bun',
    arguments: ['run'],
    printVersion: ['--version'],
  },
];

export const workerd = '@cloudflare/workerd-linux-64/bin/workerd';

export const binaryPath = toolPath;

/** False only where npm has no such binary for the platform. */
export const isInstalled = (binary: string): boolean =>
  existsSync(binaryPath(binary)) || (process.platform === 'linux' && process.arch === 'x64');
