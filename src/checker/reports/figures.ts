/** The figures that stand at the end of every report. */
import { figuresOf, type CoveredResponse } from '../validate/coverage.js';
import { groupViolations, isFailure } from './grouped-violation.js';
import { count, type CaseResult, type RunError } from '../report.js';

export function sayCounts(results: readonly CaseResult[], errors: readonly RunError[] = []): string {
  const { planned, passed, failed, skipped } = count(results);
  const warnings = groupViolations(results).filter((group) => !isFailure(group)).length;
  const warned = warnings === 0 ? '' : `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  const erred = errors.length === 0 ? '' : `, ${errors.length} run ${errors.length === 1 ? 'error' : 'errors'}`;
  return `${passed} of ${planned} passed, ${failed} failed, ${skipped} not exercised${warned}${erred}`;
}

/** Undefined where there is nothing to cover. */
export function sayCoverage(responses: readonly CoveredResponse[]): string | undefined {
  const shares = Object.entries(figuresOf(responses)).filter(([, { all }]) => all > 0);
  if (shares.length === 0) return undefined;
  return `seen: ${shares.map(([name, { seen, all }]) => `${seen} of ${all} ${words[name] ?? name}`).join(', ')}`;
}

const words: Record<string, string> = { values: 'enum values' };
