/** Where a schema stood in the exact document, kept with it while it is taken apart and put together anew. */
import { isObject, type OpenApiDocument, type Schema, type SchemaObject } from '../../../src/openapi/openapi.js';
import { lookUp } from '../../../src/openapi/pointer.js';
import { rewrite } from '../../../src/openapi/rewrite.js';
import type { Loss } from '../down-convert/losses.js';

const mark = 'x-origin';

export function markOrigins(document: OpenApiDocument): OpenApiDocument {
  return rewrite(document, {
    leave: (node, { kind, pointer }) => (kind === 'schema' && isObject(node) ? { ...node, [mark]: pointer } : node),
  });
}

export function dropOrigins(document: OpenApiDocument): OpenApiDocument {
  return rewrite(document, {
    enter(node, { kind }) {
      if (kind !== 'schema' || !isObject(node)) return node;
      const { [mark]: _, ...rest } = node;
      return rest;
    },
  });
}

/** JSON Pointer into the exact document. */
export const originOf = (schema: Schema): string => (isObject(schema) ? String(schema[mark] ?? '') : '');

/** What is put together of several schemas stands where the first one does. */
export const originOfFirst = (schemas: readonly Schema[]): SchemaObject => {
  const origin = schemas.map(originOf).find((pointer) => pointer !== '');
  return origin === undefined ? {} : { [mark]: origin };
};

/** Losses of a later step, whose pointers are into `document`, as pointers into the exact one; each once. */
export function traceLosses(losses: readonly Loss[], document: OpenApiDocument): Loss[] {
  const traced = losses.map((loss) => {
    const node = lookUp(document, loss.pointer);
    return isObject(node) && mark in node ? { ...loss, pointer: originOf(node) } : loss;
  });
  return [...new Map(traced.map((loss) => [JSON.stringify(loss), loss])).values()];
}
