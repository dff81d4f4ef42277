/** Writes violations as workflow commands of GitHub Actions, which shows them with the run and the pull request. */
import {
  clauseOf,
  groupViolations,
  isFailure,
  sayCases,
  sayEvidence,
  sayViolation,
  type GroupedViolation,
} from './grouped-violation.js';
import type { CheckReport } from './check-report.js';
import { command } from './workflow-command.js';

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
