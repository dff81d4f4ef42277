/** The table of the corpus in docs/guides/diff-corpus.md: what comes of each label, by Redocly alone and with our rules. */
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import type { Answer } from './answers.js';
import type { Case, Label } from './corpus.js';

export const tableFile = join(packageRoot, 'docs', 'guides', 'diff-corpus.md');

const labels: readonly Label[] = ['breaking', 'compatible', 'documentation', 'evidence', 'none'];

/** What Redocly has no word for is compared as "not breaking". */
const isRight = (label: Label, said: Answer['redocly']): boolean => (label === 'breaking') === (said === 'breaking');

export function renderTable(cases: readonly Case[], answers: readonly Answer[]): string {
  const rows = labels.map((label) => {
    const own = cases.flatMap((item, index) => (item.is === label ? [answers[index]!] : []));
    const redocly = own.filter((answer) => isRight(label, answer.redocly)).length;
    const ours = own.filter((answer) => answer.ours === label).length;
    return `| ${label} | ${own.length} | ${redocly} | ${ours} |`;
  });
  const errors = cases.flatMap((item, index) => {
    const said = answers[index]!.redocly;
    if (isRight(item.is, said)) return [];
    return [
      `| ${item.name.replaceAll('|', String.raw`\|`)} | ${item.is} | ${said === 'breaking' ? 'major' : said === 'none' ? 'nothing' : 'minor or patch'} |`,
    ];
  });
  return [
    '| Label | Changes | Redocly agrees | With our rules |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `Where Redocly and the label differ (${errors.length} of ${cases.length}):`,
    '',
    '| Change | Label | Redocly says |',
    '| --- | --- | --- |',
    ...errors,
  ].join('\n');
}
