/** What a recipe expects of an answer's values: a part of its body that must be there just so. */
import { escapeToken, isObject, type Json } from './document.js';

/**
 * Where the actual value is not as expected: JSON Pointers into it. Members that are not named do not matter, and each
 * expected item must be like one of the actual items; an empty list expects an empty one.
 */
export function unmet(expected: Json, actual: Json | undefined, pointer = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [pointer];
    if (expected.length === 0) return actual.length === 0 ? [] : [pointer];
    const met = expected.every((item) => actual.some((candidate) => unmet(item, candidate).length === 0));
    return met ? [] : [pointer];
  }
  if (!isObject(expected)) return expected === actual ? [] : [pointer];
  if (!isObject(actual)) return [pointer];
  return Object.entries(expected).flatMap(([name, value]) =>
    unmet(value, Object.hasOwn(actual, name) ? actual[name] : undefined, `${pointer}/${escapeToken(name)}`),
  );
}
