/** Groups equal violations of several cases, and writes them. */
import type { Violation } from '../validate/response.js';
import { operationPointer } from '../../openapi/document.js';
import { oneLine } from './one-line.js';
import { caseName, type CaseResult } from '../report.js';

export interface GroupedViolation {
  violation: Violation;
  /** Every case with the violation, in the order of the run; at least one. */
  results: CaseResult[];
}

/** Failures first, then warnings, each in the order of the run. */
export function groupViolations(results: readonly CaseResult[]): GroupedViolation[] {
  const groups = new Map<string, GroupedViolation>();
  for (const result of results) {
    for (const violation of result.violations) {
      const { clause, code, pointer, message, severity } = violation;
      // The items of an array break a clause in the same way.
      const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
      const key = JSON.stringify([clause, code, place, message, severity]);
      const known = groups.get(key);
      if (!known) groups.set(key, { violation, results: [result] });
      else if (!known.results.includes(result)) known.results.push(result);
    }
  }
  const all = [...groups.values()];
  return [...all.filter(isFailure), ...all.filter((group) => !isFailure(group))];
}

/** The broken clause; without one, the operation of the first case. */
export const clauseOf = ({ violation, results }: GroupedViolation): string =>
  violation.clause || operationPointer(results[0] as CaseResult);

export const isFailure = ({ violation }: GroupedViolation): boolean => violation.severity !== 'warning';

/** `body /flow: expected the format "uuid", got a string of 4 characters`. */
export function sayViolation({ kind, pointer, message, got }: Violation): string {
  const where = pointer === '' ? '' : ` ${pointer}`;
  return oneLine(`${kind}${where}: ${message}${got === undefined ? '' : `, got ${got}`}`);
}

/** The evidence of the broken clause where it is weak; undefined for a clause that a page documents. */
export function sayEvidence({ provenance }: Violation): string | undefined {
  if (!provenance || provenance.status === 'documented') return undefined;
  const { status, source, note } = provenance;
  return oneLine(`${status}${source === undefined ? '' : ` (${source})`}${note === undefined ? '' : `: ${note}`}`);
}

/** The first case with it, and the number of the others. */
export function sayCases({ results }: GroupedViolation): string {
  const [first, ...more] = results as [CaseResult, ...CaseResult[]];
  if (more.length === 0) return caseName(first);
  return `${caseName(first)}, and in ${more.length} more ${more.length === 1 ? 'case' : 'cases'}`;
}
