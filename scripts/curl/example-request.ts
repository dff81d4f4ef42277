/** The request that a document shows for an operation. */
import { chooseSchemes } from '../../contract-tests/engine/credentials.js';
import type { JsonObject, Operation } from '../../contract-tests/engine/document.js';
import type { SentRequest } from '../../contract-tests/engine/exchange.js';
import { makeRequest } from '../../contract-tests/engine/request.js';

export interface ExampleChoice {
  /** The example to take; the first one when there is none of that name. */
  example?: string | undefined;
  /** More headers. */
  headers?: Record<string, string>;
}

/** With visibly fake credentials; undefined when the document has no example of what the request needs. */
export function exampleRequest(
  document: JsonObject,
  operation: Operation,
  { example, headers = {} }: ExampleChoice = {},
): SentRequest | undefined {
  const wish = example === undefined ? {} : { from: example };
  const schemes = chooseSchemes(operation, {}, {}, {});
  const made = makeRequest(document, { operation, wish, schemes, credentials: {}, headers });
  return 'request' in made ? made.request : undefined;
}
