/** Validates an exchange against the document, and its response against its request. */
import { operationPointer, type Operation } from '../../openapi/document.js';
import type { Failure, ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { essenceOf } from '../../openapi/media-type.js';
import { findInternals, findLeaks } from './leak.js';
import { responseFor, validateResponse, violationOf, type ResponseValidator, type Violation } from './response.js';
import type { ViolationCode } from './violation-codes.js';

export const transportViolation = ({ kind, message }: Failure): Violation =>
  violationOf(codes[kind], 'transport', message);

const codes: Record<Failure['kind'], ViolationCode> = {
  unreachable: 'transport-unreachable',
  timeout: 'transport-timeout',
  'too large': 'transport-too-large',
  'content coding': 'transport-content-coding',
  broken: 'transport-broken',
};

/** Validates a response by any documented status. */
export function validateDocumented(
  responseValidator: ResponseValidator,
  operation: Operation,
  response: ReceivedResponse,
): Violation[] {
  const documented = responseFor(operation.responses, response.status);
  if (documented) return validateResponse(responseValidator, documented[1], operation.method, response).violations;
  const message = `got ${response.status}, which is not documented`;
  return [violationOf(statusCode(response, false), 'status', message, { clause: responsesPointer(operation) })];
}

/** Finds credentials of the request in the response, and relations that do not hold. */
export const validateAgainstRequest = (
  { document, propertyNames, relations }: ResponseValidator,
  operation: Operation,
  request: SentRequest,
  response: ReceivedResponse,
): Violation[] => [
  ...findLeaks(document, request, response, propertyNames),
  ...findInternals(request, response, propertyNames).map((one) => ({ ...one, clause: responsesPointer(operation) })),
  ...(relations?.validate(operation, request, response) ?? []),
];

/** The code of an unexpected status. */
export function statusCode({ status, headers }: ReceivedResponse, isDocumented: boolean): ViolationCode {
  if (status === 404 || status === 405 || status === 501) return 'status-unknown-path';
  if (status >= 300 && status < 400 && headers.location !== undefined) return 'status-redirect';
  if (essenceOf(headers['content-type']?.[0] ?? '') === 'text/html') return 'status-web-page';
  return isDocumented ? 'status-unexpected' : 'status-undocumented';
}

/** The clause that an undocumented status breaks: the list of responses. */
export const responsesPointer = (operation: Operation): string => `${operationPointer(operation)}/responses`;

/** A hint in the message of an undocumented status, to help correct `--url`. It has only the host of a redirection. */
export function redirectHint({ status, headers }: ReceivedResponse): string {
  const location = headers.location?.[0];
  if (status >= 300 && status < 400 && location !== undefined) {
    return ` (it redirects to ${URL.canParse(location) ? new URL(location).host : 'another path'})`;
  }
  return essenceOf(headers['content-type']?.[0] ?? '') === 'text/html' ? ' (it is a web page)' : '';
}
