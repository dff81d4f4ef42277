/**
 * Null is a type of its own in 3.1. In 3.0 it is a remark, `nullable`, that counts only beside a `type` and does
 * nothing against an `enum` or an `allOf` that rules null out.
 */
import { isObject, type Schema, type SchemaObject } from '../../../src/openapi/openapi.js';

/** Null and nothing else, as 3.0 can say it: a `type` because `nullable` needs one, an `enum` to rule it out again. */
export const nullSchema = { type: 'string', nullable: true, enum: [null] } as const;

export function liftNull(schema: SchemaObject): void {
  fromTypes(schema);
  fromBranches(schema, 'anyOf');
  fromBranches(schema, 'oneOf');
}

function fromTypes(schema: SchemaObject): void {
  const types = [schema.type ?? []].flat();
  if (!types.includes('null')) {
    // A null among strings is ruled out by the type already; 3.0 linters take it for a mistake.
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

/** `anyOf: [A, null]`: A becomes nullable where that means the same, else null stays a branch of its own. */
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

/** Only where no other keyword has a say about null. */
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

/** A choice of one is none: its keywords move out, unless they would meet their like there. */
function unwrapSingle(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): void {
  const [only, second] = schema[keyword] ?? [];
  if (second !== undefined || !isObject(only)) return;
  delete schema[keyword];
  const remarks = new Set(['title', 'description', 'example', 'default', 'deprecated', 'x-provenance']);
  const meets = Object.keys(only).some((key) => key in schema && !remarks.has(key));
  if (meets) schema.allOf = [...(schema.allOf ?? []), only];
  else Object.assign(schema, { ...only, ...schema });
}
