/** The request that a document shows for an operation. */
import { chooseSchemes } from '../../openapi/credentials.js';
import type { JsonObject, Operation } from '../../openapi/document.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { makeRequest } from '../../openapi/request.js';

export interface ExampleChoice {
  /** The example to take; the first one where no example has that name. */
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
  const template = example === undefined ? {} : { from: example };
  const schemes = chooseSchemes(operation, {}, {}, {});
  const made = makeRequest(document, { operation, template, schemes, credentials: {}, headers });
  return 'request' in made ? made.request : undefined;
}
