/** Compares two states of a view, but for what a request has changed. The order of lists is ignored. */
import { escapeToken, isObject, valueAt, type Json, type JsonObject } from '../../openapi/document.js';
import { wordsForValue } from '../recipes/contrast.js';
import { unmet } from '../recipes/expectation.js';
import type { Change } from './declared.js';
import { isSameText } from './echo.js';
import { isTimeOfChange, secondsOf } from './instants.js';

export interface Difference {
  pointer: string;
  message: string;
}

/**
 * @param known names of members that the document has; an object that is changed may have others, or lack them then
 * @param since when the request was sent, in Unix seconds of the target's clock
 */
export function differences(
  before: Json,
  after: Json,
  changes: readonly Change[],
  known: ReadonlySet<string>,
  since = 0,
): Difference[] {
  const [was, is] = [structuredClone(before), structuredClone(after)];
  const missed = changes.flatMap((change) => settle(was, is, change, known, since));
  return missed.length > 0 ? missed : compare(was, is, '');
}

/** Applies the declared changes to the state before, and removes from the state afterwards what may have any value. */
function settle(
  was: Json,
  is: Json,
  { at, where, add, remove, set: whole, among }: Change,
  known: ReadonlySet<string>,
  since: number,
): Difference[] {
  if (add) {
    const list = valueAt(is, at);
    const index = Array.isArray(list) ? list.findIndex((item) => unmet(add, item).length === 0) : -1;
    if (index < 0 || !Array.isArray(list)) return [{ pointer: at, message: 'does not show what was added' }];
    list.splice(index, 1);
    return [];
  }
  const place = valueAt(was, at);
  if (remove && Array.isArray(place)) {
    const kept = place.filter((item) => unmet(where ?? {}, item).length > 0);
    if (kept.length === place.length) return [{ pointer: at, message: 'had nothing to delete' }];
    place.splice(0, place.length, ...kept);
    return [];
  }
  const meant = (value: Json | undefined) =>
    where === undefined ? [value] : Array.isArray(value) ? value.filter((item) => unmet(where, item).length === 0) : [];
  const [old, current] = [meant(place).filter(isObject), meant(valueAt(is, at)).filter(isObject)];
  if (old.length === 0 || current.length === 0) return [{ pointer: at, message: 'does not show what was changed' }];
  const isShown = !among || old.some((item) => among.some((name) => Object.hasOwn(item, name)));
  const set = Object.fromEntries(Object.entries(whole ?? {}).filter(([name]) => isShown || !among?.includes(name)));
  const expected = Object.entries(set).filter(([, value]) => isExpectation(value));
  const missed = current.flatMap((item) => expected.filter(([name, value]) => unmet(value, item[name]).length > 0));
  if (missed.length > 0) return [{ pointer: at, message: 'does not show what was changed' }];
  const early = earlyTime(old, current, Object.keys(set), since);
  if (early !== undefined) return [{ pointer: `${at}/${early}`, message: 'is a time before the change' }];
  for (const item of old) Object.assign(item, set);
  dropUnknown(old, current, known);
  dropUnknown(current, old, known);
  for (const [name] of [...expected, ...Object.entries(set).filter(([, value]) => value === '$any')]) {
    for (const item of [...old, ...current]) delete item[name];
  }
  return [];
}

/** Of the members of the one object that has changed: a time of change that is before `since`. */
function earlyTime(
  old: readonly JsonObject[],
  current: readonly JsonObject[],
  names: readonly string[],
  since: number,
): string | undefined {
  const [was, is] = [old[0], current[0]];
  if (!was || !is || old.length > 1 || current.length > 1) return undefined;
  const hasChanged = names.some((name) => !isTimeOfChange(name) && compare(was[name], is[name], '').length > 0);
  return names.find((name) => hasChanged && isTimeOfChange(name) && Number(secondsOf(is[name])) < since);
}

/** Members that neither the document nor any of the others has. */
function dropUnknown(items: readonly JsonObject[], others: readonly JsonObject[], known: ReadonlySet<string>): void {
  for (const item of items)
    for (const name of Object.keys(item))
      if (!known.has(name) && !others.some((other) => Object.hasOwn(other, name))) delete item[name];
}

/** Such as `{ $masked: text }`. */
const isExpectation = (value: Json): boolean =>
  isObject(value) && Object.keys(value).some((name) => name.startsWith('$'));

/** A list that is not there is as one without items. */
const isNoItem = (value: Json | undefined): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

function compare(was: Json | undefined, is: Json | undefined, pointer: string): Difference[] {
  if (isNoItem(was) && isNoItem(is)) return [];
  if (Array.isArray(was) && Array.isArray(is)) return compareLists(was, is, pointer);
  if (isObject(was) && isObject(is)) {
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) =>
      compare(was[name], is[name], `${pointer}/${escapeToken(name)}`),
    );
  }
  // A telephone number may be grouped in another way, and a link signed anew.
  return isSameText(was, is) ||
    (isLink(was) && isLink(is) && withoutQuery(was) === withoutQuery(is)) ||
    Object.is(was, is) ||
    JSON.stringify(was) === JSON.stringify(is)
    ? []
    : [{ pointer, message: is === undefined ? 'is gone' : was === undefined ? 'is new' : otherValue(was, is) }];
}

function otherValue(was: Json, is: Json): string {
  const [before, now] = [wordsForValue(was), wordsForValue(is)];
  return before === now ? 'is another value' : `is another value: ${now}, not ${before}`;
}

const isLink = (value: Json | undefined): value is string => typeof value === 'string' && /^https?:\/\//.test(value);
const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '');

function compareLists(was: readonly Json[], is: readonly Json[], pointer: string): Difference[] {
  const left = [...is];
  const missing = was.filter((item) => {
    const index = left.findIndex((one) => compare(item, one, '').length === 0);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  if (missing.length === 0 && left.length === 0) return [];
  if (missing.length === left.length) {
    const [first, second] = [missing[0], left[0]];
    return compare(first, second, `${pointer}/${is.indexOf(second as Json)}`).slice(0, 3);
  }
  const more = left.length - missing.length;
  return [{ pointer, message: more > 0 ? `has ${more} more than it should` : `has ${-more} fewer than it should` }];
}

/** Removes the members that differ between responses. */
export function without(value: Json, names: ReadonlySet<string>): Json {
  return keepNames(value, (name) => !names.has(name));
}

/** A value with the members of these names alone, at any depth. */
export const only = (value: Json, names: ReadonlySet<string>): Json => keepNames(value, (name) => names.has(name));

function keepNames(value: Json, isKept: (name: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((item) => keepNames(item, isKept));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (isKept(name) ? [[name, keepNames(member, isKept)]] : [])),
  );
}
