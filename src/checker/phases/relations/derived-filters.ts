/** Filters and orders of any list: parameters with the name of a member of its items. */
import { propertiesOf, type Json, type JsonObject, type Parameter } from '../../../openapi/document.js';
import { flatten } from '../../../openapi/sample.js';
import type { Found } from '../../found.js';
import { plain } from '../../records/ids.js';
import { relationViolation, hasSucceeded, refusedBy, type Fixture } from './fixture.js';
import { isPaging, largestPage, readPage, type Listed, type Page } from './listed.js';

/** Values that a filter is tried with. */
const mostValues = 4;

export interface DerivedFilter {
  name: string;
  /** Name of the member of an item. */
  member: string;
  /** The parameters that ask for values. */
  ask: (values: readonly Json[]) => JsonObject;
  takesSeveral: boolean;
  /** All that may be asked for; undefined where any text may be. */
  values: readonly Json[] | undefined;
  /** Of a number or an instant. */
  bound?: Bound;
}

interface Bound {
  side: 'min' | 'max';
  /** Whether what is at the bound is kept, too, where that is said. */
  isInclusive: boolean;
}

/** `min_price`, `priceTo`, `created_after`: the name of what is bounded, the side, and whether the name says "inclusive". */
const boundForms: readonly [form: RegExp, side: Bound['side'], isInclusive: boolean][] = [
  [/^min_?(.+)$/i, 'min', true],
  [/^max_?(.+)$/i, 'max', true],
  [/^(.+?)_?(?:min|gte)$/i, 'min', true],
  [/^(.+?)_?(?:max|lte)$/i, 'max', true],
  [/^(.+?)_?(?:from|since|after|gt)$/i, 'min', false],
  [/^(.+?)_?(?:to|until|before|lt)$/i, 'max', false],
  [/^(?:from|since|after)_?(.+)$/i, 'min', false],
  [/^(?:to|until|before)_?(.+)$/i, 'max', false],
];

function boundBy(
  name: string,
  node: JsonObject | undefined,
  { run: { document }, members }: Listed,
  description: Json | undefined,
): { member: string; bound: Bound } | undefined {
  const isNumber = typesOf(node).some((type) => type === 'integer' || type === 'number');
  const format = isNumber ? undefined : node?.format;
  if (!isNumber && format !== 'date' && format !== 'date-time') return undefined;
  for (const [form, side, isInclusive] of boundForms) {
    const [, bounded = ''] = form.exec(name) ?? [];
    const wanted = ['', 'at', 'on', 'date'].map((end) => `${plain(bounded)}${end}`);
    const member =
      bounded === '' ? undefined : Object.keys(members).find((one) => wanted.includes(plain(one)) && one !== name);
    const schema = member === undefined ? undefined : flatten(document, members[member] ?? null);
    if (member === undefined || (!isNumber && schema?.format !== format)) continue;
    const isSaid = /\binclusive\b/i.test(String(description ?? ''));
    return { member, bound: { side, isInclusive: isNumber && (isInclusive || isSaid) } };
  }
  return undefined;
}

const typesOf = (schema: JsonObject | undefined): Json[] => [schema?.type ?? null].flat();

/** A parameter that has the name of a member, or an object with such members, and takes some of its values. */
export function filtersOf(list: Listed, parameter: Parameter): DerivedFilter[] {
  const {
    run: { document },
    members,
  } = list;
  if (isPaging(parameter)) return [];
  const schema = flatten(document, parameter.object.schema ?? null);
  const by = (name: string, node: JsonObject | undefined, ask: (value: Json) => JsonObject): DerivedFilter[] => {
    const member = Object.keys(members).find((one) => plain(one) === plain(name));
    const { description } = parameter.object;
    const bounded = member === undefined ? boundBy(name, node, list, description ?? node?.description) : undefined;
    if (bounded) return [{ name, ...bounded, takesSeveral: false, values: [], ask: (some) => ask(some[0] ?? null) }];
    const takesSeveral = typesOf(node).includes('array');
    const one = takesSeveral ? flatten(document, node?.items ?? null) : node;
    // `archived=true` may as well mean that those are listed, too.
    const values = Array.isArray(one?.enum) ? one.enum : typesOf(one).includes('boolean') ? [false] : undefined;
    if (member === undefined || !(values || (takesSeveral && typesOf(one).includes('string')))) return [];
    return [{ name, member, takesSeveral, values, ask: (some) => ask(takesSeveral ? [...some] : (some[0] ?? null)) }];
  };
  if (!typesOf(schema).includes('object')) return by(parameter.name, schema, (value) => ({ [parameter.name]: value }));
  return Object.entries(propertiesOf(schema)).flatMap(([name, node]) =>
    by(name, flatten(document, node), (value) => ({ [parameter.name]: { [name]: value } })),
  );
}

const same = (one: Json | undefined, other: Json | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
const isAlike = (one: Json | undefined, other: Json): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** Whether a page has room for more. @param size what it was asked for */
const isAll = ({ items }: Page, size: JsonObject): boolean =>
  Object.values(size).every((most) => typeof most === 'number' && items.length < most);

/** @param vary makes items that differ in the member: its values */
export async function checkFilter(
  list: Listed,
  fixture: Fixture,
  filter: DerivedFilter,
  vary?: () => Promise<readonly Json[]>,
): Promise<Found> {
  const { name, member, takesSeveral } = filter;
  const all = largestPage(list);
  const whole = await readPage(list, fixture, all);
  if (!hasSucceeded(whole)) return refusedBy(whole);
  if (filter.bound) return checkBound(list, fixture, filter, whole, vary);
  const shown = new Map(
    whole.items.flatMap((item) => [item[member] ?? null].flat()).map((one) => [JSON.stringify(one), one]),
  );
  const values = filter.values ?? [...shown.values()].filter((one) => typeof one === 'string');
  const has = (item: JsonObject, value: Json): boolean => [item[member]].flat().some((one) => isAlike(one, value));
  const failed = ({ toCurl }: Page, message: string): Found => ({
    violations: [relationViolation(list.at, `filter ${name}: ${message}`, 'relation-list')],
    toCurl,
  });
  const found: Json[] = [];
  const hasOthers = (items: readonly JsonObject[], wanted: readonly Json[]): boolean =>
    items.some((item) => item[member] !== undefined && !wanted.some((value) => has(item, value)));
  for (const value of values.slice(0, mostValues)) {
    const kept = await readPage(list, fixture, { ...all, ...filter.ask([value]) });
    if (!hasSucceeded(kept)) return failed(kept, `expected a documented success, got ${kept.status}`);
    if (hasOthers(kept.items, [value])) return failed(kept, 'expected only items that have what was asked for');
    if (kept.items.length > 0) found.push(value);
    else if (shown.has(JSON.stringify(value))) return failed(kept, 'expected the items that have what was asked for');
  }
  const [one, other] = found;
  // Of lists, several values may be wanted together.
  const isList = whole.items.some((item) => Array.isArray(item[member]));
  if (!takesSeveral || isList || one === undefined || other === undefined)
    return found.length > 0 ? { violations: [] } : 'no item has what may be asked for';
  const both = await readPage(list, fixture, { ...all, ...filter.ask([one, other]) });
  if (!hasSucceeded(both)) return failed(both, `two values: expected a documented success, got ${both.status}`);
  if (hasOthers(both.items, [one, other])) return failed(both, 'two values: expected only items that have one of them');
  const isWhole = isAll(both, all);
  const isLacking = [one, other].some((value) => !both.items.some((item) => has(item, value)));
  return isWhole && isLacking ? failed(both, 'two values: expected the items of either') : { violations: [] };
}

/** Numbers and instants among some values, each once, the least first. */
function ordered(values: readonly Json[]): (readonly [number, Json])[] {
  const numbers = values.flatMap((value): (readonly [number, Json])[] => {
    const number = typeof value === 'string' ? Date.parse(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? [[number, value]] : [];
  });
  return [...new Map(numbers)].sort(([one], [other]) => one - other);
}

async function checkBound(
  list: Listed,
  fixture: Fixture,
  filter: DerivedFilter,
  whole: Page,
  vary?: () => Promise<readonly Json[]>,
): Promise<Found> {
  const { name, member, bound, ask } = filter;
  const { side, isInclusive } = bound!;
  const shownBy = ({ items }: Page): Json[] => items.map((item) => item[member] ?? null);
  let known = ordered(shownBy(whole));
  if (known.length < 2 && vary) known = ordered(await vary());
  const middle = known[Math.floor((known.length - 1) / 2) + (side === 'min' ? 1 : 0)];
  if (known.length < 2 || middle === undefined) return 'the items do not differ in it';
  const all = largestPage(list);
  const [limit, value] = middle;
  const kept = await readPage(list, fixture, { ...all, ...ask([value]) });
  if (!hasSucceeded(kept)) return refusedBy(kept);
  const numbers = ordered(shownBy(kept)).map(([number]) => number);
  const isBeyond = numbers.some((number) => (side === 'min' ? number < limit : number > limit));
  const isWhole = isAll(kept, all);
  const isLacking = isInclusive && isWhole && !numbers.includes(limit);
  const message = isBeyond
    ? `filter ${name}: expected only items within it`
    : `filter ${name}: expected what is at the bound, too, as it is inclusive`;
  const violations = isBeyond || isLacking ? [relationViolation(list.at, message, 'relation-list')] : [];
  return { violations, toCurl: kept.toCurl };
}

export interface Directions {
  by: string;
  up: Json;
  down: Json;
}

/** Pairs of values that sort by one member in both directions: `name` and `-name`. */
export function directionsOf({ run: { document }, members, by: { order } }: Listed): Directions[] {
  const schema = order && flatten(document, order.object.schema ?? null);
  const values = (Array.isArray(schema?.enum) ? schema.enum : []).filter((value) => typeof value === 'string');
  return values.flatMap((up): Directions[] => {
    const by = Object.keys(members).find((one) => one === up);
    const down = values.find((value) => value === `-${up}`);
    return by !== undefined && down !== undefined ? [{ by, up, down }] : [];
  });
}

export async function checkOrder(list: Listed, fixture: Fixture, { by, up, down }: Directions): Promise<Found> {
  const name = list.by.order?.name ?? '';
  const rising = await readPage(list, fixture, { ...largestPage(list), [name]: up });
  const falling = await readPage(list, fixture, { ...largestPage(list), [name]: down });
  for (const page of [rising, falling]) if (!hasSucceeded(page)) return refusedBy(page);
  const [first = [], last = []] = [rising, falling].map(({ items }) =>
    items.map((item) => item[by] ?? null).filter((value) => value !== null),
  );
  if (new Set([...first, ...last].map((value) => JSON.stringify(value))).size < 2)
    return 'the items do not differ in it';
  const message = `expected another item first by "${String(down)}" than by "${String(up)}"`;
  return {
    violations: same(first[0], last[0]) ? [relationViolation(list.at, message, 'relation-list')] : [],
    toCurl: falling.toCurl,
  };
}
