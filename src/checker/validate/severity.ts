/**
 * Adds the evidence to violations. A violation of a clause that is only assumed is a warning, as one of what no clause
 * says is, unless `--strict` makes it a failure.
 */
import { escapeToken, unescapeToken, valueAt, type JsonObject } from '../../openapi/document.js';
import type { Violation } from './response.js';
import { provenanceAt } from '../../openapi/provenance.js';
import type { CaseResult } from '../report.js';

export interface SeverityOptions {
  /** Whether violations of assumed clauses fail the check. @default false */
  strict?: boolean | undefined;
}

export function applySeverity(
  document: JsonObject,
  result: CaseResult,
  { strict = false }: SeverityOptions,
): CaseResult {
  const violations = result.violations.map((violation) => applySeverityTo(document, violation, strict));
  const onlyWarns = violations.length > 0 && violations.every(({ severity }) => severity === 'warning');
  return { ...result, violations, outcome: result.outcome === 'failed' && onlyWarns ? 'passed' : result.outcome };
}

function applySeverityTo(document: JsonObject, { severity, ...found }: Violation, strict: boolean): Violation {
  const violation = strict || severity === undefined ? found : { ...found, severity };
  const provenance = violation.clause === '' ? undefined : provenanceAt(document, evidenceOf(document, violation));
  if (!provenance) return violation;
  const isDoubtful = provenance.status === 'assumed' && !strict;
  return { ...violation, provenance, ...(isDoubtful && { severity: 'warning' as const }) };
}

/** A missing property has the evidence of the property, not that of `required`. */
function evidenceOf(document: JsonObject, { clause, pointer }: Violation): string {
  if (!clause.endsWith('/required')) return clause;
  const name = escapeToken(unescapeToken(pointer.split('/').at(-1) ?? ''));
  const property = `${clause.slice(0, -'/required'.length)}/properties/${name}`;
  return valueAt(document, property) === undefined ? clause : property;
}
