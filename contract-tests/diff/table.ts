/** The table of the corpus in docs/guides/diff-corpus.md: what comes of each label, by Redocly alone, by oasdiff, and with our rules. */
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import type { Answer } from './answers.js';
import type { Case, Label } from './corpus.js';
import type { Measured } from './oasdiff.js';

export const tableFile = join(packageRoot, 'docs', 'guides', 'diff-corpus.md');

const labels: readonly Label[] = ['breaking', 'compatible', 'documentation', 'evidence', 'none'];

/** What Redocly has no word for is compared as "not breaking". */
const isRight = (label: Label, said: Answer['redocly']): boolean => (label === 'breaking') === (said === 'breaking');

export function renderTable(cases: readonly Case[], answers: readonly Answer[], oasdiff: Measured): string {
  const isOasdiffRight = ({ name, is }: Case) =>
    oasdiff.answers[name] === (is === 'breaking' ? 'breaking' : 'not breaking');
  const rows = labels.map((label) => {
    const own = cases.flatMap((item, index) => (item.is === label ? [{ item, answer: answers[index]! }] : []));
    const redocly = own.filter(({ answer }) => isRight(label, answer.redocly)).length;
    const other = own.filter(({ item }) => isOasdiffRight(item)).length;
    const ours = own.filter(({ answer }) => answer.ours === label).length;
    return `| ${label} | ${own.length} | ${redocly} | ${other} | ${ours} |`;
  });
  const errors = cases.flatMap((item, index) => {
    const said = answers[index]!.redocly;
    if (isRight(item.is, said) && isOasdiffRight(item)) return [];
    const redocly = said === 'breaking' ? 'major' : said === 'none' ? 'nothing' : 'minor or patch';
    const name = item.name.replaceAll('|', String.raw`\|`);
    return [
      `| ${name} | ${item.is} | ${mark(isRight(item.is, said), redocly)} | ${mark(isOasdiffRight(item), oasdiff.answers[item.name] ?? 'not measured')} |`,
    ];
  });
  const redoclyErrors = cases.filter((item, index) => !isRight(item.is, answers[index]!.redocly)).length;
  return [
    `oasdiff ${oasdiff.version} was measured on ${oasdiff.date}; what it calls an error is breaking here, its warnings are not.`,
    '',
    '| Label | Changes | Redocly agrees | oasdiff agrees | With our rules |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Where Redocly (${redoclyErrors} of ${cases.length}) or oasdiff (${cases.filter((item) => !isOasdiffRight(item)).length}) and the label differ; what agrees is in brackets:`,
    '',
    '| Change | Label | Redocly says | oasdiff says |',
    '| --- | --- | --- | --- |',
    ...errors,
  ].join('\n');
}

const mark = (isRightOne: boolean, said: string): string => (isRightOne ? `(${said})` : said);
