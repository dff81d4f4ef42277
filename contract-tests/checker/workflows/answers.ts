/** The response examples of a provider's document: what an implementation that is played answers with. */
import { bundleDocument } from '../../../src/openapi/bundle.js';
import { sourcePath } from '../../../src/openapi/providers.js';
import { isObject, operationsOf, type Json, type JsonObject, type Operation } from '../../../src/openapi/document.js';
import { examplesOf } from '../../../src/openapi/examples.js';

/**
 * A response example of the document: operationId, status and name. What is put over it stands in for an example that
 * the document does not have: a verification that is pending, one that has failed.
 */
export type Scripted = [operationId: string, status: number, example: string, change?: JsonObject];

/** An answer as it goes over the wire, to a request of one operation. */
export interface Answer {
  operation: Operation;
  status: number;
  body: Json;
}

/** Reads the document as it is now; the function it returns throws for an example that is not there. */
export async function loadAnswers(provider: string) {
  const document = (await bundleDocument(sourcePath(provider))) as unknown as JsonObject;
  const operations = operationsOf(document);
  const answer = ([operationId, status, example, change]: Scripted): Answer => {
    const operation = operations.find((one) => one.operationId === operationId);
    const described = operation?.responses.get(String(status)) ?? operation?.responses.get(`${String(status)[0]}XX`);
    const content = described?.value['content'];
    const media = isObject(content) ? content['application/json'] : undefined;
    const body = isObject(media) ? examplesOf(document, media).get(example) : undefined;
    if (!operation || body === undefined) throw new Error(`no response example ${operationId} ${status} ${example}`);
    return { operation, status, body: isObject(body) ? { ...body, ...change } : body };
  };
  return { document, answer };
}
