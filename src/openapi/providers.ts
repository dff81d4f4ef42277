/** The files of providers. A provider is a folder of `spec/` with an `openapi.yaml`. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from './cli-error.js';

/** The package's folder, from the sources and from `dist/` alike. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** The content of package.json. */
export const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
  description: string;
  peerDependencies: Record<string, string>;
};

/** The version of this package. */
export const packageVersion = manifest.version;

/** Every provider, sorted by name. */
export function listProviders(): string[] {
  return readdirSync(join(packageRoot, 'spec'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(packageRoot, 'spec', entry.name, 'openapi.yaml')))
    .map((entry) => entry.name)
    .sort();
}

/** The providers that can be mocked: all but the control API of the sandbox. */
export function listMocked(): string[] {
  return listProviders().filter((name) => name !== 'sandbox');
}

/**
 * The named providers, or all if none is named.
 * @throws {CliError} exit code 2 for an unknown name; the message lists the known ones
 */
export function chooseProviders(names: readonly string[], known = listProviders()): string[] {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CliError(`unknown provider "${unknown}": choose ${known.join(' or ')}`, 2);
  return names.length === 0 ? known : [...new Set(names)];
}

/** The folder that documents of providers may refer to: they share files. */
export const specRoot = join(packageRoot, 'spec');

/** The root document of a provider, written by hand. */
export function sourcePath(provider: string): string {
  return join(packageRoot, 'spec', provider, 'openapi.yaml');
}

/** A generated file of a provider, such as `openapi.json`. */
export function generatedPath(provider: string, file: string): string {
  return join(packageRoot, 'generated', provider, file);
}

function findPackageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  return findPackageRoot(dirname(from));
}
