/** Compares `oneOf` and `anyOf`: the branches that are equal, removed or added. */
import { isEverything } from '../../openapi/annotations.js';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import type { SchemaContext, Trial } from './context.js';
import type { Finding } from '../findings.js';
import { keyOf, textOf, typesOf, viewOf, type Parts, type Spot, type Union, type View } from './view.js';

type Say = (finding: Finding) => void;

/**
 * Compares the unions of two schemas.
 * @returns `whole` where the branches were compared with all keywords beside them
 */
export function compareUnions(from: View, to: View, context: SchemaContext, say: Say): 'whole' | 'part' {
  if (from.unions.length === 0 && to.unions.length === 0) return 'part';
  if (from.unions.length + to.unions.length === 1 && compareWithBranches(from, to, context, say)) return 'whole';
  const [gone, left] = [new Set(from.unions), new Set(to.unions)];
  for (const isCounterpart of counterparts) {
    for (const union of gone) {
      const other = [...left].find((item) => isCounterpart(union, item));
      if (!other) continue;
      gone.delete(union);
      left.delete(other);
      comparePair(union, other, context, say);
    }
  }
  for (const union of gone) {
    say({ rule: 'union-removed', effect: 'more', message: `${union.kind} was removed`, old: union.pointer });
  }
  for (const union of left) {
    say({ rule: 'union-added', effect: 'fewer', message: `${union.kind} was added`, new: union.pointer });
  }
  return 'part';
}

/** The order of the unions in an `allOf` says nothing: equal ones are pairs first, then those of a kind. */
const counterparts: ((a: Union, b: Union) => boolean)[] = [
  (a, b) => a.kind === b.kind && valuesOf(a.branches.flat()) === valuesOf(b.branches.flat()),
  (a, b) => a.kind === b.kind,
  () => true,
];

const valuesOf = (parts: Parts): string => textOf(parts.map(({ value }) => value));

function comparePair(old: Union, now: Union, context: SchemaContext, say: Say): void {
  matchBranches(old.branches, now.branches, { old, now }, context, say);
  if (old.kind === now.kind || areDisjoint(context.from, old.branches) || areDisjoint(context.to, now.branches)) return;
  const [effect, message] =
    now.kind === 'oneOf'
      ? (['fewer', 'exactly one of the alternatives has to fit now'] as const)
      : (['more', 'several of the alternatives may fit now'] as const);
  say({ rule: 'union-kind-changed', effect, message, old: old.pointer, new: now.pointer });
}

/** Where a schema became a union, or the reverse, it is compared with the branch that equals it. */
function compareWithBranches(from: View, to: View, context: SchemaContext, say: Say): boolean {
  const [plain, joined] = from.unions.length === 0 ? [from, to] : [to, from];
  const [union] = joined.unions as [Union];
  const document = joined === to ? context.to : context.from;
  // Branches that only add rules to the keywords beside them are no alternatives.
  if (!union.branches.every((branch) => isKind(viewOf(document, branch)))) return false;
  const beside = joined.pieces.map((spot, index) => (index === union.piece ? without(spot, union.kind) : spot));
  const rest = beside.filter(({ value }) => !isEverything(value));
  const branches = union.branches.map((branch) => [...rest, ...branch]);
  const single = byType(plain);
  const [old, now] = plain === from ? [single, branches] : [branches, single];
  matchBranches(old, now, plain === from ? { now: union } : { old: union }, context, say);
  return true;
}

const isKind = (view: View): boolean =>
  typesOf(view) !== undefined || view.maps.has('properties') || view.unions.length > 0 || view.isNever;

function without({ value, pointer }: Spot, keyword: string): Spot {
  const { [keyword]: _, ...rest } = value as JsonObject;
  return { value: rest, pointer };
}

/** Splits a schema of several types into one for each type, so that `null` matches a branch of that type. */
function byType(view: View): Parts[] {
  const types = view.values.get('type');
  const list = typesOf(view);
  if (!types || !Array.isArray(types.value) || !list || list.size < 2) return [view.pieces];
  return [...list].map((type) => {
    if (type === 'null') return [{ value: { type: 'null' }, pointer: types.pointer }];
    const pieces = view.pieces.map((spot) => {
      const schema = spot.value as JsonObject;
      const value: JsonObject = { ...schema, type };
      if (Array.isArray(schema.enum)) value.enum = schema.enum.filter((item) => item !== null);
      return { value, pointer: spot.pointer };
    });
    return pieces;
  });
}

interface Unions {
  old?: Union;
  now?: Union;
}

function matchBranches(a: Parts[], b: Parts[], unions: Unions, context: SchemaContext, say: Say): void {
  const left = new Set(b.keys());
  const pairs = new Map<number, number>();
  const tests: ((x: Parts, y: Parts) => boolean)[] = [
    (x, y) => valuesOf(x) === valuesOf(y),
    (x, y) => nameOf(x) !== undefined && nameOf(x) === nameOf(y),
    (x, y) => tagOf(context.from, x) !== undefined && tagOf(context.from, x) === tagOf(context.to, y),
    (x, y) => areAlike(viewOf(context.from, x), viewOf(context.to, y)),
  ];
  for (const test of tests) {
    for (const [index, branch] of a.entries()) {
      if (pairs.has(index)) continue;
      const found = [...left].find((other) => test(branch, b[other]!));
      if (found === undefined) continue;
      pairs.set(index, found);
      left.delete(found);
    }
  }
  for (const [index, other] of pairs) context.compare(a[index]!, b[other]!, context);
  for (const [index, branch] of a.entries()) {
    if (pairs.has(index)) continue;
    // A branch is not removed if another one allows the same values.
    if (unions.old?.kind !== 'oneOf' && b.some((other) => !hasEffect(branch, other, 'fewer', context))) continue;
    const message = `${labelOf(branch)} is no alternative any more`;
    say({
      rule: 'union-branch-removed',
      effect: 'fewer',
      message,
      old: branch.at(-1)?.pointer,
      new: unions.now?.pointer,
    });
  }
  for (const index of left) {
    const branch = b[index]!;
    if (unions.now?.kind !== 'oneOf' && a.some((other) => !hasEffect(other, branch, 'more', context))) continue;
    const message = `${labelOf(branch)} is a new alternative`;
    say({ rule: 'union-branch-added', effect: 'more', message, old: unions.old?.pointer, new: branch.at(-1)?.pointer });
  }
}

/** Whether a change of the first into the second would exclude (`fewer`) or allow (`more`) some values. */
function hasEffect(a: Parts, b: Parts, effect: 'fewer' | 'more', context: SchemaContext): boolean {
  const asked = context.isInverted ? opposite[effect] : effect;
  const { trial: outer } = context;
  if (outer && (outer.isFound || outer.effect !== asked)) return true;
  const key = `${context.isInverted} ${keyOf(a)} ${keyOf(b)}`;
  if (outer?.failed.has(key)) return true;

  const trial: Trial = { effect: asked, isFound: false, failed: outer?.failed ?? new Set() };
  const report: SchemaContext['report'] = (finding) => {
    const wanted = finding.isInverted ? opposite[asked] : asked;
    if (finding.effect === wanted || finding.effect === 'other') trial.isFound = true;
  };
  // What an outer trial is trying is assumed to have no effect: a schema may contain itself.
  const seen = new Set(outer ? context.seen : []);
  context.compare(a, b, { ...context, report, seen, trial });
  if (trial.isFound) trial.failed.add(key);
  else if (outer) for (const pair of seen) context.seen.add(pair);
  return trial.isFound;
}

const opposite = { fewer: 'more', more: 'fewer' } as const;

function nameOf(parts: Parts): string | undefined {
  const value = parts.at(-1)?.value;
  return isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined;
}

/** The constants of its members distinguish a branch. */
function tagOf(document: JsonObject, parts: Parts): string | undefined {
  const tags = [...(viewOf(document, parts).maps.get('properties') ?? [])].flatMap(([name, property]) => {
    const list = viewOf(document, property).values.get('enum')?.value as Json[] | undefined;
    return list?.length === 1 ? [`${name}=${textOf(list[0])}`] : [];
  });
  return tags.length > 0 ? tags.sort().join(' ') : undefined;
}

function areAlike(a: View, b: View): boolean {
  const [types, others] = [typesOf(a), typesOf(b)];
  const text = (set: Set<string> | undefined) =>
    [...(set ?? [])]
      .map((type) => type.replace('integer', 'number'))
      .sort()
      .join();
  if (text(types) !== text(others)) return false;
  const [names, otherNames] = [a, b].map((view) => new Set(view.maps.get('properties')?.keys())) as [
    Set<string>,
    Set<string>,
  ];
  const all = new Set([...names, ...otherNames]);
  return all.size === 0 || [...names].filter((name) => otherNames.has(name)).length / all.size >= 0.5;
}

/** Whether all branches have different types, so that `oneOf` and `anyOf` are equal. */
function areDisjoint(document: JsonObject, branches: readonly Parts[]): boolean {
  const seen = new Set<string>();
  for (const branch of branches) {
    const types = typesOf(viewOf(document, branch));
    if (!types) return false;
    const plain = new Set([...types].map((type) => type.replace('integer', 'number')));
    if ([...plain].some((type) => seen.has(type))) return false;
    for (const type of plain) seen.add(type);
  }
  return true;
}

function labelOf(parts: Parts): string {
  const name = nameOf(parts)?.split('/').at(-1);
  if (name !== undefined) return name;
  const value = parts.at(-1)?.value;
  const { title, type } = isObject(value) ? value : {};
  return typeof title === 'string' ? title : typeof type === 'string' ? type : `the schema at ${parts.at(-1)?.pointer}`;
}
