/**
 * Null is a type in 3.1. In 3.0 it is the keyword `nullable`, which applies only beside a `type`, and does not override
 * an `enum` or an `allOf` that excludes null.
 */
import { isObject, type Schema, type SchemaObject } from '../../../src/openapi/openapi.js';

/** Only null, as expressed in 3.0: a `type` because `nullable` needs one, an `enum` to exclude its other values. */
export const nullSchema = { type: 'string', nullable: true, enum: [null] } as const;

export function liftNull(schema: SchemaObject): void {
  fromTypes(schema);
  fromBranches(schema, 'anyOf');
  fromBranches(schema, 'oneOf');
}

function fromTypes(schema: SchemaObject): void {
  const types = [schema.type ?? []].flat();
  if (!types.includes('null')) {
    // The type already excludes a null among strings, and 3.0 linters report it.
    const others = schema.enum?.filter((value) => value !== null) ?? [];
    if (types.length > 0 && !schema.nullable && others.length > 0) schema.enum = others;
    return;
  }
  const others = types.filter((type) => type !== 'null');
  if (others.length === 0) {
    Object.assign(schema, nullSchema);
    return;
  }
  schema.nullable = true;
  schema.type = others.length === 1 ? others[0] : others;
}

/** `anyOf: [A, null]`: A becomes nullable if that is equivalent, else null stays a separate branch. */
function fromBranches(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): void {
  const branches = schema[keyword];
  const others = branches?.filter((branch) => !isNull(branch)) ?? [];
  if (!branches || others.length === branches.length) return;

  const host = others.findIndex(canTakeNull);
  if (others.length === 0 || host === -1) return;
  schema[keyword] = others.map((branch, index) => (index === host ? takeNull(branch as SchemaObject) : branch));
  unwrapSingle(schema, keyword);
}

function isNull(branch: Schema): boolean {
  return isObject(branch) && Array.isArray(branch.enum) && branch.enum.length === 1 && branch.enum[0] === null;
}

/** Only if no other keyword restricts null. */
function canTakeNull(branch: Schema): boolean {
  return (
    isObject(branch) &&
    typeof branch.type === 'string' &&
    !['allOf', 'anyOf', 'oneOf', 'not'].some((key) => key in branch)
  );
}

function takeNull(branch: SchemaObject): SchemaObject {
  return { ...branch, nullable: true, ...(branch.enum && { enum: [...new Set([...branch.enum, null])] }) };
}

/** Replaces a choice of one branch by its keywords, unless the schema has one of them already. */
function unwrapSingle(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): void {
  const [only, second] = schema[keyword] ?? [];
  if (second !== undefined || !isObject(only)) return;
  delete schema[keyword];
  const remarks = new Set(['title', 'description', 'example', 'default', 'deprecated', 'x-provenance']);
  const meets = Object.keys(only).some((key) => key in schema && !remarks.has(key));
  if (meets) schema.allOf = [...(schema.allOf ?? []), only];
  else Object.assign(schema, { ...only, ...schema });
}
