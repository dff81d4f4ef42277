/** 3.1 supports a list of types; in 3.0 each type becomes a branch with the keywords that apply to it. */
import type { SchemaObject } from '../../../src/openapi/openapi.js';

const about: Record<string, string[]> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  boolean: [],
};

export function splitTypes(schema: SchemaObject): void {
  const { type: types, nullable } = schema;
  if (!Array.isArray(types)) return;
  delete schema.type;
  delete schema.nullable;
  const distinct = types.filter((type) => type !== 'integer' || !types.includes('number'));
  if (distinct.length === 1 && !nullable) {
    schema.type = distinct[0];
    return;
  }
  const branches = distinct.map((type) => branchOf(schema, type));
  if (nullable && branches[0]) branches[0].nullable = true;
  for (const key of Object.values(about).flat()) delete schema[key];

  if (distinct.length === 1) Object.assign(schema, branches[0]);
  else if (schema.anyOf) schema.allOf = [...(schema.allOf ?? []), { anyOf: branches }];
  else schema.anyOf = branches;
}

function branchOf(schema: SchemaObject, type: string): SchemaObject {
  const keywords = (about[type] ?? []).filter((key) => key in schema).map((key) => [key, schema[key]]);
  const branch: SchemaObject = { type, ...(Object.fromEntries(keywords) as object) };
  if (type === 'array') branch.items ??= {};
  return branch;
}
