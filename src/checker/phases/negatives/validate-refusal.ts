/** Validates the response to a request that has to be refused. */
import { unescapeToken, type Operation } from '../../../openapi/document.js';
import { parseJson } from '../../../openapi/json.js';
import { provenanceAt } from '../../../openapi/provenance.js';
import type { Exchange, ReceivedResponse, SentRequest } from '../../../openapi/exchange.js';
import {
  responseFor,
  validateResponse,
  violationOf,
  type ResponseValidator,
  type Violation,
} from '../../validate/response.js';
import { isRefusal, isSuccess, recordRefusals, stateRefusals } from '../../status.js';
import { outcomeOf, type Outcome } from '../../report.js';
import { membersNamedIn } from '../../relations/named-members.js';
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
  if (negative.refusal === 'method') return validateMethod(operation, negative, response);
  if (isAccepted(exchange)) return outcomeOf([accepted(responseValidator, negative, response)]);
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
  // RFC 9110, 15.5.1, 15.5.5 and 15.5.16: such a refusal needs no mention.
  if (!documented && negative.general === response.status)
    return { ...outcomeOf([]), reason: `${response.status} is what HTTP has for it; it is not documented` };
  const meant = [...operation.responses.keys()].filter((status) => isMeantFor(negative.refusal, Number(status)));
  const isOther = negative.isNamed === true && meant.length > 0 && documented?.[0] !== String(response.status);
  if (documented && !isOther) {
    const { violations } = validateResponse(responseValidator, documented[1], operation.method, response);
    const other =
      violations.length === 0 ? namesOther(responseValidator, negative, request, response, documented[1].pointer) : [];
    return outcomeOf([...violations, ...other]);
  }
  if (meant.length > 0) {
    const clause = meant.length === 1 ? `/${meant[0]}` : '';
    return outcomeOf([wrongStatus('status-other-refusal', operation, response.status, meant.join(' or '), clause)]);
  }
  return { ...outcomeOf([]), reason: `no failure is documented for it; ${response.status} is a refusal` };
}

/**
 * The failure names members that are wrong, and not the one that is. A part of its path is enough, since a failure may
 * say of a whole object that it is wrong, or leave out the part of a form.
 */
function namesOther(
  { document }: ResponseValidator,
  { pointer = '', refusal }: Negative,
  request: SentRequest,
  { body }: ReceivedResponse,
  clause: string,
): Violation[] {
  const wrong = new Set(pointer.split('/').slice(1).map(unescapeToken));
  const failure = parseJson(body);
  if (wrong.size === 0 || refusal !== 'request' || failure === undefined) return [];
  const named = membersNamedIn(document, request, failure);
  if (!named || named.some((path) => path.some((name) => wrong.has(name)))) return [];
  return [violationOf('relation-member', 'relation', 'names another member than the one that is wrong', { clause })];
}

/** Whether the request may have had an effect on the next one. */
export const isAccepted = (exchange: Exchange): boolean =>
  'response' in exchange && exchange.response.status >= 200 && exchange.response.status < 300;

/** About a payment, how many requests there were, or a record. */
const notAboutRequest: readonly number[] = [402, 429, ...recordRefusals, ...stateRefusals];

/** The documented failures for such a refusal; where none is documented, any failure passes. */
function isMeantFor(refusal: Refusal, status: number): boolean {
  const isAboutCredentials = [401, 403, 407].includes(status);
  if (refusal === 'credentials') return isAboutCredentials;
  return isRefusal(status) && !isAboutCredentials && !notAboutRequest.includes(status);
}

function validateMethod(operation: Operation, { clause }: Negative, { status }: ReceivedResponse): Outcome {
  if (isRefusal(status) || status === 501) return outcomeOf([]);
  const expected = '405 or another refusal';
  if (!isSuccess(String(status))) return outcomeOf([wrongStatus('status-not-refused', operation, status, expected)]);
  const taken = violationOf('status-accepted', 'status', `expected ${expected}, got ${status}`, { clause });
  // A document says what there is: that there is nothing beside it, it does not.
  return outcomeOf([{ ...taken, severity: 'warning' }]);
}

const accepted = (
  { document }: ResponseValidator,
  { clause, pointer, mayTake, isTolerated }: Negative,
  { status }: ReceivedResponse,
): Violation => ({
  ...violationOf('status-accepted', 'status', `expected a documented 4xx, got ${status}`, { clause, pointer }),
  ...((mayTake || (isTolerated && !provenanceAt(document, clause))) && { severity: 'warning' }),
});

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
