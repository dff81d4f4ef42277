/** The tarball by itself: what is in it, what it promises, what it brings along. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, inject, test } from 'vitest';
import { listProviders, packageRoot } from '../../src/openapi/providers.js';
import { content as allowed } from '../consumers/content.js';
import { ConsumerProject } from '../consumers/project.js';

const content = inject('content');
const installed = join(inject('consumer'), 'node_modules', 'kyc-contracts');
const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
  exports: Record<string, string | Record<string, string>>;
  scripts: Record<string, string>;
};

test('it holds what the list says, and no more', () => {
  expect(content.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(allowed.filter((pattern) => !content.some((path) => pattern.test(path))).map(String)).toEqual([]);
});

test('it brings these packages, and no other', () => {
  const lock = JSON.parse(readFileSync(join(inject('consumer'), 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; license?: string; hasInstallScript?: true }>;
  };
  const packages = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, license, hasInstallScript }]) => ({
      name: path.replace('node_modules/', ''),
      version,
      license,
      scripts: hasInstallScript ?? false,
    }));
  console.table(packages);
  expect(packages.map(({ name }) => name)).toEqual([
    '@noble/hashes',
    '@noble/secp256k1',
    'kyc-contracts',
    'openapi-fetch',
    'openapi-typescript-helpers',
  ]);
  expect(packages.filter(({ scripts }) => scripts)).toEqual([]);
  expect(packages.filter(({ license }) => license !== 'MIT')).toEqual([]);
});

test('installing it runs nothing', () => {
  const scripts = Object.keys(manifest.scripts);
  // `prepare` too: npm warns a consumer about it, although it runs in this repository only.
  expect(scripts.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  expect(inject('installation')).not.toContain('install-scripts');
});

test('every path of the exports map leads to a file', () => {
  const targets = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  expect(targets.length).toBeGreaterThan(10);
  expect(targets.filter((target) => !content.includes(target.replace('./', '')))).toEqual([]);
});

test('the README lists every entry, and no other', () => {
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8').split('## Install')[1]!.split('\n## ')[0]!;
  const listed = [
    ...readme.replaceAll('`…/', '`kyc-contracts/<provider>/').matchAll(/`kyc-contracts\/([^`]+)`/g),
  ].flatMap(([, entry]) =>
    entry!.includes('<provider>') ? listProviders().map((name) => entry!.replace('<provider>', name)) : [entry!],
  );
  const entries = Object.keys(manifest.exports).map((entry) => entry.replace('./', ''));
  expect([...listed].sort()).toEqual(entries.filter((entry) => entry !== 'package.json').sort());
});

test('every link of a page in it leads to a file in it, and to a heading that is there', () => {
  const pages = content.filter((path) => path.endsWith('.md'));
  const read = (path: string) => readFileSync(join(installed, path), 'utf8');
  const dead = pages.flatMap((page) =>
    [
      ...read(page)
        .replace(/^```[^]*?^```/gm, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ].flatMap(([, link = '']) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : posix.join(posix.dirname(page), file);
      if (!content.some((path) => path === target || path.startsWith(`${target}/`))) return [`${page}: ${link}`];
      return anchor === undefined || anchorsOf(read(target)).includes(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
  expect(pages.length).toBeGreaterThan(10);
  expect(dead).toEqual([]);
});

/** As GitHub and npm make them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('no source map is shipped, nor referred to', () => {
  expect(content.filter((path) => path.endsWith('.map'))).toEqual([]);
});

test('NOTICE has the licence of every package whose code is in it, and all of them may be passed on', () => {
  const notice = readFileSync(join(installed, 'dist', 'NOTICE'), 'utf8');
  const packages = [...notice.matchAll(/^-{80}\n(\S+) (\S+) \((.+)\)\n\n(.+)/gm)].map(([, name, , license]) => ({
    name,
    license,
  }));
  const names = packages.map(({ name }) => name);
  for (const name of ['ajv', 'ajv-formats', 'yaml', 'commander', 'jiti', '@redocly/openapi-core', 'fast-uri']) {
    expect(names).toContain(name);
  }
  expect(
    packages.filter(({ license }) => !['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'].includes(license!)),
  ).toEqual([]);
});

test('publint finds nothing, strict', async () => {
  const publint = join(packageRoot, 'node_modules', '.bin', 'publint');
  const { stdout, exitCode } = await new ConsumerProject('publint').run(publint, ['--strict', inject('tarball')]);
  expect(stdout).toContain('All good!');
  expect(exitCode).toBe(0);
});

test('nothing of a test or of another machine is in it', () => {
  expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['NOTICE', 'generated', 'src']);
  expect(content.filter((path) => /\.test\.|\.tgz$|node_modules|\.env/.test(path))).toEqual([]);
});
