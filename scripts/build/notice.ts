/** The licences of the packages whose code is in dist/, since most of them require it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { packageRoot } from '../../src/openapi/providers.js';

export interface BundledPackage {
  name: string;
  version: string;
  license: string;
  /** The text of its licence file. */
  text: string;
}

/**
 * @param more folders below node_modules that are copied and not bundled.
 * @throws {Error} for a package without a licence, which may not be shipped.
 */
export function bundledPackages(metafiles: readonly Metafile[], more: readonly string[] = []): BundledPackage[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    ),
  );
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const all = [...new Set([...folders, ...more.map((name) => `node_modules/${name}`)])];
  return all.map(readPackage).sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, 'en'));
}

export const renderNotice = (packages: readonly BundledPackage[]): string =>
  [
    'The files in this folder contain code of these packages, under their own licences.\n',
    ...packages.map(
      ({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`,
    ),
  ].join('\n');

/** A package without a licence file, and one of the same repository that has it. */
const sameRepository: Record<string, string> = { '@redocly/openapi-core': '@redocly/cli' };

function readPackage(folder: string): BundledPackage {
  const path = join(packageRoot, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as BundledPackage;
  const sibling = sameRepository[name];
  const texts = sibling ? join(packageRoot, 'node_modules', sibling) : path;
  const file = readdirSync(texts).find((entry) => /^licen[cs]e/i.test(entry));
  if (!license || !file) throw new Error(`${folder} has no licence that could be passed on`);
  return { name, version, license, text: readFileSync(join(texts, file), 'utf8') };
}
