/** The report as Markdown, for the page of a GitHub Actions run (`GITHUB_STEP_SUMMARY`). */
import { findingsOf, isFailure, sayCases, sayEvidence, sayViolation, type Finding } from './finding.js';
import { oneLine } from './one-line.js';
import { byReason, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';

export const renderStepSummary = (reports: readonly CheckReport[]): string =>
  reports.map((report) => `${section(report).join('\n')}\n`).join('\n');

function section({ name, target, rows, coverage }: CheckReport): string[] {
  const findings = findingsOf(rows);
  const seen = sayCoverage(coverage);
  const reasons = [...byReason(rows)].map(([reason, cases]) => `| ${cell(reason)} | ${cases.length} |`);
  return [
    `## ${escape(name)} at ${code(target)}`,
    '',
    `**${sayCounts(rows)}**${seen ? ` · ${seen}` : ''}`,
    ...(findings.length > 0 ? ['', '| | finding | in | document |', '| --- | --- | --- | --- |'] : []),
    ...findings.map(line),
    ...(reasons.length > 0 ? ['', '| not exercised, because | cases |', '| --- | --- |', ...reasons] : []),
  ];
}

function line(finding: Finding): string {
  const { violation } = finding;
  const evidence = sayEvidence(violation);
  return `| ${[
    isFailure(finding) ? '❌' : '⚠️',
    cell(sayViolation(violation)) + (evidence ? `<br>${cell(`evidence: ${evidence}`)}` : ''),
    cell(sayCases(finding)),
    violation.clause ? code(`#${violation.clause}`) : '',
  ].join(' | ')} |`;
}

/** Nothing in it may be taken for Markdown or HTML. */
const escape = (text: string): string =>
  oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, (one) => `&#${one.charCodeAt(0)};`);

const cell = escape;

const code = (text: string): string => `<code>${escape(text)}</code>`;
