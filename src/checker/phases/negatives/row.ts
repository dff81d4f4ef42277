/** The row of a negative. Its status is the class: that one was seen does not mean that its own case was exercised. */
import type { Operation } from '../../../openapi/document.js';
import type { CaseResult } from '../../report.js';
import type { Verdict } from './verdict.js';

export interface Subject {
  operation: Operation;
  /** The named example of the response that the valid request gets. */
  example: string | null;
}

export const rowOf = (
  { operation: { operationId, method, path }, example }: Subject,
  name: string,
): Omit<CaseResult, keyof Verdict> => ({
  operationId,
  method,
  path,
  status: '4XX',
  example,
  phase: 'negatives',
  case: name,
});
