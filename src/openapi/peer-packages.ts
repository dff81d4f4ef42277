/**
 * Requires large packages that are optional peers and installed by the user. A verb requires all that it needs before
 * it starts.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CliError } from './cli-error.js';
import { manifest } from './providers.js';

/** The tested version of each package. */
export const { peerDependencies: peerPackages } = manifest;

export const prismPackages = ['@stoplight/prism-http', '@stoplight/prism-http-server'] as const;

/**
 * @param need what needs them, such as `mock`
 * @throws {CliError} exit code 2, with one command that installs all missing packages
 */
export function requirePeers(need: string, ...names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length > 0) throw new CliError(`${need} needs ${listed(missing)}: ${installLine(missing)}`, 2);
}

/** The command for a shell, with exact versions. */
export const installLine = (names: readonly string[]): string =>
  `npm i -D ${names.map((name) => `${name}@${peerPackages[name]}`).join(' ')}`;

/** Whether `import` finds the package. */
export function isInstalled(name: string): boolean {
  const require = createRequire(import.meta.url);
  const folders = require.resolve.paths(name) ?? [];
  if (folders.some((folder) => existsSync(join(folder, name, 'package.json')))) return true;
  try {
    require.resolve(name);
    return true;
  } catch (error) {
    // Plug'n'Play has no folders to search.
    return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
