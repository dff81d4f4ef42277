/** docs/guides/changes.md: for each document, a sentence from the changelog and the result of `diff`. */
import { join } from 'node:path';
import { formatAs } from '../format.js';
import { renderMarkdown } from '../../src/cli/diff/reports.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { neededStep, type Entries, type Reports } from './steps.js';

export const pageFile = join(packageRoot, 'docs', 'guides', 'changes.md');

export async function renderPage(release: string, reports: Reports, entries: Entries): Promise<string> {
  const sections = [...reports].flatMap(([provider, report]) => {
    if (neededStep(report) === undefined) return [];
    // Changes of descriptions are left out: they would fill the page, and each one would make it stale.
    const told = { ...report, changes: report.changes.filter((change) => change.class !== 'documentation') };
    const lines = renderMarkdown(told, { old: `${provider} ${release}`, new: 'now' }).split('\n');
    const entry = entries.get(provider);
    return [
      `## ${provider} since ${release} {#${provider}}`,
      `${entry?.says ?? ''} (${entry?.step} step)`,
      lines
        .slice(2)
        .join('\n')
        .replace(/, \d+ documentation/, ''),
    ];
  });
  const text = [
    '# What changed in the documents',
    `Since the release of ${release}. Written by \`npm run changes\`; the sentences are from \`spec/CHANGELOG.yaml\`. [How versions step](/guides/versions)`,
    ...sections,
  ].join('\n\n');
  return formatAs('changes.md', `${text}\n`);
}
