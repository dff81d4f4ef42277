/**
 * What npm brings for a consumer, and what each optional peer brings beside it, from the lock file: `installs.txt` lists
 * it, so that a package that comes, goes or changes its licence is seen in the change that causes it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { packageRoot } from '../../src/openapi/providers.js';

interface Locked {
  version: string;
  license?: string;
  deprecated?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
const lock = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const root = lock.packages['']!;

/** The folder in which `from` finds the package, as Node looks for it: its own node_modules first, then upwards. */
function resolve(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    const found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock.packages[found]) return found;
    if (folder === '') return undefined;
  }
}

/** The folders of all packages that these names bring. A platform's binary counts, wherever the lock file has it. */
function brings(names: readonly string[]): Set<string> {
  const folders = new Set<string>();
  const open = names.map((name) => resolve(name, ''));
  for (let folder = open.pop(); folder !== undefined || open.length > 0; folder = open.pop()) {
    if (folder === undefined || folders.has(folder)) continue;
    folders.add(folder);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock.packages[folder]!;
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      open.push(resolve(name, folder));
    }
  }
  return folders;
}

const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
const describeOne = (folder: string) => {
  const { version, license, hasInstallScript, deprecated } = lock.packages[folder]!;
  const remarks = [hasInstallScript && 'install script', deprecated && 'deprecated'].filter(Boolean);
  return [`${nameOf(folder)}@${version}`, license ?? 'no licence named', ...remarks].join(' · ');
};

const installed = brings(Object.keys(root.dependencies ?? {}));
const sets: Record<string, string[]> = {
  'npm i kyc-contracts': [...installed],
  ...Object.fromEntries(
    [['dredd'], ['@redocly/cli'], ['@stoplight/prism-http', '@stoplight/prism-http-server'], ['lmdb'], ['pg']].map(
      (names) => [`beside it: ${names.join(', ')}`, [...brings(names)].filter((folder) => !installed.has(folder))],
    ),
  ),
};

test('installs.txt lists every package that an install and each optional peer bring', async () => {
  const parts = Object.entries(sets).map(([title, folders]) => {
    const lines = [...new Set(folders.map(describeOne))].sort();
    return `${title} (${lines.length})\n${lines.map((line) => `  ${line}\n`).join('')}`;
  });
  await expect(parts.join('\n')).toMatchFileSnapshot('installs.txt');
});

describe("a consumer's own install", () => {
  test('has at most five packages with ours, none with an install script, none deprecated', () => {
    expect(installed.size + 1).toBeLessThanOrEqual(5);
    expect([...installed].map((folder) => lock.packages[folder]!.hasInstallScript ?? false)).not.toContain(true);
    expect([...installed].filter((folder) => lock.packages[folder]!.deprecated)).toEqual([]);
  });

  test('has no licence but MIT', () => {
    expect([...new Set([...installed].map((folder) => lock.packages[folder]!.license))]).toEqual(['MIT']);
  });
});

test('every optional peer of package.json has its list', () => {
  const listed = Object.keys(sets).flatMap((title) => title.replace(/^beside it: /, '').split(', '));
  expect(Object.keys(root.peerDependencies ?? {}).filter((name) => !listed.includes(name))).toEqual([]);
});

test('what `check` brings has only permissive licences', () => {
  const copyleft = /\b(A?GPL|LGPL|SSPL|EUPL|BUSL|UNLICENSED)\b/;
  const folders = ['beside it: dredd', 'beside it: @redocly/cli'].flatMap((title) => sets[title]!);
  expect(folders.map(describeOne).filter((line) => copyleft.test(line))).toEqual([]);
});
