/** Holds an exchange against the document, and the response against its own request. */
import { operationPointer, type Operation } from '../../openapi/document.js';
import type { Failure, ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { essenceOf } from '../../openapi/media-type.js';
import { findLeaks } from './leak.js';
import { responseFor, validateResponse, violationOf, type ResponseValidator, type Violation } from './response.js';
import type { ViolationCode } from './violation-codes.js';

export const transportViolation = ({ kind, message }: Failure): Violation =>
  violationOf(kind === 'too large' ? 'transport-too-large' : `transport-${kind}`, 'transport', message);

/** The response is one of the documented ones. */
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

/** The response repeats no credential of its request, and what must be the same in both is. */
export const validateAgainstRequest = (
  { document, propertyNames, relations }: ResponseValidator,
  operation: Operation,
  request: SentRequest,
  response: ReceivedResponse,
): Violation[] => [
  ...findLeaks(document, request, response, propertyNames),
  ...(relations?.validate(operation, request, response) ?? []),
];

/** What an unexpected status says of the target. */
export function statusCode({ status, headers }: ReceivedResponse, isDocumented: boolean): ViolationCode {
  if (status === 404 || status === 405 || status === 501) return 'status-unknown-path';
  if (status >= 300 && status < 400 && headers.location !== undefined) return 'status-redirect';
  if (essenceOf(headers['content-type']?.[0] ?? '') === 'text/html') return 'status-web-page';
  return isDocumented ? 'status-unexpected' : 'status-undocumented';
}

/** The clause that an undocumented status breaks: the list of responses. */
export const responsesPointer = (operation: Operation): string => `${operationPointer(operation)}/responses`;

/** Added to the message of an undocumented status, to help mend `--url`. Of a redirection only the host is named. */
export function redirectHint({ status, headers }: ReceivedResponse): string {
  const location = headers.location?.[0];
  if (status >= 300 && status < 400 && location !== undefined) {
    return ` (it redirects to ${URL.canParse(location) ? new URL(location).host : 'another path'})`;
  }
  return essenceOf(headers['content-type']?.[0] ?? '') === 'text/html' ? ' (it is a web page)' : '';
}
