/** Validates the response to a request that has to be refused. */
import type { Operation } from '../../../openapi/document.js';
import type { Exchange, ReceivedResponse } from '../../../openapi/exchange.js';
import {
  responseFor,
  validateResponse,
  violationOf,
  type ResponseValidator,
  type Violation,
} from '../../validate/response.js';
import { outcomeOf, type Outcome } from '../../report.js';
import { responsesPointer, transportViolation, validateAgainstRequest } from '../../validate/exchange.js';
import type { ViolationCode } from '../../validate/violation-codes.js';
import type { Negative, Refusal } from './negative.js';
import type { Sent } from './precondition.js';

export function validateRefusal(
  responseValidator: ResponseValidator,
  operation: Operation,
  negative: Negative,
  { request, exchange }: Pick<Sent, 'request' | 'exchange'>,
): Outcome {
  if ('failure' in exchange) return outcomeOf([transportViolation(exchange.failure)]);
  const { response } = exchange;
  if (isAccepted(exchange)) return outcomeOf([accepted(negative, response)]);
  if (negative.refusal === 'method') return validateMethod(operation, response);
  if (!isRefusal(response.status))
    return outcomeOf([wrongStatus('status-not-refused', operation, response.status, 'a documented 4xx')]);
  if (negative.status !== undefined && response.status !== negative.status) {
    return outcomeOf([wrongStatus('status-other-refusal', operation, response.status, String(negative.status))]);
  }
  if (response.status === 429) return outcomeOf('the target takes no more requests for now (429)');

  // A wrong credential must not be repeated either: it may differ by one character, or belong to someone else.
  const related = validateAgainstRequest(responseValidator, operation, request, response);
  if (related.length > 0) return outcomeOf(related);
  const documented = responseFor(operation.responses, response.status);
  const meant = [...operation.responses.keys()].filter((status) => isMeantFor(negative.refusal, Number(status)));
  const isOther = negative.isNamed === true && meant.length > 0 && documented?.[0] !== String(response.status);
  if (documented && !isOther) {
    return outcomeOf(validateResponse(responseValidator, documented[1], operation.method, response).violations);
  }
  if (meant.length > 0) {
    const clause = meant.length === 1 ? `/${meant[0]}` : '';
    return outcomeOf([wrongStatus('status-other-refusal', operation, response.status, meant.join(' or '), clause)]);
  }
  return { ...outcomeOf([]), reason: `no failure is documented for it; ${response.status} is a refusal` };
}

/** Whether the request may have had an effect on the next one. */
export const isAccepted = (exchange: Exchange): boolean =>
  'response' in exchange && exchange.response.status >= 200 && exchange.response.status < 300;

const isRefusal = (status: number): boolean => status >= 400 && status < 500;

/** The documented failures for such a refusal; where none is documented, any failure passes. */
function isMeantFor(refusal: Refusal, status: number): boolean {
  const isAboutCredentials = [401, 403, 407].includes(status);
  if (refusal === 'credentials') return isAboutCredentials;
  return isRefusal(status) && !isAboutCredentials && ![402, 404, 429].includes(status);
}

function validateMethod(operation: Operation, { status }: ReceivedResponse): Outcome {
  return isRefusal(status) || status === 501
    ? outcomeOf([])
    : outcomeOf([wrongStatus('status-not-refused', operation, status, '405 or another refusal')]);
}

const accepted = ({ clause, pointer }: Negative, { status }: ReceivedResponse): Violation =>
  violationOf('status-accepted', 'status', `expected a documented 4xx, got ${status}`, { clause, pointer });

const wrongStatus = (
  code: ViolationCode,
  operation: Operation,
  status: number,
  expected: string,
  response = '',
): Violation =>
  violationOf(code, 'status', `expected ${expected}, got ${status}`, {
    clause: `${responsesPointer(operation)}${response}`,
  });
