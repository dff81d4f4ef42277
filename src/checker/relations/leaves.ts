/** The scalars of a JSON value, with their places. */
import { escapeToken, isObject, type Json } from '../../openapi/document.js';

export type Scalar = string | number | boolean | null;

/** By JSON Pointer, in the value's order. */
export function leavesOf(value: Json, pointer = ''): [pointer: string, value: Scalar][] {
  const leaves: [string, Scalar][] = [];
  walk(value, pointer, (one, at) => {
    if (typeof one !== 'object' || one === null) leaves.push([at, one]);
  });
  return leaves;
}

/** Replaces each index in a pointer by `*`: the same place in every item of a list. */
export const everyItem = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');

/** The last member name in a pointer. */
export const nameOf = (pointer: string): string =>
  pointer.split('/').findLast((token) => !/^(\d+|\*)?$/.test(token)) ?? '';

/** Each object of a value with its place, the value itself first. */
export function objectsOf(value: Json, pointer = ''): [pointer: string, value: Record<string, Json>][] {
  const objects: [string, Record<string, Json>][] = [];
  walk(value, pointer, (one, at) => {
    if (isObject(one)) objects.push([at, one]);
  });
  return objects;
}

/**
 * Each value within a value, the value itself first. A generator saves a list, as every response is walked several
 * times.
 */
function walk(value: Json, pointer: string, visit: (value: Json, pointer: string) => void): void {
  visit(value, pointer);
  if (Array.isArray(value)) value.forEach((item, index) => walk(item, `${pointer}/${index}`, visit));
  else if (isObject(value)) for (const name in value) walk(value[name]!, `${pointer}/${escapeToken(name)}`, visit);
}
