/** 3.0 read by the letter, in words that a validator of 3.1 knows: the way back, written independently. */
import type { OpenApiDocument, SchemaObject } from '../../src/openapi/openapi.js';
import { rewrite } from '../../src/openapi/rewrite.js';

export function in31Terms(document: OpenApiDocument): OpenApiDocument {
  return rewrite(document, {
    enter(node, { kind }) {
      if (kind !== 'schema' || typeof node !== 'object') return node;
      const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...schema } = node as SchemaObject;
      // nullable counts beside a type only; an enum without null still rules null out.
      if (nullable && schema.type !== undefined) schema.type = [schema.type, 'null'].flat();
      if (minimum !== undefined) schema[exclusiveMinimum ? 'exclusiveMinimum' : 'minimum'] = minimum;
      if (maximum !== undefined) schema[exclusiveMaximum ? 'exclusiveMaximum' : 'maximum'] = maximum;
      return schema.$ref === undefined ? schema : { $ref: schema.$ref };
    },
  });
}
