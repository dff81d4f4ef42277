/** The scalars of a JSON value, each with where it stands. */
import { escapeToken, isObject, type Json } from '../../openapi/document.js';

export type Scalar = string | number | boolean | null;

/** By JSON Pointer, in the value's order. */
export function leavesOf(value: Json, pointer = ''): [pointer: string, value: Scalar][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${pointer}/${index}`));
  if (!isObject(value)) return [[pointer, value]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${pointer}/${escapeToken(name)}`));
}

/** `/documents/0/name` → the pointer with `*` for each index: the same place in every item of a list. */
export const everyItem = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');

/** The last token that is a member's name. */
export const nameOf = (pointer: string): string =>
  pointer.split('/').findLast((token) => !/^(\d+|\*)?$/.test(token)) ?? '';

/** Each object of a value, the value itself first, with where it stands. */
export function objectsOf(value: Json, pointer = ''): [pointer: string, value: Record<string, Json>][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsOf(item, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([name, member]) => objectsOf(member, `${pointer}/${escapeToken(name)}`));
  return [[pointer, value], ...inner];
}
