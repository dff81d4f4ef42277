/** Where a provider's files are. A provider is a folder of `spec/` that holds an `openapi.yaml`: a third one is a folder more. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from './cli-error.js';

/** The package's own folder, from the sources and from `dist/` alike. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** What package.json says of this package. */
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

/**
 * Those that a mock is of use of: all but the control API of our own sandbox, which is here itself.
 */
export function listMocked(): string[] {
  return listProviders().filter((name) => name !== 'sandbox');
}

/**
 * The providers that a user named, or all of them when none was named.
 * @throws {CliError} exit code 2, naming the providers there are, for a name that is not one.
 */
export function chooseProviders(names: readonly string[], known = listProviders()): string[] {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CliError(`unknown provider "${unknown}": choose ${known.join(' or ')}`, 2);
  return names.length === 0 ? known : [...new Set(names)];
}

/** What the documents of providers may refer into: they share files. */
export const specRoot = join(packageRoot, 'spec');

/** The hand-written root document of a provider. */
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
