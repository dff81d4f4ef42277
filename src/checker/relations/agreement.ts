/** Whether a response shows a record as it is shown afterwards: of a record under its own id or that of its holder. */
import { escapeToken, isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { isSame } from './echo.js';
import { kindOf, secondsOf } from './instants.js';
import type { Scalar } from './leaves.js';

/**
 * Compares the objects of a response with those of a view after it: an object with the same UUID, or one of the same
 * name where both bodies name the same holder.
 * @param unique a text that only the records of one fixture have
 * @returns JSON Pointers into the response
 */
export function disagreements(response: Json, view: Json, unique: string): string[] {
  if (!isObject(response) || !isObject(view)) return [];
  const isOfOne = Object.entries(response).some(
    ([name, value]) => typeof value === 'string' && value.includes(unique) && view[name] === value,
  );
  return Object.entries(response).flatMap(([name, shown]) => {
    if (!isObject(shown)) return [];
    const same = withIdOf(shown, view) ?? (isOfOne ? view[name] : undefined);
    return isObject(same) ? differ(shown, same).map((member) => `/${escapeToken(name)}/${member}`) : [];
  });
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An item of one of the lists of a body. */
function withIdOf(record: JsonObject, body: JsonObject): JsonObject | undefined {
  const ids = Object.entries(record).filter(([, value]) => typeof value === 'string' && uuid.test(value));
  const items = Object.values(body).flat().filter(isObject);
  return items.find((item) => ids.some(([name, value]) => item[name] === value));
}

/** Seconds between which two readings of one clock may lie. */
const tolerance = 2;

/** Members that both have. A status moves on by itself, and what is masked may be written in another way. */
const differ = (one: JsonObject, other: JsonObject): string[] =>
  Object.entries(one).flatMap(([name, value]) => {
    const again = other[name];
    if (/status$/i.test(name) || isOpen(value) || isOpen(again) || again === undefined) return [];
    const [first, second] = [secondsOf(value), secondsOf(again)];
    const isInstant = kindOf(name, value as Scalar) !== undefined && first !== undefined && second !== undefined;
    const agree = isInstant ? Math.abs(first - second) <= tolerance : isSame(value as Scalar, again as Scalar);
    return agree ? [] : [escapeToken(name)];
  });

const isOpen = (value: Json | undefined): boolean =>
  typeof value === 'object' || (typeof value === 'string' && /[*•#]|^[xX]{2}/.test(value));
