/**
 * The schemas that apply to one value: references are followed, and branches of a union count if the value satisfies
 * them.
 */
import { escapeToken, isObject, valueAt, type Json, type JsonObject, type Located } from '../../../openapi/document.js';
import { decodePercent } from '../../../openapi/pointer.js';
import type { SchemaValidator } from '../../validate/schema.js';

export interface Schemas {
  document: JsonObject;
  validator: SchemaValidator;
}

/** @param value undefined where none is known: unions are then ignored */
export function schemasAt(
  schemas: Schemas,
  pointer: string,
  value: Json | undefined,
  seen: Set<string> = new Set(),
): Located[] {
  const node = valueAt(schemas.document, pointer);
  if (!isObject(node) || seen.has(pointer)) return [];
  seen.add(pointer);
  const satisfied = (at: string) => value !== undefined && schemas.validator.accepts(at, value);
  const list = (keyword: string) =>
    Array.isArray(node[keyword]) ? node[keyword].map((_, index) => `${pointer}/${keyword}/${index}`) : [];
  const conditional = isObject(node.if) ? [`${pointer}/${satisfied(`${pointer}/if`) ? 'then' : 'else'}`] : [];
  const dependent = isObject(node.dependentSchemas) ? Object.keys(node.dependentSchemas) : [];
  const further = [
    ...(typeof node.$ref === 'string' && node.$ref.startsWith('#') ? [decodePercent(node.$ref.slice(1))] : []),
    ...list('allOf'),
    ...[...list('anyOf'), ...list('oneOf')].filter(satisfied),
    ...(value === undefined ? [] : conditional),
    ...dependent
      .filter((name) => isObject(value) && Object.hasOwn(value, name))
      .map((name) => `${pointer}/dependentSchemas/${escapeToken(name)}`),
  ];
  return [{ value: node, pointer }, ...further.flatMap((at) => schemasAt(schemas, at, value, seen))];
}

/** The same for several pointers to schemas of one value, each schema once. */
export function nodesAt(schemas: Schemas, pointers: readonly string[], value: Json | undefined): Located[] {
  const seen = new Set<string>();
  return pointers.flatMap((pointer) => schemasAt(schemas, pointer, value, seen));
}
