/**
 * Converts OpenAPI 3.1 to 3.0.3, for tools that support only 3.0. Where 3.0 cannot express something, the result
 * accepts more than the original, never less, and lists it in `x-lost-in-3.0`.
 */
import { typeRawBytes } from './down-convert/content.js';
import { hoistDefinitions } from './down-convert/definitions.js';
import { convertReference, convertRoot } from './down-convert/document.js';
import { Losses, type Loss } from './down-convert/losses.js';
import { loosenOneOf, prune } from './down-convert/prune.js';
import { convertSchema } from './down-convert/schema.js';
import { dropUnused } from './down-convert/unused.js';
import { isObject, isReference, type OpenApiDocument, type SchemaObject } from '../../src/openapi/openapi.js';
import { rewrite } from '../../src/openapi/rewrite.js';

export type { Loss };
export type OpenApi30Document = OpenApiDocument & { 'x-lost-in-3.0': Loss[] };

/** @param document a bundle with internal references only. It is not changed. */
export function downConvert(document: OpenApiDocument): OpenApi30Document {
  const losses = new Losses();
  const start = structuredClone(document);
  convertRoot(start, losses);
  typeRawBytes(start);
  dropUnused(start, document);
  const hoisted = hoistDefinitions(start);

  const converted = rewrite(hoisted, {
    enter(node, { kind, pointer }) {
      if (kind === 'schema') return isObject(node) ? prune(node, pointer, hoisted, losses) : node;
      return kind !== 'pathItem' && isReference(node) ? convertReference(node, pointer, losses) : node;
    },
    leave(node, { kind, pointer }, source) {
      if (kind !== 'schema') return node;
      // Boolean schemas: true allows anything, false nothing.
      if (!isObject(node)) return node === true ? {} : { not: {} };
      const schema = convertSchema(keepBoolean(node, source as SchemaObject), pointer, losses);
      loosenOneOf(schema, source as SchemaObject, pointer, hoisted, losses);
      return schema;
    },
  });
  dropUnused(converted, hoisted);

  const { openapi, ...rest } = converted;
  return { openapi, 'x-lost-in-3.0': losses.list, ...rest };
}

/** `additionalProperties` is the only keyword that has booleans in 3.0 too. */
function keepBoolean(schema: SchemaObject, { additionalProperties }: SchemaObject): SchemaObject {
  return typeof additionalProperties === 'boolean' ? { ...schema, additionalProperties } : schema;
}
