/** Writes violations as workflow commands of GitHub Actions, which shows them with the run and the pull request. */
import type { SourcePosition } from '../../openapi/source-positions.js';
import {
  clauseOf,
  groupViolations,
  isFailure,
  sayCases,
  sayEvidence,
  sayViolation,
  type GroupedViolation,
} from './grouped-violation.js';
import { oneLine } from './one-line.js';
import type { CheckReport } from './check-report.js';

/** GitHub shows ten errors and ten warnings of a step, and drops the others silently. */
const shown = 10;

export function renderAnnotations(reports: readonly CheckReport[]): string[] {
  return reports.flatMap((report) => {
    const { name, cases, errors } = report;
    const groups = groupViolations(cases);
    return [
      ...errors.map(({ message }) => command('error', `${name}: the run`, message)),
      ...annotate('error', report, groups.filter(isFailure)),
      ...annotate(
        'warning',
        report,
        groups.filter((group) => !isFailure(group)),
      ),
    ];
  });
}

function annotate(
  level: 'error' | 'warning',
  { name, positions }: CheckReport,
  groups: readonly GroupedViolation[],
): string[] {
  const told = groups.length > shown ? groups.slice(0, shown - 1) : groups;
  const skipped = groups.length - told.length;
  const commands = told.map((group) => {
    const { violation } = group;
    const evidence = sayEvidence(violation);
    const lines = [
      sayViolation(violation),
      `in ${sayCases(group)}`,
      violation.clause && `document: #${violation.clause}`,
      evidence && `evidence: ${evidence}`,
    ].filter(Boolean);
    return command(
      level,
      `${name}: ${group.results[0]?.operationId}`,
      lines.join('\n'),
      positions?.at(clauseOf(group)),
    );
  });
  return skipped > 0 ? [...commands, command(level, name, `${skipped} more: see the summary of this run`)] : commands;
}

/** A workflow command of the runner. The position is one in the files of a pull request. */
export function command(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  { file, line, column }: Partial<SourcePosition> = {},
): string {
  const properties = Object.entries({ file, line, col: column, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(oneLine(String(value)))}`],
  );
  return `::${level} ${properties.join(',')}::${escapeData(message.split('\n').map(oneLine).join('\n'))}`;
}

/** Escapes a command for the runner: a line end would end it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Escapes a property, which also ends at a comma or a colon. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
