/**
 * Compares the body of a response with what a recipe expects: the values of some members, or an operator such as `{
 * $not: … }`. The table in spec/README.md lists the operators.
 */
import { escapeToken, isObject, type Json } from '../../openapi/document.js';
import { isMaskOf, isSameText } from '../relations/echo.js';
import { parseJson } from '../../openapi/json.js';
import { ownMember } from '../../openapi/own.js';
import { secondsOf } from '../relations/instants.js';

/** The raw body: see {@link unmet}. */
export function unmetBy(body: Buffer, expected: Json): string[] {
  if (typeof expected !== 'string' || !expected.startsWith('data:')) return unmet(expected, parseJson(body) ?? null);
  return Buffer.from(expected.slice(expected.indexOf(',') + 1), 'base64').equals(body) ? [] : [''];
}

/**
 * JSON Pointers to the values that are not as expected. Other members are ignored, and each expected item must match
 * one of the actual items; an empty list expects an empty one.
 */
export function unmet(expected: Json, actual: Json | undefined, pointer = ''): string[] {
  if (Array.isArray(expected)) {
    // A list that is not there is as one without items.
    if (!Array.isArray(actual)) return expected.length === 0 && actual === undefined ? [] : [pointer];
    if (expected.length === 0) return actual.length === 0 ? [] : [pointer];
    const met = expected.every((item) => actual.some((candidate) => unmet(item, candidate).length === 0));
    return met ? [] : [pointer];
  }
  if (isObject(expected) && Array.isArray(expected.$only)) {
    const wanted = expected.$only;
    return Array.isArray(actual) && actual.length === wanted.length && areEachLike(wanted, actual) ? [] : [pointer];
  }
  if (isObject(expected) && Array.isArray(expected.$each)) {
    const meant = expected.$each;
    const isOther = (item: Json) => !meant.some((one) => unmet(one, item).length === 0);
    return Array.isArray(actual) && actual.some(isOther) ? [pointer] : unmet(meant, actual, pointer);
  }
  if (!isObject(expected)) return expected === actual || isSameText(expected, actual) ? [] : [pointer];
  if (expected.$optional !== undefined) {
    const isNone = actual === undefined || (actual === null && !isNotNull(expected.$optional));
    return isNone ? [] : unmet(expected.$optional, actual, pointer);
  }
  if (expected.$asked !== undefined) return unmet(expected.$asked, actual, pointer);
  if (expected.$absent === true) return actual === undefined || actual === null ? [] : [pointer];
  if (typeof expected.$masked === 'string') return isMaskOf(expected.$masked, actual, 4) ? [] : [pointer];
  if (expected.$anyCase !== undefined) {
    const texts = [expected.$anyCase].flat().map((text) => String(text).toLowerCase());
    return typeof actual === 'string' && texts.includes(actual.toLowerCase()) ? [] : [pointer];
  }
  if (Array.isArray(expected.$either))
    return expected.$either.some((one) => unmet(one, actual).length === 0) ? [] : [pointer];
  if ('$not' in expected) return actual === undefined || actual === expected.$not ? [pointer] : [];
  if (typeof expected.$from === 'number' && typeof expected.$to === 'number') {
    const seconds = secondsOf(actual);
    return seconds !== undefined && seconds >= expected.$from && seconds <= expected.$to ? [] : [pointer];
  }
  if (!isObject(actual)) return [pointer];
  return Object.entries(expected).flatMap(([name, value]) =>
    unmet(value, ownMember(actual, name), `${pointer}/${escapeToken(name)}`),
  );
}

/** Whether the items match one to one, in any order. */
function areEachLike(wanted: readonly Json[], actual: readonly Json[]): boolean {
  const likes = wanted.map((item) => actual.flatMap((one, index) => (unmet(item, one).length === 0 ? [index] : [])));
  const takenBy = new Map<number, number>();
  const place = (item: number, tried: Set<number>): boolean =>
    (likes[item] ?? []).some((index) => {
      if (tried.has(index)) return false;
      tried.add(index);
      const other = takenBy.get(index);
      if (other !== undefined && !place(other, tried)) return false;
      takenBy.set(index, item);
      return true;
    });
  return wanted.every((_, item) => place(item, new Set()));
}

const isNotNull = (expected: Json): boolean => isObject(expected) && '$not' in expected && expected.$not === null;
