/** Chooses the call with which a newcomer meets an API. */
import { operationsOf, type JsonObject, type Operation } from '../../src/openapi/document.js';
import type { SentRequest } from '../../src/openapi/exchange.js';
import { exampleRequest } from '../../src/http/curl/example-request.js';

export interface Call {
  operation: Operation;
  request: SentRequest;
}

/**
 * The first operation that answers 202, which is how these providers take a person in for verification; or, for an
 * API without one, the first whose request the document shows. Undefined when it shows none.
 */
export function firstCall(document: JsonObject): Call | undefined {
  const operations = operationsOf(document);
  const accepted = operations.filter(({ responses }) => responses.has('202'));
  for (const operation of [...accepted, ...operations]) {
    const request = exampleRequest(document, operation);
    if (request) return { operation, request };
  }
  return undefined;
}
