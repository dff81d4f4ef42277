/**
 * A document as one JSON Schema for Ajv; its schemas are definitions that refer to each other. Annotations are removed,
 * so that compiled validators contain no descriptions and no evidence. Everything else stays, so that Ajv refuses
 * misspelt keywords.
 */
import { isObject, isReference, type OpenApiDocument } from '../../src/openapi/openapi.js';
import { rewrite } from '../../src/openapi/rewrite.js';

const remarks = new Set(
  (
    'title description default example examples deprecated readOnly writeOnly externalDocs xml discriminator ' +
    'contentEncoding contentMediaType contentSchema $comment'
  ).split(' '),
);

export function toSchema(document: OpenApiDocument): object {
  const definitions = rewrite(document, {
    enter(node, { kind }) {
      if (kind !== 'schema' || !isObject(node)) return node;
      const assertions = Object.fromEntries(
        Object.entries(node).filter(([keyword]) => !remarks.has(keyword) && !keyword.startsWith('x-')),
      );
      return isReference(node) ? { ...assertions, $ref: toReference(node.$ref.slice(1)) } : assertions;
    },
  });
  return { $id: 'document', $defs: { openapi: definitions } };
}

/** Converts a JSON Pointer into the document to a reference into its schema. */
export function toReference(pointer: string): string {
  return `#/$defs/openapi${encodeURI(pointer)}`;
}
