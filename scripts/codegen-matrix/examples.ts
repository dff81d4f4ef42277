/** The response examples of a document, each with the operation and status for which a client decodes it. */
import { follow, isObject, operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';

export interface Example {
  operationId: string;
  /** The first tag, by which some generators group operations. */
  tag: string;
  status: number;
  name: string;
  /** Name of the component schema of the body. */
  schema: string;
  value: Json;
}

/** Every JSON example of a response whose schema has a name. */
export function responseExamples(document: JsonObject): Example[] {
  return operationsOf(document).flatMap((operation) =>
    [...operation.responses].flatMap(([status, { value: response }]) => {
      const media = isObject(response.content) ? response.content['application/json'] : undefined;
      if (!isObject(media) || !isObject(media.schema) || typeof media.schema.$ref !== 'string') return [];
      const schema = media.schema.$ref.split('/').at(-1) ?? '';
      return Object.entries(isObject(media.examples) ? media.examples : {}).map(([name, node]) => ({
        operationId: operation.operationId,
        tag: firstTag(document, operation.operationId),
        status: Number(status),
        name,
        schema,
        value: follow(document, node, '')?.value.value ?? null,
      }));
    }),
  );
}

function firstTag(document: JsonObject, operationId: string): string {
  for (const item of Object.values(isObject(document.paths) ? document.paths : {})) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (isObject(operation) && operation.operationId === operationId && Array.isArray(operation.tags)) {
        return String(operation.tags[0]);
      }
    }
  }
  return 'default';
}
