/**
 * Says of each broken clause what it rests on. Who breaks a clause that is only assumed may well be right, so that is
 * a warning, unless the user wants it strict.
 */
import { escapeToken, unescapeToken, valueAt, type JsonObject } from '../../openapi/document.js';
import type { Violation } from './response.js';
import { provenanceAt } from '../../openapi/provenance.js';
import type { CaseResult } from '../report.js';

export interface SeverityOptions {
  /** A broken clause that is assumed fails the check, too. @default false */
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

function applySeverityTo(document: JsonObject, violation: Violation, strict: boolean): Violation {
  const provenance = violation.clause === '' ? undefined : provenanceAt(document, evidenceOf(document, violation));
  if (!provenance) return violation;
  const isDoubtful = provenance.status === 'assumed' && !strict;
  return { ...violation, provenance, ...(isDoubtful && { severity: 'warning' as const }) };
}

/** That a property is missing is a matter of that property, although `required` stands beside it. */
function evidenceOf(document: JsonObject, { clause, pointer }: Violation): string {
  if (!clause.endsWith('/required')) return clause;
  const name = escapeToken(unescapeToken(pointer.split('/').at(-1) ?? ''));
  const property = `${clause.slice(0, -'/required'.length)}/properties/${name}`;
  return valueAt(document, property) === undefined ? clause : property;
}
