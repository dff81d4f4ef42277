/**
 * Tuples and patterned property names. Without these keywords the schema would be stricter, because `items` and
 * `additionalProperties` would then apply to more values. So both are widened.
 */
import type { Schema, SchemaObject } from '../../../src/openapi/openapi.js';
import type { Losses } from './losses.js';
import { lostRules } from './keywords.js';

export function convertTuple(schema: SchemaObject, pointer: string, losses: Losses): void {
  const { prefixItems } = schema;
  delete schema['prefixItems'];
  if (!Array.isArray(prefixItems)) return;
  losses.add(pointer, 'prefixItems', lostRules['prefixItems'] ?? '');
  const prefix = prefixItems as Schema[];
  if (isNever(schema.items)) {
    schema.items = anyOf(prefix);
    schema['maxItems'] = Math.min(prefix.length, Number(schema['maxItems'] ?? Infinity));
  } else {
    schema.items = schema.items === undefined ? {} : anyOf([...prefix, schema.items]);
  }
}

export function convertPatterns(schema: SchemaObject, pointer: string, losses: Losses): void {
  const { patternProperties, additionalProperties } = schema;
  delete schema['patternProperties'];
  if (typeof patternProperties !== 'object' || patternProperties === null) return;
  losses.add(pointer, 'patternProperties', lostRules['patternProperties'] ?? '');
  if (additionalProperties === undefined || additionalProperties === true) return;
  const patterned = Object.values(patternProperties) as Schema[];
  schema.additionalProperties = anyOf(
    additionalProperties === false ? patterned : [...patterned, additionalProperties],
  );
}

/** The form of `items: false` at this point. */
function isNever(schema: Schema | undefined): boolean {
  return typeof schema === 'object' && Object.keys(schema).length === 1 && 'not' in schema;
}

function anyOf(schemas: Schema[]): Schema {
  return schemas.length === 1 && schemas[0] !== undefined ? schemas[0] : { anyOf: schemas };
}
