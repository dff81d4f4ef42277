/** Findings as workflow commands of GitHub Actions, which shows them on the run's page and at the pull request. */
import { findingsOf, isFailure, sayCases, sayEvidence, sayViolation, type Finding } from './finding.js';
import { oneLine } from './one-line.js';
import type { CheckReport } from './check-report.js';

/** GitHub shows ten errors and ten warnings of a step, and drops the others without a word. */
const shown = 10;

export function renderAnnotations(reports: readonly CheckReport[]): string[] {
  return reports.flatMap(({ name, rows }) => {
    const findings = findingsOf(rows);
    return [
      ...annotate('error', name, findings.filter(isFailure)),
      ...annotate(
        'warning',
        name,
        findings.filter((finding) => !isFailure(finding)),
      ),
    ];
  });
}

function annotate(level: 'error' | 'warning', name: string, findings: readonly Finding[]): string[] {
  const told = findings.length > shown ? findings.slice(0, shown - 1) : findings;
  const skipped = findings.length - told.length;
  const commands = told.map((finding) => {
    const { violation } = finding;
    const evidence = sayEvidence(violation);
    const lines = [
      sayViolation(violation),
      `in ${sayCases(finding)}`,
      violation.clause && `document: #${violation.clause}`,
      evidence && `evidence: ${evidence}`,
    ].filter(Boolean);
    return command(level, `${name}: ${finding.rows[0]?.operationId}`, lines.join('\n'));
  });
  return skipped > 0 ? [...commands, command(level, name, `${skipped} more: see the summary of this run`)] : commands;
}

/** @param place where GitHub shows it in the files of a pull request */
export function command(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  place: { file?: string; line?: number | undefined } = {},
): string {
  const properties = Object.entries({ ...place, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(oneLine(String(value)))}`],
  );
  return `::${level} ${properties.join(',')}::${escapeData(message.split('\n').map(oneLine).join('\n'))}`;
}

/** As the runner reads a command: a line end would end it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A property also ends at a comma or a colon. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
