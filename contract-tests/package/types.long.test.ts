/** The installed package in a consumer's TypeScript: declarations that resolve, types that are not any. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { compilerPath, compilers, resolutions } from '../consumers/compilers.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('types');
project.copy('contract-tests/consumers/programs/types.ts', 'types.ts');

const options = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  strict: true,
  noEmit: true,
  // No types but the package's own, and those validated as strictly as the program.
  types: [],
  skipLibCheck: false,
};

// A service on Node has no DOM library.
const onNode = { lib: ['es2022'], types: ['node'], typeRoots: [join(packageRoot, 'node_modules', '@types')] };
const projects = Object.entries(resolutions).flatMap(([name, resolution]) => [
  [name, { ...options, ...resolution }] as const,
  [`${name}-without-dom`, { ...options, ...resolution, ...onNode }] as const,
]);
for (const [name, compilerOptions] of projects) {
  project.write(`${name}.json`, JSON.stringify({ compilerOptions, files: ['types.ts'] }));
}

describe.each(compilers)('TypeScript %s', (version) => {
  test.each(projects.map(([name]) => name))('accepts what is right, and only that, with %s', async (resolution) => {
    const { stdout, exitCode } = await project.node(compilerPath(version), '-p', `${resolution}.json`);
    expect(stdout).toBe('');
    expect(exitCode).toBe(0);
  });
});

test('the versions are what they are called, and what the README promises', () => {
  const [platforms = ''] = inject('tools');
  const versions = readdirSync(platforms)
    .filter((name) => name.startsWith('typescript-'))
    .map((name) => {
      const manifest = readFileSync(join(platforms, name, 'package.json'), 'utf8');
      return [name.replace('typescript-', ''), (JSON.parse(manifest) as { version: string }).version] as const;
    });
  console.table(Object.fromEntries(versions));
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  expect(readme).toContain(`TypeScript ${compilers.at(0)} to ${compilers.at(-1)}`);
  for (const [name, version] of versions) expect(version.startsWith(`${name}.`)).toBe(true);
});

test('a type that is lost is noticed', async () => {
  const broken = new ConsumerProject('types-broken');
  const program = readFileSync(project.path('types.ts'), 'utf8');
  broken.write('types.ts', program.replaceAll("from 'kyc-contracts/sila/validators'", "from './lost.js'"));
  broken.write('lost.d.ts', 'export declare const kycRequest: any;');
  broken.write('nodenext.json', readFileSync(project.path('nodenext.json'), 'utf8'));
  const { stdout, exitCode } = await broken.node(compilerPath('7.0'), '-p', 'nodenext.json');
  expect(stdout).toMatch(/types\.ts\(\d+,\d+\): error TS2344/);
  expect(exitCode).not.toBe(0);
});

test('attw finds nothing, in each way to resolve that knows an exports map', async () => {
  const { stdout, exitCode } = await project.run(join(packageRoot, 'node_modules', '.bin', 'attw'), [
    inject('tarball'),
    '--profile',
    'esm-only',
    '-f',
    'json',
    // What Dredd loads by its path: nobody imports it.
    '--exclude-entrypoints',
    'dredd-hooks',
  ]);
  const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { exports: object };
  const { analysis } = JSON.parse(stdout) as { analysis: { entrypoints: Record<string, unknown> } };
  expect(Object.keys(analysis.entrypoints).sort()).toEqual(
    Object.keys(exports)
      .filter((entry) => entry !== './dredd-hooks')
      .sort(),
  );
  expect(exitCode).toBe(0);
});
