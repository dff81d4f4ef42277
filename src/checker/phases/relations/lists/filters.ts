/** Filters and orders of any list: parameters with the name of a member of its items. */
import {
  escapeToken,
  hasType,
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { isReference, namesRecord } from '../../../records/references.js';
import { unwrapped } from '../../../records/wrapping.js';
import { isDated } from '../../../relations/instants.js';
import { spoken } from '../../../relations/paging-names.js';
import { sentencesOf } from '../../../sentences.js';
import { relationViolation, hasSucceeded, refusedBy, type Fixture } from '../fixture.js';
import {
  isPaging,
  isWhole,
  largestPage,
  membersAnswered,
  readPage,
  readPages,
  smallPage,
  upAndDown,
  type Listed,
  type Page,
} from './listed.js';

/** Values that a filter is tried with. */
const mostValues = 4;
const mostPagesOfFilter = 3;

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
  /** Where the member is that of the record which an item names. */
  related?: Related;
}

/** `room_kind` of a list whose items have a `room`. */
interface Related {
  /** The member of an item that has the id. */
  reference: string;
  /** What shows the record of an id. */
  read: Operation;
  /** Name of its parameter. */
  parameter: string;
  member: string;
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

/** "This day or later", "at least so many" */
const includesBound =
  /\b(?:inclusive|included|including|or (?:later|earlier|more|less|fewer|higher|lower|greater|before|after|above|below|newer|older)|at (?:least|most)|on or (?:after|before)|and (?:later|earlier))\b/i;

function boundBy(
  name: string,
  node: JsonObject | undefined,
  { run: { document }, members }: Listed,
  description: Json | undefined,
): { member: string; bound: Bound } | undefined {
  const isNumber = hasType(node, 'integer', 'number');
  const format = isNumber ? undefined : node?.format;
  if (!isNumber && format !== 'date' && format !== 'date-time') return undefined;
  for (const [form, side, isInclusive] of boundForms) {
    const [, bounded = ''] = form.exec(name) ?? [];
    const wanted = ['', 'at', 'on', 'date'].map((end) => `${plain(bounded)}${end}`);
    const member =
      bounded === '' ? undefined : Object.keys(members).find((one) => wanted.includes(plain(one)) && one !== name);
    const schema = member === undefined ? undefined : flatten(document, members[member] ?? null);
    if (member === undefined || (!isNumber && schema?.format !== format)) continue;
    // An instant is seldom met.
    const isSaid = format !== 'date-time' && includesBound.test(String(description ?? ''));
    return { member, bound: { side, isInclusive: isSaid || (isNumber && isInclusive) } };
  }
  return undefined;
}

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
    const takesSeveral = hasType(node, 'array');
    const one = takesSeveral ? flatten(document, node?.items ?? null) : node;
    // `archived=true` may as well mean that those are listed, too.
    const values = Array.isArray(one?.enum) ? one.enum : hasType(one, 'boolean') ? [false] : undefined;
    const related = member === undefined && values ? relatedBy(list, name) : undefined;
    if (related) return [{ name, member: name, related, takesSeveral, values, ask: (some) => ask(some[0] ?? null) }];
    const isId = member !== undefined && namesRecord(list.run, member);
    const isExact = isId || (takesSeveral && hasType(one, 'string'));
    if (member === undefined || !(values ?? isExact)) return [];
    return [{ name, member, takesSeveral, values, ask: (some) => ask(takesSeveral ? [...some] : (some[0] ?? null)) }];
  };
  const bounds = boundsOf(list, parameter, schema);
  if (bounds.length > 0) return bounds;
  if (!hasType(schema, 'object')) return by(spoken(parameter.name), schema, (value) => ({ [parameter.name]: value }));
  return Object.entries(propertiesOf(schema)).flatMap(([name, node]) =>
    by(name, flatten(document, node), (value) => ({ [parameter.name]: { [name]: value } })),
  );
}

/** `created[gte]` and `created[lt]`: an object with the name of a member, and a bound in each of its own. */
function boundsOf({ members }: Listed, { name, object }: Parameter, schema: JsonObject | undefined): DerivedFilter[] {
  const member = Object.keys(members).find((one) => plain(one) === plain(name));
  if (member === undefined || !hasType(schema, 'object') || object.style !== 'deepObject') return [];
  return Object.keys(propertiesOf(schema)).flatMap((key): DerivedFilter[] => {
    const [, least, most] = /^(?:(gte?|min|from|after)|(lte?|max|to|before))$/i.exec(key) ?? [];
    if (least === undefined && most === undefined) return [];
    const bound: Bound = { side: least === undefined ? 'max' : 'min', isInclusive: /^[gl]te$/i.test(key) };
    const ask = (some: readonly Json[]): JsonObject => ({ [name]: { [key]: some[0] ?? null } });
    return [{ name: `${name}[${key}]`, member, bound, takesSeveral: false, values: [], ask }];
  });
}

function relatedBy({ run: { document, records }, members }: Listed, name: string): Related | undefined {
  for (const reference of Object.keys(members)) {
    const noun = plain(reference).replace(/(?:uuid|id)$/, '');
    const collection = records.collections.find((one) => one.read && !one.isLost && isReference(one, reference));
    if (noun === '' || !plain(name).startsWith(noun) || !collection?.read) continue;
    const path = collection.read.parameters.filter((one) => one.in === 'path');
    const [outer, inner] = membersAnswered(document, collection.read);
    const member = Object.keys({ ...inner, ...outer }).find((one) => plain(one) === plain(name).slice(noun.length));
    if (member !== undefined && path.length === 1)
      return { reference, read: collection.read, parameter: collection.parameter.name, member };
  }
  return undefined;
}

/** Records that are read for the items of a list. */
const mostRelated = 8;

/** Gives items the member of the record that each of them names. */
async function withRelated(
  fixture: Fixture,
  items: JsonObject[],
  { name, related }: DerivedFilter,
): Promise<JsonObject[]> {
  if (!related) return items;
  const known = new Map<string, Json>();
  for (const { [related.reference]: id = null } of items) {
    if (id === null || known.has(String(id)) || known.size >= mostRelated) continue;
    const record = unwrapped(
      (await fixture.send(related.read, { parameters: { [related.parameter]: id } })).json ?? null,
    );
    if (isObject(record) && record[related.member] !== undefined) known.set(String(id), record[related.member]!);
  }
  return items.flatMap((item) => {
    const value = known.get(String(item[related.reference]));
    return value === undefined ? [] : [{ ...item, [name]: value }];
  });
}

const same = (one: Json | undefined, other: Json | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
export const isAlike = (one: Json | undefined, other: Json): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** @param vary makes items that differ in the member: its values */
export async function checkFilter(
  list: Listed,
  fixture: Fixture,
  filter: DerivedFilter,
  vary?: () => Promise<readonly Json[]>,
): Promise<Found> {
  const { name, member, takesSeveral } = filter;
  const all = largestPage(list);
  const read = async (query: JsonObject): Promise<Page> => {
    const page = await readPage(list, fixture, { ...all, ...query });
    return { ...page, items: await withRelated(fixture, page.items, filter) };
  };
  const first = await read({});
  if (!hasSucceeded(first)) return refusedBy(first);
  if (filter.bound) return checkBound(list, fixture, filter, first, vary);
  const has = (item: JsonObject, value: Json): boolean => [item[member]].flat().some((one) => isAlike(one, value));
  const failed = ({ toCurl }: Page, message: string): Found => ({
    violations: [relationViolation(list.at, `filter ${name}: ${message}`, 'relation-list')],
    toCurl,
  });
  const hasOthers = (items: readonly JsonObject[], wanted: readonly Json[]): boolean =>
    items.some((item) => item[member] !== undefined && !wanted.some((value) => has(item, value)));
  /** Asks for one value after the other. @returns those that some item has, or what is wrong */
  const askEach = async ({ items }: Page): Promise<Json[] | Found> => {
    const shown = new Map(
      items.flatMap((item) => [item[member] ?? null].flat()).map((one) => [JSON.stringify(one), one]),
    );
    const isShown = (value: Json): number => Number(shown.has(JSON.stringify(value)));
    const values =
      filter.values ?? [...shown.values()].filter((one) => typeof one === 'string' || typeof one === 'number');
    const found: Json[] = [];
    for (const value of values.toSorted((one, other) => isShown(other) - isShown(one)).slice(0, mostValues)) {
      const kept = await read(filter.ask([value]));
      if (!hasSucceeded(kept)) return failed(kept, `expected a documented success, got ${kept.status}`);
      if (hasOthers(kept.items, [value])) return failed(kept, 'expected only items that have what was asked for');
      if (kept.items.length > 0) found.push(value);
      else if (isShown(value) > 0) return failed(kept, 'expected the items that have what was asked for');
    }
    return found;
  };
  let found = await askEach(first);
  if (Array.isArray(found) && found.length < 2 && vary) {
    await vary();
    found = await askEach(await read({}));
  }
  if (!Array.isArray(found)) return found;
  for (const value of found.slice(0, 1)) {
    const wrong = await strayOnLaterPages(list, fixture, filter.ask([value]), (item) => hasOthers([item], [value]));
    if (wrong) return failed(wrong, 'expected only items that have what was asked for, on each of its pages');
  }
  const [one, other] = found;
  // Of lists, several values may be wanted together.
  const isList = first.items.some((item) => Array.isArray(item[member]));
  if (!takesSeveral || isList || one === undefined || other === undefined)
    return found.length > 0 ? { violations: [] } : 'no item has what may be asked for';
  const both = await read(filter.ask([one, other]));
  if (!hasSucceeded(both)) return failed(both, `two values: expected a documented success, got ${both.status}`);
  if (hasOthers(both.items, [one, other])) return failed(both, 'two values: expected only items that have one of them');
  const isLacking = [one, other].some((value) => !both.items.some((item) => has(item, value)));
  return isLacking && isWhole(list, both, all)
    ? failed(both, 'two values: expected the items of either')
    : { violations: [] };
}

/** The first page, after the first one, with an item that a filter should have left out. */
async function strayOnLaterPages(
  list: Listed,
  fixture: Fixture,
  query: JsonObject,
  isStray: (item: JsonObject) => boolean,
): Promise<Page | undefined> {
  const { size, cursor, offset, page } = list.by;
  if (!size || !(cursor ?? offset ?? page)) return undefined;
  let number = 0;
  for await (const one of readPages(list, fixture, { ...query, [size.name]: smallPage(list.run.document, size, 1) })) {
    number++;
    if (!hasSucceeded(one) || number > mostPagesOfFilter) return undefined;
    if (number > 1 && one.items.some(isStray)) return one;
  }
  return undefined;
}

/** What a member is ordered by: decimals come as texts. */
function comparable({ run: { document }, members }: Listed, member: string): (item: JsonObject) => Json {
  const isDecimal = flatten(document, members[member] ?? null)?.format === 'decimal';
  return ({ [member]: value = null }) =>
    isDecimal && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

/** Of a number, or of what begins with a date; other texts are in the target's own order. */
function numberOf(value: Json): number | undefined {
  const number = typeof value === 'string' && isDated(value) ? Date.parse(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

/** Numbers and instants among some values, each once, the least first. */
function ordered(values: readonly Json[]): (readonly [number, Json])[] {
  const numbers = values.flatMap((value): (readonly [number, Json])[] => {
    const number = numberOf(value);
    return number === undefined ? [] : [[number, value]];
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
  const shownBy = ({ items }: Page): Json[] => items.map(comparable(list, member));
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
  const isLacking = isInclusive && isWhole(list, kept, all) && !numbers.includes(limit);
  const message = isBeyond
    ? `filter ${name}: expected only items within it`
    : `filter ${name}: expected what is at the bound, too, as it is inclusive`;
  const violations = isBeyond || isLacking ? [relationViolation(list.at, message, 'relation-list')] : [];
  return { violations, toCurl: kept.toCurl };
}

/** What asks for a list by one member of its items, in both directions. */
export interface Directions {
  by: string;
  up: JsonObject;
  down: JsonObject;
}

/** `name`, `+name`, `-name`, `name:asc`, `name_desc` */
const orderForm = /^(?<sign>[+-]?)(?<by>.+?)(?:[ :,._-]?(?<words>asc|desc)(?:ending)?)?$/i;

/** What follows or precedes the name of a member, by words: "a minus sign before it for descending order". */
function downInWords(words: string): ((member: string) => string) | undefined {
  if (/\bdesc\b/i.test(words)) {
    const [, sign = ' '] = /\w([:,_-])desc\b/i.exec(words) ?? [];
    return (member) => `${member}${sign}desc`;
  }
  return /\b(?:minus|hyphen|dash)\b|[`'"]-\w*[`'"]/i.test(words) ? (member) => `-${member}` : undefined;
}

/** The same of a pattern: `^(name|price)(,(asc|desc))?$`, `^-?(name|price)$`. */
function downInPattern(pattern: string): ((member: string) => string) | undefined {
  const [, sign] = /([:,_-])\(?(?:\?:)?(?:asc\|desc|desc\|asc)\b/i.exec(pattern) ?? [];
  if (sign !== undefined) return (member) => `${member}${sign}desc`;
  return /^\^\(?(?:\?:)?-\)?\?/.test(pattern) ? (member) => `-${member}` : undefined;
}

/** By the values that an order lists, by those that its words name, or by one that has its direction in another parameter. */
export function directionsOf({ run: { document }, members, by: { order, direction } }: Listed): Directions[] {
  if (!order) return [];
  const schema = flatten(document, order.object.schema ?? null);
  const one = hasType(schema, 'array') ? flatten(document, schema?.items ?? null) : schema;
  const words = String(order.object.description ?? schema?.description ?? '');
  const down = downInWords(words) ?? downInPattern(String(one?.pattern ?? ''));
  if (down && !Array.isArray(schema?.enum)) {
    // Another sentence may say by what those are ordered that tie.
    const named = sentencesOf(words)
      .map((one) => new Set(one.split(/[^\w-]+/).map(plain)))
      .map((names) => Object.keys(members).filter((by) => names.has(plain(by))));
    const [most = []] = named.toSorted((one, other) => other.length - one.length);
    return most.map((by): Directions => ({ by, up: { [order.name]: by }, down: { [order.name]: down(by) } }));
  }
  const values = (Array.isArray(schema?.enum) ? schema.enum : []).filter((value) => typeof value === 'string');
  const pair = direction && upAndDown(document, direction);
  return Object.keys(members).flatMap((by): Directions[] => {
    const own = values.flatMap((value) => {
      const { sign, by: named = '', words } = orderForm.exec(value)?.groups ?? {};
      return plain(named) === plain(by) ? [{ value, isDown: sign === '-' || /^desc/i.test(words ?? '') }] : [];
    });
    const [up, down] = [own.find(({ isDown }) => !isDown), own.find(({ isDown }) => isDown)];
    if (up && down) return [{ by, up: { [order.name]: up.value }, down: { [order.name]: down.value } }];
    if (!up || !pair) return [];
    const [rising, falling] = pair.map((one): JsonObject => ({ [order.name]: up.value, [direction.name]: one }));
    return [{ by, up: rising!, down: falling! }];
  });
}

/** @param vary makes items that differ in the member */
export async function checkOrder(
  list: Listed,
  fixture: Fixture,
  { by, up, down }: Directions,
  vary?: () => Promise<readonly Json[]>,
): Promise<Found> {
  const all = largestPage(list);
  const read = async () => [
    await readPage(list, fixture, { ...all, ...up }),
    await readPage(list, fixture, { ...all, ...down }),
  ];
  const shownBy = ({ items }: Page): Json[] => items.map(comparable(list, by)).filter((value) => value !== null);
  const differ = (pages: readonly Page[]): boolean => new Set(pages.flatMap(shownBy).map(folded)).size > 1;
  let pages = await read();
  let made: ReturnType<typeof ordered> = [];
  if (vary && pages.every(hasSucceeded) && !differ(pages)) {
    made = ordered(await vary());
    pages = await read();
  }
  const [rising, falling] = pages as [Page, Page];
  for (const page of pages) if (!hasSucceeded(page)) return refusedBy(page);
  const found = (message: string, { toCurl }: Page): Found => ({
    violations: [relationViolation(list.at, message, 'relation-list')],
    toCurl,
  });
  // Where there are more than a page has, the last of all is the first of the other direction.
  const [most] = made.at(-1) ?? [];
  const first = numberOf(shownBy(falling)[0] ?? null);
  if (made.length > 1 && most !== undefined && first !== undefined && first < most)
    return found(`expected the largest "${by}" first with ${asked(down)}`, falling);
  if (!differ(pages)) return 'the items do not differ in it';
  if (!isRising(shownBy(rising))) return found(`expected ascending values of "${by}" with ${asked(up)}`, rising);
  if (!isRising(shownBy(falling).toReversed()))
    return found(`expected descending values of "${by}" with ${asked(down)}`, falling);
  return same(shownBy(rising)[0], shownBy(falling)[0])
    ? found(`expected another item first with ${asked(down)} than with ${asked(up)}`, falling)
    : { violations: [] };
}

/** One value of an order, of which words say where it begins: "`name` (from A to Z)", "`created_at` (the newest first)". */
export interface OneWay {
  value: string;
  /** Where the member is in an item. */
  pointer: string;
  isDown: boolean;
  /** Whether it is of texts, which capital and small letters do not tell apart. */
  isCaseless: boolean;
}

const upInWords = /\b(?:oldest|earliest|ascending|lowest|smallest|least|A to Z|alphabetical(?:ly)?)\b/i;
const downWords = /\b(?:newest|latest|most recent|descending|highest|largest|Z to A)\b/i;
const caselessWords =
  /\b(?:case|capital|upper)\b.*\b(?:no difference|insensitive|ignored|regardless|not matter)\b|\b(?:regardless|irrespective) of (?:letter )?case\b/i;

/** Of an order without directions of its own. */
export function oneWaysOf({ run: { document }, members, by: { order, direction } }: Listed): OneWay[] {
  const schema = order && flatten(document, order.object.schema ?? null);
  const values = (Array.isArray(schema?.enum) ? schema.enum : []).filter((one) => typeof one === 'string');
  if (!order || direction || values.some((one) => /^[+-]|\W(?:asc|desc)/i.test(one))) return [];
  const words = String(order.object.description ?? schema?.description ?? '');
  return values.flatMap((value): OneWay[] => {
    const at = words.search(new RegExp(String.raw`(?<![\w-])${value.replaceAll(/\W/g, String.raw`\$&`)}(?![\w-])`));
    const [, said = ''] = at < 0 ? [] : (/^[\w`"'-]+ ?\(([^)]*)\)/.exec(words.slice(at)) ?? []);
    const pointer = pointersTo(document, members).find(
      ([, schemaOf, name]) => plain(name) === plain(value) && hasType(schemaOf, 'string', 'integer', 'number'),
    );
    if (!pointer || upInWords.test(said) === downWords.test(said)) return [];
    return [{ value, pointer: pointer[0], isDown: downWords.test(said), isCaseless: caselessWords.test(said) }];
  });
}

/** Members of an item, and of the objects in it. */
function pointersTo(
  document: JsonObject,
  members: JsonObject,
  at = '',
): [pointer: string, schema: JsonObject | undefined, name: string][] {
  return Object.entries(members).flatMap(([name, node]) => {
    const schema = flatten(document, node);
    const pointer = `${at}/${escapeToken(name)}`;
    return [
      [pointer, schema, name] as [string, JsonObject | undefined, string],
      ...(at === '' ? pointersTo(document, propertiesOf(schema), pointer) : []),
    ];
  });
}

export async function checkOneWay(
  list: Listed,
  fixture: Fixture,
  order: string,
  { value, pointer, isDown, isCaseless }: OneWay,
): Promise<Found> {
  const shown: Json[] = [];
  let page: Page | undefined;
  for await (page of readPages(list, fixture, { ...largestPage(list), [order]: value })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    shown.push(...page.items.map((item) => valueAt(item, pointer) ?? null).filter((one) => one !== null));
  }
  const values = isDown ? shown.toReversed() : shown;
  // Beyond the first letter, and these letters, the order is that of some language.
  const letters = isCaseless
    ? values.flatMap((one) => (typeof one === 'string' && /^[A-Za-z]/.test(one) ? [one[0]!.toLowerCase()] : []))
    : [];
  const isWrong = !isRising(values) || letters.some((one, at) => at > 0 && one < letters[at - 1]!);
  if (new Set(values.map(folded)).size < 2) return 'the items do not differ in it';
  const message = `expected the order that is said of "${value}"`;
  return {
    violations: isWrong ? [relationViolation(list.at, message, 'relation-list')] : [],
    toCurl: page?.toCurl,
  };
}

/** Items that are equal by one member are in the order of the next one that is asked for. */
export async function checkOrders(
  list: Listed,
  fixture: Fixture,
  order: string,
  directions: readonly Directions[],
): Promise<Found> {
  const read = (...asked: readonly JsonObject[]): Promise<Page> =>
    readPage(list, fixture, { ...largestPage(list), [order]: asked.map((one) => one[order] ?? null) });
  for (const one of directions)
    for (const other of directions) {
      if (one === other) continue;
      const pages = [await read(one.up, other.up), await read(one.up, other.down)];
      for (const page of pages) if (!hasSucceeded(page)) return refusedBy(page);
      const [up, down] = pages.map((page) => tiesIn(page, one.by, other.by)) as [Ties, Ties];
      const telling = [...up].filter(([key, values]) => new Set(values).size > 1 && down.has(key));
      const wrong = telling.some(([key, values]) => values.join() !== (down.get(key) ?? []).toReversed().join());
      const message = `expected items of one "${one.by}" in the order of "${other.by}", which is asked for after it`;
      if (wrong)
        return { violations: [relationViolation(list.at, message, 'relation-list')], toCurl: pages[1]!.toCurl };
      if (telling.length > 0) return { violations: [] };
    }
  return 'no items are equal in the first member and differ in the next one';
}

type Ties = Map<string, string[]>;

/** Values of a member by those of another one, without the last group, of which more may be on the next page. */
function tiesIn({ items }: Page, by: string, then: string): Ties {
  const ties: Ties = new Map();
  for (const item of items) {
    const key = folded(item[by] ?? null);
    ties.set(key, [...(ties.get(key) ?? []), folded(item[then] ?? null)]);
  }
  ties.delete([...ties.keys()].at(-1) ?? '');
  return ties;
}

const asked = (query: JsonObject): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('&');

const folded = (value: Json): string => JSON.stringify(value).toLowerCase();

function isRising(values: readonly Json[]): boolean {
  const numbers = values.map(numberOf);
  return numbers.every((value = Infinity, at) => (numbers[at - 1] ?? -Infinity) <= value);
}
