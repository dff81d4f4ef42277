/** Compares two schemas: what a change means for the senders and receivers of the value. */
import { isEverything } from '../../openapi/annotations.js';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { ownMember } from '../../openapi/own.js';
import { escapeToken } from '../../openapi/pointer.js';
import type { Direction, Finding } from '../findings.js';
import {
  compareCounts,
  compareLists,
  compareRanges,
  compareSets,
  compareTypes,
  compareUniqueness,
  show,
} from './scalars.js';
import type { SchemaContext } from './context.js';
import { compareUnions } from './unions.js';
import { keyOf, textOf, viewOf, type Parts, type Spot, type View } from './view.js';

type Context = Omit<SchemaContext, 'compare'>;

export function compareSchemas(a: Parts, b: Parts, given: Context): void {
  const context: SchemaContext = { ...given, compare: compareSchemas };
  if (context.trial?.isFound || isSameReference(a, b, context)) return;
  const key = `${context.direction} ${context.isInverted} ${keyOf(a)} ${keyOf(b)}`;
  if (context.seen.has(key)) return;
  context.seen.add(key);
  compareViews(viewOf(context.from, a), viewOf(context.to, b), context);
}

function isSameReference(a: Parts, b: Parts, { isSame }: SchemaContext): boolean {
  const reference = ([part]: Parts) =>
    isObject(part?.value) && Object.keys(part.value).length === 1 ? part.value.$ref : undefined;
  const [old, now] = [reference(a), reference(b)];
  return a.length === 1 && b.length === 1 && typeof old === 'string' && old === now && isSame(old);
}

function compareViews(from: View, to: View, context: SchemaContext): void {
  const say = reporterAt(from, to, context);
  if (from.isNever || to.isNever) {
    if (from.isNever === to.isNever) return;
    const effect = to.isNever ? 'fewer' : 'more';
    const message = to.isNever ? 'is not allowed any more' : 'is allowed now';
    return say({ rule: 'schema-forbidden', effect, message, old: from.pointer, new: to.pointer });
  }
  const compare = (a: Parts, b: Parts, trail: string) =>
    compareSchemas(a, b, { ...context, trail: trail === '' ? context.trail : [...context.trail, trail] });
  if (compareUnions(from, to, context, say) === 'whole') return;

  const types = compareTypes(from, to);
  if (types) say(types);
  // Other keywords are not compared where the type changed.
  if (types?.isDisjoint) return;
  for (const finding of [
    compareLists(from, to),
    ...compareRanges(from, to),
    ...compareCounts(from, to),
    ...compareUniqueness(from, to),
    ...compareSets(from, to),
  ]) {
    if (finding) say(finding);
  }
  compareProperties(from, to, context, say, compare);
  compareItems(from, to, say, compare);
  compareNamed(from, to, say, compare);
  compareDependents(from, to, say);
  compareNegations(from, to, context, say);
  compareConditions(from, to, context, say);
  compareHints(from, to, context, say);
}

type Say = (finding: Finding) => void;
type Compare = (a: Parts, b: Parts, trail: string) => void;

export function reporterAt(from: View, to: View, context: SchemaContext): Say {
  return (finding) =>
    context.report({
      ...finding,
      message: `${context.trail.length > 0 ? `${context.trail.join('.')}: ` : ''}${finding.message}`,
      direction: context.direction,
      isInverted: context.isInverted,
      nodes: { old: from.pointer, new: to.pointer },
    });
}

/** The receiver never gets a member that the sender must not send. */
function isHidden(document: JsonObject, parts: Parts, direction: Direction): boolean {
  const key = direction === 'request' ? 'readOnly' : 'writeOnly';
  return viewOf(document, parts).values.get(key)?.value === true;
}

function compareProperties(from: View, to: View, context: SchemaContext, say: Say, compare: Compare): void {
  const visible = (document: JsonObject, view: View) =>
    new Map(
      [...(view.maps.get('properties') ?? [])].filter(([, parts]) => !isHidden(document, parts, context.direction)),
    );
  const [a, b] = [visible(context.from, from), visible(context.to, to)];
  const hidden = (view: View, shown: Map<string, Spot[]>) =>
    new Set([...(view.maps.get('properties')?.keys() ?? [])].filter((name) => !shown.has(name)));
  const [hiddenBefore, hiddenNow] = [hidden(from, a), hidden(to, b)];
  const removed = [...a.keys()].filter((name) => !b.has(name));
  const added = [...b.keys()].filter((name) => !a.has(name));
  const renamed = findRenamed(a, b, removed, added);
  const covered = new Set<string>();

  for (const [name, parts] of a) if (b.has(name)) compare(parts, b.get(name)!, name);
  for (const name of removed) {
    const old = a.get(name)![0]!.pointer;
    const others = hiddenNow.has(name) ? [] : coveringParts(to, name);
    const newName = renamed.get(name);
    const flag = context.direction === 'request' ? 'readOnly' : 'writeOnly';
    if (newName !== undefined) {
      const message = `member ${name} was renamed to ${newName}`;
      say({ rule: 'property-renamed', effect: 'other', message, old, new: b.get(newName)![0]!.pointer });
    } else if (hiddenNow.has(name)) {
      const now = `${to.maps.get('properties')!.get(name)![0]!.pointer}/${flag}`;
      const message = `member ${name} became ${flag}: ${context.direction === 'request' ? 'it is not to be sent any more' : 'it does not come any more'}`;
      say({ rule: `property-became-${flag}`, effect: 'other', message, old, new: now });
    } else if (others.length > 0) {
      covered.add(name);
      compare(a.get(name)!, others, name);
    } else {
      const message = `member ${name} was removed`;
      say({ rule: 'property-removed', effect: 'other', message, old });
    }
  }
  for (const name of added) {
    if ([...renamed.values()].includes(name)) continue;
    const now = b.get(name)![0]!.pointer;
    const others = hiddenBefore.has(name) ? [] : coveringParts(from, name);
    if (others.length > 0) compare(others, b.get(name)!, name);
    const isNeeded = to.required.has(name) && (!from.required.has(name) || hiddenBefore.has(name));
    if (isNeeded && context.direction === 'request') {
      const message = `member ${name} was added, and is required`;
      say({ rule: 'required-property-added', effect: 'fewer', message, new: now });
    } else if (isClosed(from) && others.length === 0) {
      const message = `member ${name} was added to an object that allowed no further ones`;
      say({ rule: 'property-added', effect: 'more', message, new: now });
    } else say({ rule: 'property-added', effect: 'open', message: `member ${name} was added`, new: now });
  }
  const gone = removed.filter((name) => !covered.has(name));
  compareRequired(from, to, context, say, { gone, added, hiddenBefore, hiddenNow, renamed });
}

interface Members {
  /** Those that were reported as removed or renamed. */
  gone: string[];
  added: string[];
  hiddenBefore: Set<string>;
  hiddenNow: Set<string>;
  renamed: Map<string, string>;
}

function compareRequired(from: View, to: View, { direction }: SchemaContext, say: Say, members: Members): void {
  const { gone, added, hiddenBefore, hiddenNow, renamed } = members;
  const wasNamed = new Set([...gone, ...renamed.values()]);
  for (const [name, pointer] of to.required) {
    if ((from.required.has(name) && !hiddenBefore.has(name)) || hiddenNow.has(name) || wasNamed.has(name)) continue;
    if (added.includes(name) && direction === 'request') continue;
    say({ rule: 'property-became-required', effect: 'fewer', message: `member ${name} became required`, new: pointer });
  }
  for (const [name, pointer] of from.required) {
    if (to.required.has(name) || hiddenBefore.has(name) || hiddenNow.has(name) || wasNamed.has(name)) continue;
    const message = `member ${name} is not required any more`;
    say({ rule: 'property-became-optional', effect: 'more', message, old: pointer });
  }
}

/** A removed and an added member with equal schemas are one renamed member. */
function findRenamed(
  a: Map<string, Spot[]>,
  b: Map<string, Spot[]>,
  removed: readonly string[],
  added: readonly string[],
): Map<string, string> {
  const found = new Map<string, string>();
  const text = (parts: Parts | undefined) => textOf(parts?.map(({ value }) => withoutWords(value)));
  for (const name of removed) {
    const alike = added.filter((other) => text(b.get(other)) === text(a.get(name)));
    const rivals = removed.filter((other) => text(a.get(other)) === text(a.get(name)));
    if (alike.length === 1 && rivals.length === 1) found.set(name, alike[0]!);
  }
  return found;
}

function withoutWords(value: Json): Json {
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key]) => !['description', 'title', 'example', 'examples'].includes(key) && !key.startsWith('x-'),
  );
  return Object.fromEntries(kept);
}

const isClosed = (view: View): boolean =>
  ['additionalProperties', 'unevaluatedProperties'].some((key) =>
    view.schemas.get(key)?.some(({ value }) => value === false),
  );

/** Keywords for members that `properties` does not list. */
function coveringParts(view: View, name: string): Parts {
  const patterns = [...(view.maps.get('patternProperties') ?? [])].filter(([pattern]) => matches(pattern, name));
  if (patterns.length > 0) return patterns.flatMap(([, parts]) => parts);
  return (view.schemas.get('additionalProperties') ?? []).filter(({ value }) => value !== false);
}

function matches(pattern: string, name: string): boolean {
  // A pattern may be slow on purpose: only short and simple ones are tried.
  if (pattern.length > 100 || /[*+}].*[*+}]|\(/.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'u').test(name.slice(0, 200));
  } catch {
    return false;
  }
}

function compareItems(from: View, to: View, say: Say, compare: Compare): void {
  const [a, b] = [from.maps.get('prefixItems'), to.maps.get('prefixItems')];
  for (let index = 0; index < Math.max(a?.size ?? 0, b?.size ?? 0); index++) {
    const [old, now] = [
      a?.get(String(index)) ?? from.schemas.get('items'),
      b?.get(String(index)) ?? to.schemas.get('items'),
    ];
    compareOrReport('prefixItems', old, now, say, (x, y) => compare(x, y, `[${index}]`));
  }
  for (const [keyword, trail] of Object.entries(single)) {
    const [old, now] = [from.schemas.get(keyword), to.schemas.get(keyword)];
    compareOrReport(keyword, old, now, say, (x, y) => compare(x, y, trail));
  }
}

/** Keywords with one schema, and the names of the places below them. */
const single = {
  items: '[]',
  additionalProperties: '*',
  unevaluatedItems: 'unevaluatedItems',
  unevaluatedProperties: 'unevaluatedProperties',
  propertyNames: 'propertyNames',
  contains: 'contains',
  contentSchema: 'contentSchema',
};

/** @param old undefined where the keyword is absent or allows everything */
function compareOrReport(
  keyword: string,
  old: Parts | undefined,
  now: Parts | undefined,
  say: Say,
  compare: (a: Parts, b: Parts) => void,
): void {
  const [wasClosed, isClosedNow] = [old, now].map((parts) => parts?.some(({ value }) => value === false) ?? false);
  if (old && now && wasClosed === isClosedNow) return wasClosed ? undefined : compare(old, now);
  if (!old && !now) return;
  const isTighter = now !== undefined && (old === undefined || isClosedNow === true);
  const thing = /items/i.test(keyword) ? 'items' : 'members';
  const message = isClosedNow
    ? `no further ${thing} are allowed any more`
    : wasClosed
      ? `further ${thing} are allowed now`
      : `${keyword} was ${isTighter ? 'added' : 'removed'}`;
  const effect = isTighter ? 'fewer' : 'more';
  say({ rule: `${keyword}-changed`, effect, message, old: old?.[0]?.pointer, new: now?.[0]?.pointer });
}

function compareNamed(from: View, to: View, say: Say, compare: Compare): void {
  for (const keyword of ['patternProperties', 'dependentSchemas']) {
    const [a, b] = [from.maps.get(keyword), to.maps.get(keyword)];
    for (const name of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
      const [old, now] = [a?.get(name), b?.get(name)];
      if (old && now) compare(old, now, `${keyword} ${name}`);
      else {
        say({
          rule: `${keyword}-changed`,
          effect: now ? 'fewer' : 'more',
          message: `${keyword} ${show(name)} was ${now ? 'added' : 'removed'}`,
          old: old?.[0]?.pointer,
          new: now?.[0]?.pointer,
        });
      }
    }
  }
}

function compareDependents(from: View, to: View, say: Say): void {
  const spots = [from, to].map((view) => view.values.get('dependentRequired'));
  const [a, b] = spots.map((spot) => (isObject(spot?.value) ? spot.value : {})) as [JsonObject, JsonObject];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [old, now] = [a, b].map((map) => new Set([ownMember(map, name) ?? []].flat().map(String))) as [
      Set<string>,
      Set<string>,
    ];
    const lost = [...old].filter((item) => !now.has(item));
    const gained = [...now].filter((item) => !old.has(item));
    if (lost.length === 0 && gained.length === 0) continue;
    say({
      rule: 'dependentRequired-changed',
      effect: gained.length > 0 ? (lost.length > 0 ? 'other' : 'fewer') : 'more',
      message: `where ${name} is sent, ${[...gained.map((item) => `${item} is required now`), ...lost.map((item) => `${item} is not required any more`)].join(', ')}`,
      old: Object.hasOwn(a, name) ? `${spots[0]!.pointer}/${escapeToken(name)}` : undefined,
      new: Object.hasOwn(b, name) ? `${spots[1]!.pointer}/${escapeToken(name)}` : undefined,
    });
  }
}

function compareNegations(from: View, to: View, context: SchemaContext, say: Say): void {
  const [old, now] = [from.schemas.get('not'), to.schemas.get('not')];
  if (!old && !now) return;
  if (old && now) {
    const inner = { ...context, isInverted: !context.isInverted, trail: [...context.trail, 'not'] };
    return compareSchemas(old, now, inner);
  }
  say({
    rule: 'not-changed',
    effect: now ? 'fewer' : 'more',
    message: `not was ${now ? 'added' : 'removed'}`,
    old: old?.[0]?.pointer,
    new: now?.[0]?.pointer,
  });
}

/** Conditions are matched by their `if`. */
function compareConditions(from: View, to: View, context: SchemaContext, say: Say): void {
  const part = (spot: Spot, key: string): Parts | undefined => {
    const value = (spot.value as JsonObject)[key] as Json;
    return isEverything(value) ? undefined : [{ value, pointer: `${spot.pointer}/${key}` }];
  };
  const testOf = (spot: Spot) => textOf((spot.value as JsonObject).if);
  const left = [...to.conditions];
  for (const old of from.conditions) {
    const index = left.findIndex((other) => testOf(other) === testOf(old));
    if (index < 0) {
      say({
        rule: 'condition-changed',
        effect: 'more',
        message: 'a condition (if) was removed',
        old: `${old.pointer}/if`,
      });
      continue;
    }
    const [now] = left.splice(index, 1);
    for (const key of ['then', 'else']) {
      const inner = { ...context, trail: [...context.trail, key] };
      const report: Say = (finding) => reporterAt(from, to, inner)(finding);
      compareOrReport(key, part(old, key), part(now!, key), report, (a, b) => compareSchemas(a, b, inner));
    }
  }
  for (const now of left) {
    say({
      rule: 'condition-changed',
      effect: 'fewer',
      message: 'a condition (if) was added',
      new: `${now.pointer}/if`,
    });
  }
}

/** Keywords that allow every value, and from which clients are generated. */
function compareHints(from: View, to: View, { direction, isXml, isInverted }: SchemaContext, say: Say): void {
  const of = (view: View, keyword: string) => view.values.get(keyword);
  if (direction === 'request' && !isInverted) {
    const [old, now] = [of(from, 'default'), of(to, 'default')];
    if (old && textOf(old.value) !== textOf(now?.value)) {
      const message = now
        ? `what is assumed when it is left out was ${show(old.value)}, is ${show(now.value)}`
        : `nothing says any more that ${show(old.value)} is assumed when it is left out`;
      say({ rule: 'default-changed', effect: 'other', message, old: old.pointer, new: now?.pointer });
    }
  }
  const [xmlBefore, xmlNow] = [of(from, 'xml'), of(to, 'xml')];
  if (isXml && textOf(xmlBefore?.value) !== textOf(xmlNow?.value)) {
    const message = 'is written in XML in another way';
    say({ rule: 'xml-changed', effect: 'other', message, old: xmlBefore?.pointer, new: xmlNow?.pointer });
  }
  compareDiscriminators(of(from, 'discriminator'), of(to, 'discriminator'), say);
}

function compareDiscriminators(old: Spot | undefined, now: Spot | undefined, say: Say): void {
  if (!isObject(old?.value) || !isObject(now?.value)) return;
  if (old.value.propertyName !== now.value.propertyName) {
    const message = `the member that tells the kinds apart was ${show(old.value.propertyName)}, is ${show(now.value.propertyName)}`;
    const at = { old: `${old.pointer}/propertyName`, new: `${now.pointer}/propertyName` };
    say({ rule: 'discriminator-changed', effect: 'other', message, ...at });
  }
  const [a, b] = [old, now].map(({ value }) =>
    isObject((value as JsonObject).mapping) ? (value as JsonObject).mapping : {},
  ) as [JsonObject, JsonObject];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (ownMember(a, name) === ownMember(b, name)) continue;
    const effect = !Object.hasOwn(b, name) ? 'fewer' : Object.hasOwn(a, name) ? 'other' : 'more';
    const message = `the kind ${show(name)} ${effect === 'fewer' ? 'is not told apart any more' : effect === 'more' ? 'was added' : 'is another schema'}`;
    const at = (spot: Spot, map: JsonObject) =>
      Object.hasOwn(map, name) ? `${spot.pointer}/mapping/${escapeToken(name)}` : undefined;
    say({ rule: 'discriminator-mapping-changed', effect, message, old: at(old, a), new: at(now, b) });
  }
}
