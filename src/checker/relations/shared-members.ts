/** Compares what two answers say of one record: the members that both of them have. */
import { escapeToken, isObject, valueAt, type Json } from '../../openapi/document.js';
import { isSame } from './echo.js';
import { secondsOf } from './instants.js';
import { leavesOf, nameOf, type Scalar } from './leaves.js';
import { numberIn } from './decimals.js';

/** Members that may be another with each answer, though nothing is done with the record. */
const read =
  /updat|modif|chang|access|seen|etag|expir|ttl|link|url|uri|href|token|remaining|secret|password|key|views|hits|elapsed|request|trace|timestamp|^[$@]/i;
/** Those, and members that may be another whenever something has been done with it. */
const changing = new RegExp(`${read.source}|version|revision|count(?!r|y)`, 'i');
/** Members that work in the background moves on. */
const moving = /status|state|progress|step|phase/i;

/** Whether a member may have another value although no request has changed it. */
export const isUnsteady = (name: string): boolean => changing.test(name) || moving.test(name);

/** Whether a member may have another value although the record is only read. */
export const changedByReading = (name: string): boolean => read.test(name) || moving.test(name);

/** Whether two values are one: a text, a number or an instant in two forms. */
export function isSameValue(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (!isScalar(one) || !isScalar(other)) return JSON.stringify(one) === JSON.stringify(other);
  if (isSame(one, other)) return true;
  const seconds = [one, other].map((value) => (typeof value === 'string' ? secondsOf(value) : undefined));
  return seconds[0] !== undefined && seconds[0] === seconds[1];
}

export const isScalar = (value: Json | undefined): value is Scalar =>
  value !== undefined && (value === null || typeof value !== 'object');

/**
 * JSON Pointers to the members that both have, with other values, where nothing has been done in between.
 * @param mayDiffer of the names of members that say nothing
 */
export function disagreeing(
  one: Json,
  other: Json,
  mayDiffer: (name: string) => boolean = isUnsteady,
  pointer = '',
): string[] {
  if (isObject(one) && isObject(other)) {
    return Object.entries(one).flatMap(([name, member]) =>
      other[name] === undefined || mayDiffer(name) || isDoneByNow(name, member, other[name])
        ? []
        : disagreeing(member, other[name], mayDiffer, `${pointer}/${escapeToken(name)}`),
    );
  }
  // What is null may be known later, and a list of objects may have any order.
  if (one === null || other === null) return [];
  if (Array.isArray(one) && Array.isArray(other)) {
    if (![...one, ...other].every(isScalar)) return [];
    const sorted = [one, other].map((list) => JSON.stringify(list.map(String).sort()));
    return sorted[0] === sorted[1] ? [] : [pointer];
  }
  if (!isScalar(one) || !isScalar(other)) return [];
  return isSameValue(one, other) || isCutShort(one, other) ? [] : [pointer];
}

/** What goes on by itself comes to an end. */
const isDoneByNow = (name: string, one: Json, other: Json): boolean =>
  /^(?:is_?)?(?:done|complete|completed|finished)$/i.test(name) && one === false && other === true;

/** A list may show the beginning of a text. */
function isCutShort(one: Scalar, other: Scalar): boolean {
  const texts = [one, other].map((text) => String(text).replace(/(…|\.\.\.)$/, ''));
  const [short = '', long = ''] = texts.sort((a, b) => a.length - b.length);
  return short.length >= 10 && long.startsWith(short);
}

/**
 * JSON Pointers to what an answer, or a request, has said and a later look does not show: there stands what was before.
 * @param said by the request or its answer
 */
export function notTaken(said: Json, before: Json, after: Json): string[] {
  return leavesOf(said).flatMap(([pointer, value]) => {
    const [former, later] = [valueAt(before, pointer), valueAt(after, pointer)];
    if (former === undefined || later === undefined || changing.test(nameOf(pointer))) return [];
    const isAsBefore = isSameValue(former, later) && !isSameValue(later, value);
    return isAsBefore && !isSameValue(former, value) ? [pointer] : [];
  });
}

/** Of these outermost members, those that a request has given and that what it has created shows with another value. */
export function notStored(names: readonly string[], sent: Json, shown: Json): string[] {
  if (!isObject(sent) || !isObject(shown)) return [];
  return names.filter((name) => isOther(name, sent[name], shown[name]));
}

function isOther(name: string, value: Json | undefined, stored: Json | undefined): boolean {
  if (isUnsteady(name)) return false;
  if (Array.isArray(value) && Array.isArray(stored)) return stored.length < value.length;
  if (isObject(value) && isObject(stored))
    return Object.keys(value).some((inner) => isOther(inner, value[inner], stored[inner]));
  if (!isScalar(value) || !isScalar(stored) || value === null || stored === null) return false;
  return !isStoredAs(value, stored);
}

/** Of these outermost members, those that a request has given a value, and that are shown without one. */
export function notShown(names: readonly string[], sent: Json, shown: Json): string[] {
  if (!isObject(sent) || !isObject(shown)) return [];
  return names.filter((name) => !isUnsteady(name) && !isEmpty(sent[name]) && isEmpty(shown[name]));
}

/** Whether a value may be shown so: in other letters or groups, cut short or masked. */
export function isStoredAs(value: Scalar, stored: Scalar): boolean {
  if (isSameValue(value, stored)) return true;
  if (typeof value !== 'string' || typeof stored !== 'string') return false;
  if (numberIn(value) !== undefined && numberIn(value) === numberIn(stored)) return true;
  const [one, other] = [value, stored].map((text) =>
    text
      .normalize()
      .toLowerCase()
      .replaceAll(/[^\p{L}\d]/gu, ''),
  );
  return one === other || isCutShort(value, stored) || /[*•#]|xx/i.test(stored);
}

/** Names of the outermost members that had a value before, have none afterwards, and that no request has named. */
export function emptied(sent: Json, before: Json, after: Json): string[] {
  if (!isObject(sent) || !isObject(before) || !isObject(after)) return [];
  return Object.keys(before).filter(
    (name) => !Object.hasOwn(sent, name) && !isUnsteady(name) && !isEmpty(before[name]) && isEmpty(after[name]),
  );
}

export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
