/** Merges schemas that all apply to a value (`allOf`) into one with the rules of each. */
import { isReference, type Schema, type SchemaObject } from '../../../src/openapi/openapi.js';
import { isAny, isNever, knownValues, meaningOf, remarksOf, typesOf, type Scope } from './flat-schema.js';
import { originOf } from './origin.js';

/** @param parts flat schemas or references. The annotations of the first ones are kept. */
export function meet(parts: readonly Schema[], at: string, scope: Scope): Schema {
  return parts.reduce((met, part) => meetTwo(met, part, at, scope));
}

function meetTwo(a: Schema, b: Schema, at: string, scope: Scope): Schema {
  if (isNever(a) || isNever(b)) return false;
  if (typeof a === 'boolean') return b;
  if (typeof b === 'boolean') return a;
  if (isAny(a) || meaningOf(a) === meaningOf(b)) return { ...b, ...remarksOf(a) };
  if (isAny(b)) return { ...remarksOf(b), ...a };
  if (isReference(a) || isReference(b)) return meetTwo(scope.resolve(a), scope.resolve(b), at, scope);

  const result: SchemaObject = { ...b, ...a };
  for (const keyword of Object.keys(a).filter((key) => key in b)) {
    const rule = rules[keyword];
    if (rule) result[keyword] = rule(a[keyword], b[keyword]);
    else if (!(keyword in structures) && keyword in single && a[keyword] !== b[keyword]) {
      scope.losses.add(at, keyword, `of two rules one is kept: ${String(a[keyword])}`);
    }
  }
  const types = commonTypes(typesOf(a), typesOf(b));
  if (types?.length === 0) return false;
  if (types) result.type = types.length === 1 ? types[0] : types;
  if (result.enum) delete result[knownValues];
  for (const [keyword, combine] of Object.entries(structures)) {
    if (a[keyword] !== undefined && b[keyword] !== undefined) result[keyword] = combine(a, b, at, scope);
  }
  return result;
}

const larger = (a: unknown, b: unknown) => Math.max(Number(a), Number(b));
const smaller = (a: unknown, b: unknown) => Math.min(Number(a), Number(b));

const rules: Record<string, (a: unknown, b: unknown) => unknown> = {
  ...Object.fromEntries(
    'minLength minItems minProperties minimum exclusiveMinimum'.split(' ').map((key) => [key, larger]),
  ),
  ...Object.fromEntries(
    'maxLength maxItems maxProperties maximum exclusiveMaximum'.split(' ').map((key) => [key, smaller]),
  ),
  required: (a, b) => [...new Set([...(a as string[]), ...(b as string[])])],
  uniqueItems: (a, b) => a === true || b === true,
  enum: (a, b) => {
    const others = new Set((b as unknown[]).map((value) => JSON.stringify(value)));
    return (a as unknown[]).filter((value) => others.has(JSON.stringify(value)));
  },
};

/** Keywords that a schema has only once, and whose values cannot be merged. */
const single: Record<string, true> = { pattern: true, format: true, multipleOf: true };

type Combine = (a: SchemaObject, b: SchemaObject, at: string, scope: Scope) => Schema | Record<string, Schema>;

const structures: Record<string, Combine> = {
  properties: ({ properties: a = {} }, { properties: b = {} }, at, scope) => {
    const both = Object.keys(a).filter((name) => Object.hasOwn(b, name));
    return { ...b, ...a, ...Object.fromEntries(both.map((name) => [name, meetRaw(a[name]!, b[name]!, at, scope)])) };
  },
  items: (a, b, at, scope) => meetRaw(a.items!, b.items!, at, scope),
  additionalProperties: (a, b, at, scope) => meetRaw(a.additionalProperties!, b.additionalProperties!, at, scope),
};

/** Subschemas of the parts are not flat yet. */
function meetRaw(a: Schema, b: Schema, at: string, scope: Scope): Schema {
  return meaningOf(a) === meaningOf(b) ? a : meetTwo(scope.flatten(a), scope.flatten(b), originOf(a) || at, scope);
}

function commonTypes(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  if (!a || !b) return a ?? b;
  const both = a.filter((type) => b.includes(type) || (type === 'integer' && b.includes('number')));
  return [...both, ...b.filter((type) => type === 'integer' && !a.includes(type) && a.includes('number'))];
}
