/**
 * Converts one Schema Object whose subschemas are already converted, in small steps, each for one difference between
 * 3.1 and 3.0. Comments say where their order matters.
 */
import type { SchemaObject } from '../../../src/openapi/openapi.js';
import { convertContent } from './content.js';
import type { Losses } from './losses.js';
import { liftNull, nullSchema } from './null.js';
import { convertPatterns, convertTuple } from './open-ends.js';
import { splitTypes } from './types.js';

/** A step changes the schema in place, which is our copy. */
export type Step = (schema: SchemaObject, pointer: string, losses: Losses) => void;

const steps: Step[] = [
  convertTuple,
  convertPatterns,
  convertConst,
  convertExamples,
  (schema) => convertBound(schema, 'minimum', 'exclusiveMinimum', Math.max),
  (schema) => convertBound(schema, 'maximum', 'exclusiveMaximum', Math.min),
  convertContent,
  liftNull,
  splitTypes, // after liftNull, which removes "null" from a list of types
  addItems,
  dropEmptyRequired,
  wrapReference, // last: the siblings of a $ref are converted like any other keyword before they are moved
];

export function convertSchema(source: SchemaObject, pointer: string, losses: Losses): SchemaObject {
  const schema = { ...source };
  for (const step of steps) step(schema, pointer, losses);
  return schema;
}

function convertConst(schema: SchemaObject): void {
  if (!('const' in schema)) return;
  const { const: value } = schema;
  delete schema.const;
  if (value === null) Object.assign(schema, nullSchema);
  else schema.enum = [value];
}

/** 3.0 supports one example. */
function convertExamples(schema: SchemaObject, pointer: string, losses: Losses): void {
  const { examples } = schema;
  delete schema['examples'];
  if (!Array.isArray(examples) || examples.length === 0) return;
  if (!('example' in schema)) schema['example'] = examples[0];
  if (examples.length > 1) losses.add(pointer, 'examples', 'only the first is kept');
}

/** In 3.0 `exclusiveMinimum` is a boolean beside `minimum`; the stricter of two bounds applies. */
function convertBound(schema: SchemaObject, bound: string, exclusive: string, stricter: typeof Math.max): void {
  const limit = schema[exclusive];
  if (typeof limit !== 'number') return;
  const inclusive = schema[bound];
  if (typeof inclusive === 'number' && inclusive !== limit && stricter(inclusive, limit) === inclusive) {
    delete schema[exclusive];
  } else {
    schema[bound] = limit;
    schema[exclusive] = true;
  }
}

/** 3.0 requires `items` in every array. */
function addItems(schema: SchemaObject): void {
  if (schema.type === 'array') schema.items ??= {};
}

/** 3.0 does not allow an empty list. */
function dropEmptyRequired(schema: SchemaObject): void {
  if (schema.required?.length === 0) delete schema.required;
}

/** In 3.0 the siblings of a `$ref` are ignored. */
function wrapReference(schema: SchemaObject): void {
  const { $ref } = schema;
  if ($ref === undefined || Object.keys(schema).length === 1) return;
  delete schema.$ref;
  schema.allOf = [{ $ref }, ...(schema.allOf ?? [])];
}
