/** The peers: alternatives that a user would choose, at the versions of `bench/package.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/openapi/providers.js';

export const benchFolder = join(packageRoot, 'bench');

const fromNpm = 'npm ci --ignore-scripts --prefix bench';
const programs = {
  prism: { path: 'node_modules/@stoplight/prism-cli/dist/index.js', install: fromNpm },
  'openapi-typescript': {
    path: 'node_modules/openapi-typescript/bin/cli.js',
    install: fromNpm,
  },
  'openapi-fetch': {
    path: 'node_modules/openapi-fetch/dist/index.mjs',
    install: fromNpm,
  },
  specmatic: { path: 'node_modules/specmatic/specmatic.jar', install: fromNpm },
  schemathesis: {
    path: '.venv/bin/schemathesis',
    install: 'python3 -m venv bench/.venv && bench/.venv/bin/pip install -r bench/requirements.txt',
  },
};

export type Peer = keyof typeof programs;

/**
 * @param folder where the peers are installed
 * @returns the file of the peer; undefined, with one line of explanation, if it is not installed.
 */
export function findPeer(name: Peer, say: (line: string) => void, folder = benchFolder): string | undefined {
  const { path, install } = programs[name];
  const file = join(folder, path);
  if (existsSync(file)) return file;
  say(`${name} is not installed, so nothing is compared with it: ${install}`);
  return undefined;
}

/** The pinned versions, by name. */
export function peerVersions(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(benchFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const python = readFileSync(join(benchFolder, 'requirements.txt'), 'utf8').trim().split('\n');
  return { ...dependencies, ...Object.fromEntries(python.map((line) => line.split('==') as [string, string])) };
}
