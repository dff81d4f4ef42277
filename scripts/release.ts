/**
 * `npm run release -- --dry-run`: builds and shows everything that a release publishes, in release/; nothing is
 * published.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import { listMocked, manifest, packageRoot, packageVersion } from '../src/openapi/providers.js';
import { changesSince, findMissing, lastRelease, neededStep, readEntries } from './changes/steps.js';
import { checkTag, checkVersion, renderNotes, versionFor } from './release/notes.js';

interface ReleaseFlags {
  dryRun?: boolean;
  tag?: string;
  base: string;
  skip: string[];
}

const steps = ['test', 'build', 'site'];

export const release = new Command('release')
  .option('--dry-run', 'make and show everything, publish nothing; there is no other way here')
  .option('--tag <tag>', 'fail unless the version of package.json is that of the tag')
  .option('--base <path>', 'the path that the site is served at', '/')
  .option('--skip <step...>', 'leave out: test, build (dist/ is taken as it is), site', [])
  .addHelpText(
    'after',
    `
A pushed tag publishes: .github/workflows/release.yml.

Exit codes: 0 made · 1 a step failed, or the version is too small · 2 bad usage`,
  )
  .action(async ({ dryRun, tag, base, skip }: ReleaseFlags) => {
    if (!dryRun)
      throw new CliError('only --dry-run: what publishes is a pushed tag (.github/workflows/release.yml)', 2);
    const unknown = skip.find((step) => !steps.includes(step));
    if (unknown !== undefined) throw new CliError(`--skip ${unknown}: choose ${steps.join(' or ')}`, 2);
    if (skip.includes('build') && !existsSync(join(packageRoot, 'dist'))) {
      throw new CliError('--skip build: there is no dist/ yet (npm run build)', 2);
    }
    const last = lastRelease();
    const [reports, entries] = [await changesSince(last), readEntries()];
    const missing = findMissing(last, reports, entries);
    if (missing.length > 0) throw new CliError(missing.join('\n'), 1);
    if (tag !== undefined) checkTag(tag, packageVersion);
    checkVersion(packageVersion, versionFor(last, [...reports.values()].map(neededStep)));

    const out = join(packageRoot, 'release');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(join(out, 'collections'), { recursive: true });
    const tests = skip.includes('test') ? 'SKIPPED' : `passed in ${run('npm', ['test', '--', '--all'])} s`;
    const scripts = skip.includes('build') ? ['--ignore-scripts'] : [];
    run('npm', ['pack', ...scripts, '--pack-destination', out]);
    if (!skip.includes('site')) {
      run('npm', ['run', 'docs', '--', '--base', base, '--out', join(out, 'site')]);
      for (const provider of listMocked())
        copyCollections(join(out, 'site', provider), join(out, 'collections'), provider);
    }
    const changelog = readFileSync(join(packageRoot, 'CHANGELOG.md'), 'utf8');
    writeFileSync(join(out, 'NOTES.md'), renderNotes(packageVersion, changelog, reports, entries));
    process.stdout.write(show(out, { last, tests, skip }));
  });

/** @returns seconds */
function run(command: string, args: readonly string[]): number {
  const name = [command, ...args].join(' ').replaceAll(packageRoot, '.');
  console.error(`${name} ...`);
  const start = Date.now();
  try {
    execFileSync(command, args, { cwd: packageRoot, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  } catch {
    throw new CliError(`${name} failed: nothing is released`, 1);
  }
  const seconds = Math.round((Date.now() - start) / 1000);
  console.error(`${name}: ${seconds} s`);
  return seconds;
}

function copyCollections(site: string, folder: string, provider: string): void {
  if (!existsSync(site)) return;
  for (const name of readdirSync(site).filter((file) => /postman.*\.json$/.test(file))) {
    cpSync(join(site, name), join(folder, `${provider}-${name.replace(`${provider}-`, '')}`));
  }
}

interface Made {
  last: string;
  tests: string;
  skip: readonly string[];
}

/** Shows what would be published, where to, and the steps before that. */
/** npm holds the provenance of a package against where its `package.json` says that it comes from. */
const hasRepository = 'repository' in manifest;
const nameRepository =
  'name "repository" in package.json: npm refuses `--provenance` of a package that does not say where it comes from';

function show(out: string, { last, tests, skip }: Made): string {
  const [archive = ''] = readdirSync(out).filter((name) => name.endsWith('.tgz'));
  const files = execFileSync('tar', ['-tzf', join(out, archive)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .sort();
  const count = (folder: string) =>
    existsSync(join(out, folder)) ? readdirSync(join(out, folder), { recursive: true }).length : 0;
  const version = packageVersion;
  return `${[
    `Release ${version} (last: ${last})`,
    `tests    ${tests}`,
    `build    ${skip.includes('build') ? 'SKIPPED: dist/ as it is' : 'done'}`,
    `npm      release/${archive}, ${files.length} files, with provenance (npm publish --provenance --access public)`,
    ...files.map((file) => `           ${file.replace('package/', '')}`),
    `site     ${skip.includes('site') ? 'SKIPPED' : `release/site, ${count('site')} files, to GitHub Pages`}`,
    `release  v${version} with release/NOTES.md, the archive and ${count('collections')} collections`,
    `action   the tag v${version.split('.')[0]} moves to v${version}`,
    `then     documents of ${version} into releases/${version}/, and spec/CHANGELOG.yaml empty`,
    ...(hasRepository ? [] : [`before   ${nameRepository}`]),
    'Nothing was published.',
  ].join('\n')}\n`;
}
