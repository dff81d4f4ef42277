/** Records the place of a schema in the exact document, while the schema is split and merged. */
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

/** A merged schema has the place of its first part. */
export const originOfFirst = (schemas: readonly Schema[]): SchemaObject => {
  const origin = schemas.map(originOf).find((pointer) => pointer !== '');
  return origin === undefined ? {} : { [mark]: origin };
};

/**
 * Converts losses of a later step, whose pointers are into `document`, to pointers into the exact document, without
 * duplicates.
 */
export function traceLosses(losses: readonly Loss[], document: OpenApiDocument): Loss[] {
  const traced = losses.map((loss) => {
    const node = lookUp(document, loss.pointer);
    return isObject(node) && mark in node ? { ...loss, pointer: originOf(node) } : loss;
  });
  return [...new Map(traced.map((loss) => [JSON.stringify(loss), loss])).values()];
}
