/** Compares one keyword: how its change affects the allowed values. */
import type { Effect, Finding } from '../findings.js';

import type { Json } from '../../openapi/document.js';
import { ownMember } from '../../openapi/own.js';
import { listedValues, textOf, typesOf, type Spot, type View } from './view.js';

export const effectOf = (isLost: boolean, isGained: boolean): Effect =>
  isLost ? (isGained ? 'other' : 'fewer') : isGained ? 'more' : 'none';

export const show = (value: Json | undefined): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Undefined where the types are equal. */
export function compareTypes(from: View, to: View): (Finding & { isDisjoint: boolean }) | undefined {
  const [a, b] = [typesOf(from), typesOf(to)];
  const lost = missing(a, b);
  const gained = missing(b, a);
  if (lost.length === 0 && gained.length === 0) return undefined;
  const named = (types: Set<string> | undefined) => (types ? [...types].sort().join(' or ') || 'nothing' : 'anything');
  return {
    rule: 'type-changed',
    effect: effectOf(lost.length > 0, gained.length > 0),
    message: `type was ${named(a)}, is ${named(b)}`,
    ...places(from, to, 'type'),
    isDisjoint: a !== undefined && b !== undefined && lost.length === a.size && gained.length === b.size,
  };
}

/** The types of the first that the second lacks; an integer is a number. */
function missing(first: Set<string> | undefined, second: Set<string> | undefined): string[] {
  if (second === undefined) return [];
  if (first === undefined) return ['anything'];
  return [...first].filter((type) => !second.has(type) && !(type === 'integer' && second.has('number')));
}

/** The pointers of a keyword, in the documents that have it. */
export function places(from: View, to: View, keyword: string): Pick<Finding, 'old' | 'new'> {
  const at = (view: View) =>
    (view.values.get(keyword) ?? (keyword === 'type' ? view.values.get('enum') : undefined))?.pointer;
  return { old: at(from), new: at(to) };
}

export function compareLists(from: View, to: View): Finding | undefined {
  const [a, b] = [listedValues(from), listedValues(to)];
  if (a === undefined && b === undefined) return undefined;
  const where = { old: a?.pointer, new: b?.pointer };
  if (a === undefined) {
    if (isWhole(from, b!)) return undefined;
    return { rule: 'enum-added', effect: 'fewer', message: `only ${list(b)} is allowed now`, ...where };
  }
  if (b === undefined) {
    if (isWhole(to, a)) return undefined;
    return { rule: 'enum-removed', effect: 'more', message: `is no longer one of ${list(a)}`, ...where };
  }
  const lost = without(a, b);
  const gained = without(b, a);
  if (lost.length === 0 && gained.length === 0) return undefined;
  const parts = [
    ...(lost.length > 0 ? [`lost ${lost.map(show).join(', ')}`] : []),
    ...(gained.length > 0 ? [`gained ${gained.map(show).join(', ')}`] : []),
  ];
  return {
    rule: lost.length > 0 ? (gained.length > 0 ? 'enum-changed' : 'enum-value-removed') : 'enum-value-added',
    effect: effectOf(lost.length > 0, gained.length > 0),
    message: `the listed values ${parts.join(' and ')}`,
    ...where,
  };
}

const list = (spot: Spot | undefined): string => show(spot?.value);

const without = (a: Spot, b: Spot): Json[] => {
  const known = new Set((b.value as Json[]).map(textOf));
  return (a.value as Json[]).filter((value) => !known.has(textOf(value)));
};

/** Whether a list has all values of the type, such as true and false. */
function isWhole(view: View, { value }: Spot): boolean {
  const types = typesOf(view);
  if (!types || [...types].some((type) => type !== 'boolean' && type !== 'null')) return false;
  const listed = value as Json[];
  const whole = [...(types.has('boolean') ? [true, false] : []), ...(types.has('null') ? [null] : [])];
  return whole.every((item) => listed.includes(item));
}

interface Bound {
  value: number;
  isExclusive: boolean;
  pointer: string;
}

const ranges = [
  { inclusive: 'minimum', exclusive: 'exclusiveMinimum', sign: 1, sayings: ['>=', '>'] },
  { inclusive: 'maximum', exclusive: 'exclusiveMaximum', sign: -1, sayings: ['<=', '<'] },
] as const;

function boundOf(view: View, { inclusive, exclusive, sign }: (typeof ranges)[number]): Bound | undefined {
  const types = typesOf(view);
  const isWhole = types !== undefined && [...types].every((type) => type === 'integer' || type === 'null');
  const read = (keyword: string, isExclusive: boolean): Bound[] => {
    const spot = view.values.get(keyword);
    if (typeof spot?.value !== 'number') return [];
    if (!isWhole) return [{ value: spot.value, isExclusive, pointer: spot.pointer }];
    // Of integers, more than 0 is at least 1.
    const rounded = sign > 0 ? Math.ceil(spot.value) : Math.floor(spot.value);
    const value = isExclusive && rounded === spot.value ? spot.value + sign : rounded;
    return [{ value, isExclusive: false, pointer: spot.pointer }];
  };
  const [first, second] = [...read(inclusive, false), ...read(exclusive, true)];
  return first && second ? (tightness(second, first, sign) > 0 ? second : first) : first;
}

/** Positive if the first allows fewer values. */
const tightness = (a: Bound, b: Bound, sign: number): number =>
  (a.value - b.value) * sign || Number(a.isExclusive) - Number(b.isExclusive);

export function compareRanges(from: View, to: View): Finding[] {
  return ranges.flatMap((range) => {
    const [a, b] = [boundOf(from, range), boundOf(to, range)];
    const change = a && b ? tightness(b, a, range.sign) : Number(b !== undefined) - Number(a !== undefined);
    if (change === 0) return [];
    const say = (bound: Bound | undefined) =>
      bound ? `${range.sayings[Number(bound.isExclusive)]} ${bound.value}` : 'without a bound';
    const effect: Effect = change > 0 ? 'fewer' : 'more';
    return [
      {
        rule: `${range.inclusive}-changed`,
        effect,
        message: `was ${say(a)}, is ${say(b)}`,
        old: a?.pointer,
        new: b?.pointer,
      },
    ];
  });
}

const counts = [
  ['minLength', 1],
  ['minItems', 1],
  ['minProperties', 1],
  ['minContains', 1],
  ['maxLength', -1],
  ['maxItems', -1],
  ['maxProperties', -1],
  ['maxContains', -1],
] as const;

export function compareCounts(from: View, to: View): Finding[] {
  return counts.flatMap(([keyword, sign]) => {
    const hasContains = from.schemas.has('contains') && to.schemas.has('contains');
    if (keyword.endsWith('Contains') && !hasContains) return [];
    const none = keyword === 'minContains' ? 1 : sign > 0 ? 0 : Number.POSITIVE_INFINITY;
    const [a, b] = [from, to].map((view) => Number(view.values.get(keyword)?.value ?? none)) as [number, number];
    if (a === b || Number.isNaN(a) || Number.isNaN(b)) return [];
    const say = (value: number) => (Number.isFinite(value) ? String(value) : 'not limited');
    const effect: Effect = (b - a) * sign > 0 ? 'fewer' : 'more';
    return [
      {
        rule: `${keyword}-changed`,
        effect,
        message: `${keyword} was ${say(a)}, is ${say(b)}`,
        ...places(from, to, keyword),
      },
    ];
  });
}

export function compareUniqueness(from: View, to: View): Finding[] {
  const [a, b] = [from, to].map((view) => view.values.get('uniqueItems')?.value === true) as [boolean, boolean];
  if (a === b) return [];
  const message = b ? 'items have to be unique now' : 'items need not be unique any more';
  return [{ rule: 'uniqueItems-changed', effect: b ? 'fewer' : 'more', message, ...places(from, to, 'uniqueItems') }];
}

/** Every value of the first format has the second, too. */
const within: Record<string, readonly string[]> = {
  int32: ['int64'],
  float: ['double'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
};

const isWithin: Record<string, (a: Json, b: Json) => boolean> = {
  format: (a, b) => ownMember(within, String(a))?.includes(String(b)) ?? false,
  multipleOf: (a, b) => typeof a === 'number' && typeof b === 'number' && isNearlyWhole(a / b),
};

/** 0.3 / 0.1 is 2.9999999999999996. */
const isNearlyWhole = (quotient: number): boolean =>
  Math.abs(quotient - Math.round(quotient)) <= 2 * Number.EPSILON * quotient;

/** `pattern`, `format`, `multipleOf` and the encodings of a string: each applies by itself. */
export function compareSets(from: View, to: View): Finding[] {
  const keywords = new Set([...from.sets.keys(), ...to.sets.keys()]);
  return [...keywords].flatMap((keyword): Finding[] => {
    const [a, b] = [from.sets.get(keyword) ?? new Map<string, Spot>(), to.sets.get(keyword) ?? new Map<string, Spot>()];
    const lost = [...a].filter(([key]) => !b.has(key)).map(([, spot]) => spot);
    const gained = [...b].filter(([key]) => !a.has(key)).map(([, spot]) => spot);
    if (lost.length === 0 && gained.length === 0) return [];
    const where = { old: lost[0]?.pointer, new: gained[0]?.pointer };
    const covers = isWithin[keyword] ?? (() => false);
    const [before, after] = [lost[0]?.value, gained[0]?.value] as [Json, Json];
    const isOne = lost.length === 1 && gained.length === 1;
    const effect: Effect =
      isOne && covers(before, after)
        ? 'more'
        : isOne && covers(after, before)
          ? 'fewer'
          : effectOf(gained.length > 0, lost.length > 0);
    const message =
      lost.length === 0
        ? `${keyword} ${show(after)} was added`
        : gained.length === 0
          ? `${keyword} ${show(before)} was removed`
          : `${keyword} was ${show(before)}, is ${show(after)}`;
    return [{ rule: `${keyword}-changed`, effect, message, ...where }];
  });
}
