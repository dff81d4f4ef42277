/** Writes the report as Markdown, for the page of a GitHub Actions run (`GITHUB_STEP_SUMMARY`). */
import {
  groupViolations,
  isFailure,
  sayCases,
  sayEvidence,
  sayViolation,
  type GroupedViolation,
} from './grouped-violation.js';
import { oneLine } from './one-line.js';
import { byReason, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';

/** Bytes. GitHub shows no summary larger than 1 MiB. */
const most = 1_000_000;

export const renderStepSummary = (reports: readonly CheckReport[]): string =>
  reports.map((report) => `${cut(section(report), most / reports.length).join('\n')}\n`).join('\n');

function cut(lines: readonly string[], limit: number): readonly string[] {
  let size = 0;
  const end = lines.findIndex((line) => (size += Buffer.byteLength(line) + 1) > limit);
  if (end < 0) return lines;
  return [...lines.slice(0, end), '', `${lines.length - end} lines more are left out: the other reports have all.`];
}

function section({ name, target, cases, errors, coverage }: CheckReport): string[] {
  const groups = groupViolations(cases);
  const seen = sayCoverage(coverage);
  const reasons = [...byReason(cases)].map(([reason, { length }]) => `| ${cell(reason)} | ${length} |`);
  return [
    `## ${escape(name)} at ${code(target)}`,
    '',
    `**${sayCounts(cases, errors)}**${seen ? ` · ${seen}` : ''}`,
    ...(errors.length > 0 ? ['', ...errors.map(({ message }) => `- ❌ ${cell(message)}`)] : []),
    ...(groups.length > 0 ? ['', '| | violation | in | document |', '| --- | --- | --- | --- |'] : []),
    ...groups.map(line),
    ...(reasons.length > 0 ? ['', '| not exercised, because | cases |', '| --- | --- |', ...reasons] : []),
  ];
}

function line(group: GroupedViolation): string {
  const { violation } = group;
  const evidence = sayEvidence(violation);
  return `| ${[
    isFailure(group) ? '❌' : '⚠️',
    cell(sayViolation(violation)) + (evidence ? `<br>${cell(`evidence: ${evidence}`)}` : ''),
    cell(sayCases(group)),
    violation.clause ? code(`#${violation.clause}`) : '',
  ].join(' | ')} |`;
}

/** Escapes Markdown and HTML. */
const escape = (text: string): string =>
  oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, (one) => `&#${one.charCodeAt(0)};`);

const cell = escape;

const code = (text: string): string => `<code>${escape(text)}</code>`;
