/** `npm run release -- --dry-run`: everything that a release publishes, made in release/ and shown; nothing leaves here. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import { listMocked, packageRoot, packageVersion } from '../src/openapi/providers.js';
import { changesSince, findMissing, lastRelease, neededStep, readEntries } from './changes/steps.js';
import { checkVersion, renderNotes, versionFor } from './release/notes.js';

interface ReleaseFlags {
  dryRun?: boolean;
  tag?: string;
  base: string;
  skip: string[];
}

const steps = ['test', 'site'];

export const release = new Command('release')
  .option('--dry-run', 'make and show everything, publish nothing; there is no other way here')
  .option('--tag <tag>', 'fail unless the version of package.json is that of the tag')
  .option('--base <path>', 'the path that the site is served at', '/')
  .option('--skip <step...>', 'leave out: test, site', [])
  .addHelpText(
    'after',
    '\nA pushed tag publishes: .github/workflows/release.yml.\n\nExit codes: 0 made · 1 a step failed, or the version is too small · 2 bad usage',
  )
  .action(async ({ dryRun, tag, base, skip }: ReleaseFlags) => {
    if (!dryRun)
      throw new CliError('only --dry-run: what publishes is a pushed tag (.github/workflows/release.yml)', 2);
    const unknown = skip.find((step) => !steps.includes(step));
    if (unknown !== undefined) throw new CliError(`--skip ${unknown}: choose ${steps.join(' or ')}`, 2);
    const last = lastRelease();
    const [reports, entries] = [await changesSince(last), readEntries()];
    const missing = findMissing(last, reports, entries);
    if (missing.length > 0) throw new CliError(missing.join('\n'), 1);
    const version = versionFor(last, [...reports.values()].map(neededStep));
    if (tag !== undefined) checkVersion(tag, packageVersion, version);

    const out = join(packageRoot, 'release');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(join(out, 'collections'), { recursive: true });
    if (!skip.includes('test')) run('npm', ['test']);
    run('npm', ['pack', '--pack-destination', out]);
    if (!skip.includes('site')) {
      run('npm', ['run', 'docs', '--', '--base', base, '--out', join(out, 'site')]);
      for (const provider of listMocked())
        copyCollections(join(out, 'site', provider), join(out, 'collections'), provider);
    }
    const changelog = readFileSync(join(packageRoot, 'CHANGELOG.md'), 'utf8');
    writeFileSync(join(out, 'NOTES.md'), renderNotes(version, changelog, reports, entries));
    process.stdout.write(show(out, version, last, skip));
  });

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, {
      cwd: packageRoot,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  } catch {
    throw new CliError(`${command} ${args.join(' ')} failed: nothing is released`, 1);
  }
}

function copyCollections(site: string, folder: string, provider: string): void {
  if (!existsSync(site)) return;
  for (const name of readdirSync(site).filter((file) => /postman.*\.json$/.test(file))) {
    cpSync(join(site, name), join(folder, `${provider}-${name.replace(`${provider}-`, '')}`));
  }
}

/** What would be published, where to, and what somebody has to do first. */
function show(out: string, version: string, last: string, skip: readonly string[]): string {
  const [archive = ''] = readdirSync(out).filter((name) => name.endsWith('.tgz'));
  const files = execFileSync('tar', ['-tzf', join(out, archive)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .sort();
  const count = (folder: string) =>
    existsSync(join(out, folder)) ? readdirSync(join(out, folder), { recursive: true }).length : 0;
  const isBumped = packageVersion === version;
  return `${[
    `Release ${version} (last: ${last}; package.json says ${packageVersion}${isBumped ? '' : `: npm version --no-git-tag-version ${version}, and npm run generate`})`,
    `npm      release/${archive}, ${files.length} files, with provenance (npm publish --provenance --access public)`,
    ...files.map((file) => `           ${file.replace('package/', '')}`),
    `site     ${skip.includes('site') ? 'SKIPPED' : `release/site, ${count('site')} files, to GitHub Pages`}`,
    `release  v${version} with release/NOTES.md, the archive and ${count('collections')} collections`,
    `action   the tag v${version.split('.')[0]} moves to v${version}`,
    `then     documents of ${version} into releases/${version}/, and spec/CHANGELOG.yaml empty`,
    'Nothing was published.',
  ].join('\n')}\n`;
}
