/**
 * `npm run changes`: compares the changes of spec/ since the last release with spec/CHANGELOG.yaml, and writes their
 * page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import { packageVersion } from '../src/openapi/providers.js';
import { changesSince, findMissing, lastRelease, neededStep, readEntries } from './changes/steps.js';
import { pageFile, renderPage } from './changes/page.js';
import { checkVersion, versionFor } from './release/notes.js';

export const changes = new Command('changes')
  .option('--check', 'write nothing: only say what is missing or stale')
  .addHelpText(
    'after',
    '\nExit codes: 0 every change has its entry · 1 an entry is missing, its step or the version too small, or the page stale · 2 bad usage',
  )
  .action(async ({ check = false }: { check?: boolean }) => {
    const found = await findChanges();
    if (found.missing.length > 0) throw new CliError(found.missing.join('\n'), 1);
    // Two documents of one version could not be told apart.
    if (found.counts.length > 0) checkVersion(packageVersion, found.needed);
    const isStale = readFileSync(pageFile, 'utf8') !== found.page;
    if (check && isStale) {
      const counts = found.counts.map(
        ({ provider, breaking, compatible }) =>
          `${provider} has ${breaking} breaking and ${compatible} compatible changes`,
      );
      throw new CliError(
        `docs/guides/changes.md does not tell what changed since ${found.release} (${counts.join(', ')}): run "npm run changes"`,
        1,
      );
    }
    if (isStale) writeFileSync(pageFile, found.page);
    console.error(`changes since ${found.release}: every one has its entry`);
  });

interface Found {
  release: string;
  /** The version that the changes need. */
  needed: string;
  counts: { provider: string; breaking: number; compatible: number }[];
  missing: string[];
  page: string;
}

async function findChanges(): Promise<Found> {
  const release = lastRelease();
  const reports = await changesSince(release);
  const entries = readEntries();
  return {
    release,
    needed: versionFor(release, [...reports.values()].map(neededStep)),
    counts: [...reports]
      .filter(([, report]) => neededStep(report) !== undefined)
      .map(([provider, { summary }]) => ({ provider, ...summary })),
    missing: findMissing(release, reports, entries),
    page: await renderPage(release, reports, entries),
  };
}
