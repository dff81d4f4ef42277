/** What a check of one case has found, and the result of it in the report. */
import { outcomeOf, type CaseIdentity, type CaseResult } from './report.js';
import { UnknownExpression } from './expression.js';
import { NotExercised, sayNotThere, StepFailed } from './step-failed.js';
import { violationOf, type Violation } from './validate/response.js';

/** What is wrong, nothing for a case that passed; or why the case was not exercised. */
export type Found = FoundViolations | string;

export interface FoundViolations {
  violations: Violation[];
  /** The request that shows it again, as a curl command; undefined where no single one does. */
  toCurl?: (() => Promise<string>) | undefined;
}

export async function resultOf(identity: CaseIdentity, found: Found): Promise<CaseResult> {
  if (typeof found === 'string') return { ...identity, ...outcomeOf(found) };
  const { violations, toCurl } = found;
  const result = { ...identity, ...outcomeOf(violations) };
  return violations.length > 0 && toCurl ? { ...result, curl: await toCurl() } : result;
}

/**
 * What the error of a step says of its case: a violation, or why the case was not exercised.
 * @param what was going on
 * @throws every other error
 */
export function foundByError(
  error: unknown,
  what = 'before it',
  code: 'state-before' | 'state-after' = 'state-before',
): Found {
  if (error instanceof UnknownExpression) return sayNotThere(error);
  if (error instanceof NotExercised) return error.message;
  if (error instanceof StepFailed) return { violations: [violationOf(code, 'state', `${what}: ${error.message}`)] };
  throw error;
}

/** Whether a case was exercised and nothing is wrong. */
export const hasPassed = (found: Found): boolean => typeof found !== 'string' && found.violations.length === 0;
