/** Judges the answer to a request that has to be refused. */
import { escapeToken, type Operation } from '../../../openapi/document.js';
import type { Exchange, ReceivedResponse } from '../../../openapi/exchange.js';
import { validateResponse, responseFor, type ResponseValidator, type Violation } from '../../validate/response.js';
import type { CaseResult } from '../../report.js';
import { findLeaks } from '../../validate/leak.js';
import type { ViolationCode } from '../../validate/violation-codes.js';
import { transportViolation } from '../examples.js';
import type { Negative, Refusal } from './negative.js';
import type { Sent } from './precondition.js';

export type Verdict = Pick<CaseResult, 'outcome' | 'violations' | 'reason'>;

export function validateRefusal(
  responseValidator: ResponseValidator,
  operation: Operation,
  negative: Negative,
  { request, exchange }: Pick<Sent, 'request' | 'exchange'>,
): Verdict {
  if ('failure' in exchange) return failed([transportViolation(exchange.failure)]);
  const { response } = exchange;
  if (isAccepted(exchange)) return failed([accepted(negative, response)]);
  if (negative.refusal === 'method') return validateMethod(operation, response);
  if (!isRefusal(response.status))
    return failed([wrongStatus('status-not-refused', operation, response.status, 'a documented 4xx')]);
  if (negative.status !== undefined && response.status !== negative.status) {
    return failed([wrongStatus('status-other-refusal', operation, response.status, String(negative.status))]);
  }
  if (response.status === 429) return notExercised('the target takes no more requests for now (429)');

  // Of a wrong one, too: it is the right one but for a slip, or somebody else's.
  const leaks = findLeaks(responseValidator.document, request, response, responseValidator.propertyNames);
  const related = responseValidator.relations?.judge(operation, request, response) ?? [];
  if (leaks.length + related.length > 0) return failed([...leaks, ...related]);
  const documented = responseFor(operation.responses, response.status);
  if (documented) {
    const { violations } = validateResponse(responseValidator, documented[1], operation.method, response);
    return violations.length > 0 ? failed(violations) : passed;
  }
  const meant = [...operation.responses.keys()].filter((status) => isMeantFor(negative.refusal, Number(status)));
  if (meant.length > 0) {
    return failed([wrongStatus('status-other-refusal', operation, response.status, meant.join(' or '))]);
  }
  return { ...passed, reason: `no failure is documented for it; ${response.status} is a refusal` };
}

/** Whether something may have been done that the next request finds changed. */
export const isAccepted = (exchange: Exchange): boolean =>
  'response' in exchange && exchange.response.status >= 200 && exchange.response.status < 300;

const isRefusal = (status: number): boolean => status >= 400 && status < 500;

/** Which of the documented failures tell of it. Whoever documents none for it has said nothing against another. */
function isMeantFor(refusal: Refusal, status: number): boolean {
  const isAboutCredentials = [401, 403, 407].includes(status);
  if (refusal === 'credentials') return isAboutCredentials;
  return isRefusal(status) && !isAboutCredentials && ![402, 404, 429].includes(status);
}

function validateMethod(operation: Operation, { status }: ReceivedResponse): Verdict {
  return isRefusal(status) || status === 501
    ? passed
    : failed([wrongStatus('status-not-refused', operation, status, '405 or another refusal')]);
}

const accepted = ({ clause, pointer = '' }: Negative, { status }: ReceivedResponse): Violation => ({
  code: 'status-accepted',
  kind: 'status',
  pointer,
  message: `expected a documented 4xx, got ${status}`,
  clause,
});

const wrongStatus = (
  code: ViolationCode,
  { path, method }: Operation,
  status: number,
  expected: string,
): Violation => ({
  code,
  kind: 'status',
  pointer: '',
  message: `expected ${expected}, got ${status}`,
  clause: `/paths/${escapeToken(path)}/${method.toLowerCase()}/responses`,
});

const passed: Verdict = { outcome: 'passed', violations: [] };
const failed = (violations: Violation[]): Verdict => ({ outcome: 'failed', violations });

export const notExercised = (reason: string): Verdict => ({ outcome: 'skipped', violations: [], reason });
