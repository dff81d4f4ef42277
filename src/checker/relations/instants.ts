/**
 * Checks that instants are plausible by the target's clock. The document's examples tell which members are instants:
 * Unix seconds, milliseconds, or a text with date and time.
 */
import { isObject, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { answersOf } from './examples.js';
import { everyItem, leavesOf, nameOf, objectsOf, type Scalar } from './leaves.js';

export type InstantKind = 'seconds' | 'milliseconds' | 'text';

/** By status and pattern of the place. */
export function instantsOf(document: JsonObject, operation: Operation): Map<string, Map<string, InstantKind>> {
  return new Map([...answersOf(document, operation)].map(([status, answers]) => [status, instantsIn(answers)]));
}

/** From examples, by the pattern of the place. */
export function instantsIn(examples: readonly Json[]): Map<string, InstantKind> {
  const kinds = new Map<string, InstantKind | undefined>();
  for (const [pointer, value] of examples.flatMap((one) => leavesOf(one))) {
    const kind = kindOf(nameOf(pointer), value);
    const place = everyItem(pointer);
    if (kind) kinds.set(place, kinds.has(place) && kinds.get(place) !== kind ? undefined : kind);
  }
  return new Map([...kinds].flatMap(([place, kind]) => (kind ? [[place, kind] as const] : [])));
}

const timely =
  /epoch|(^|_)(at|on|time|date|dt|created|updated|modified|added|expires?|expiration|requested|iat|exp)(_|$)|(At|Date|Time|Epoch)$|timestamp/i;

export function kindOf(name: string, value: Scalar): InstantKind | undefined {
  if (!timely.test(name)) return undefined;
  if (typeof value === 'string' && !/^\d+$/.test(value)) return instantIn(value) === undefined ? undefined : 'text';
  const number = Number(value);
  if (number > 5e8 && number < 5e9) return 'seconds';
  return number > 5e11 && number < 5e12 ? 'milliseconds' : undefined;
}

/** Whether a member has the name of the time at which a record was made. */
export const isMadeName = (name: string): boolean =>
  /^(?:created|creation|added|submitted|uploaded|registered)(?:_?(?:at|on|date|time))?$|^createTime$/i.test(name);

/** Whether a text begins with a date. */
export const isDated = (text: string): boolean => /^\d{4}-\d\d-\d\d/.test(text);

const withTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

const hasZone = (text: string): boolean => /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10));

/** Unix seconds of a text with date and time; without a zone it counts as UTC. */
export function instantIn(text: string): number | undefined {
  if (!withTime.test(text)) return undefined;
  const parsed = Date.parse(text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1') + (hasZone(text) ? '' : 'Z'));
  return Number.isNaN(parsed) ? undefined : parsed / 1000;
}

/** Unix seconds of a date, at its beginning in UTC, or of an instant; undefined for another value. */
export const secondsOfText = (value: Json | undefined): number | undefined =>
  typeof value === 'string' ? instantIn(value.length === 10 ? `${value}T00:00` : value) : undefined;

/** A text without a zone may be of any zone. */
const anyZone = 26 * 3600;
const tolerance = 120;
const tenYears = 10 * 366 * 86_400;
const past =
  /(^|_)(created|updated|modified|added|requested|issued|iat|last)(_|$)|(created|updated|modified|issued)(At|Date|Time|Epoch)?$/i;

export interface BrokenInstant {
  pointer: string;
  message: string;
}

export function implausible(kinds: ReadonlyMap<string, InstantKind>, answer: Json, now: number): BrokenInstant[] {
  if (kinds.size === 0) return [];
  return leavesOf(answer).flatMap(([pointer, value]): BrokenInstant[] => {
    const kind = kinds.get(everyItem(pointer));
    if (kind === undefined || value === null || typeof value === 'boolean' || value === '') return [];
    const isNumeric = typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value);
    // Whether it is a text or a number is left to the schema.
    if (isNumeric === (kind === 'text')) return [];
    const seconds = isNumeric ? Number(value) / (kind === 'milliseconds' ? 1000 : 1) : instantIn(String(value));
    if (seconds === undefined) return [];
    const broken = (message: string) => [{ pointer, message }];
    if (seconds < 5e8 || Math.abs(seconds - now) > tenYears * 4) {
      return broken(
        isNumeric ? `expected Unix ${kind}, got a number of another size` : 'expected an instant of our time',
      );
    }
    const isPast = past.test(nameOf(pointer)) && !/expir|next/i.test(nameOf(pointer));
    if (isPast && seconds > now + (isNumeric || hasZone(value) ? tolerance : anyZone)) {
      return broken("expected an instant of the past, got one that is ahead of the target's clock");
    }
    return [];
  });
}

/** Compares instants of one object: a change is not before the creation, and two forms of one instant agree. */
export function contradictions(answer: Json): BrokenInstant[] {
  return objectsOf(answer).flatMap(([pointer, object]) => [
    ...disorder(pointer, object),
    ...renderings(pointer, object),
    ...expiries(pointer, object),
  ]);
}

const beginnings = /^(created|added|requested|issued)(?=_|[A-Z]|$)/;
const changes = ['modified', 'updated', 'last_update', 'lastUpdate', 'changed', 'completed'];

/** Whether a member says when its object last changed. */
export const isTimeOfChange = (name: string): boolean =>
  /^(modified|updated|last_?update|changed)(?=_|[A-Z]|$)/.test(name);

/** The members of an object that say when it began, in Unix seconds. */
export const beginningsIn = (object: Readonly<Record<string, Json>>): [name: string, seconds: number][] =>
  Object.entries(object).flatMap(([name, value]) => {
    const seconds = beginnings.test(name) ? secondsOf(value) : undefined;
    return seconds === undefined ? [] : [[name, seconds] as [string, number]];
  });

function disorder(pointer: string, object: Record<string, Json>): BrokenInstant[] {
  return Object.entries(object).flatMap(([name, first]) => {
    const [begin] = beginnings.exec(name) ?? [];
    if (begin === undefined) return [];
    return changes.flatMap((change): BrokenInstant[] => {
      const later = change + name.slice(begin.length);
      const [from, to] = [secondsOf(first), secondsOf(object[later])];
      if (from === undefined || to === undefined || to >= from) return [];
      return [{ pointer: `${pointer}/${later}`, message: `expected an instant that is not before ${name}` }];
    });
  });
}

function renderings(pointer: string, object: Record<string, Json>): BrokenInstant[] {
  const texts = Object.entries(object).filter(([, value]) => typeof value === 'string' && !/^\d+$/.test(value));
  return Object.entries(object).flatMap(([name, value]) => {
    const number = typeof value === 'number' ? secondsOf(value) : undefined;
    if (number === undefined) return [];
    return texts.flatMap(([other, text]): BrokenInstant[] => {
      const isOther = name.startsWith(other)
        ? isRendering(name.slice(other.length))
        : other.startsWith(name) && isRendering(other.slice(name.length));
      const instant = instantIn(String(text));
      if (!isOther || instant === undefined || Math.abs(instant - number) < 1) return [];
      return [{ pointer: `${pointer}/${other}`, message: `expected the same instant as ${name}` }];
    });
  });
}

/** The end of a token in a response must be that of the token itself. */
function expiries(pointer: string, object: Record<string, Json>): BrokenInstant[] {
  const ends = Object.values(object).flatMap((token) =>
    isObject(token) && isObject(token.claims) && typeof token.claims.exp === 'number' ? [token.claims.exp] : [],
  );
  if (ends.length === 0) return [];
  return Object.entries(object).flatMap(([name, value]) => {
    const said = typeof value === 'number' && /^exp/i.test(name) ? secondsOf(value) : undefined;
    if (said === undefined || ends.some((end) => Math.abs(end - said) < 1)) return [];
    return [{ pointer: `${pointer}/${name}`, message: 'expected the end that the token itself claims' }];
  });
}

const isRendering = (rest: string): boolean => /^_?(epoch|dt|at|iso|text|ms|date|time|timestamp|unix)$/i.test(rest);

/** Unix seconds of an instant in any form: seconds, milliseconds, a text with date and time. */
export function secondsOf(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return /^\d{9,13}$/.test(value) ? secondsOf(Number(value)) : instantIn(value);
  if (typeof value !== 'number' || value < 5e8) return undefined;
  return value > 5e10 ? value / 1000 : value;
}
