/** The orders that a list can be asked for: by one member in both directions, by several, and in the one that words say. */
import {
  escapeToken,
  hasType,
  isObject,
  operationObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { isDecimalText } from '../../../relations/decimals.js';
import { isMadeName } from '../../../relations/instants.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { isCaseless, sentencesNaming, sentencesOf } from '../../../sentences.js';
import { hasSucceeded, refusedBy, type Fixture, listViolation } from '../fixture.js';
import { largestPage, readPage, readPages, upAndDown, type Listed, type Page } from './listed.js';
import { comparable, ordered, numberOf } from './values.js';
import { same } from './filters.js';

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
export function directionsOf({
  run: { document },
  operation,
  members,
  by: { order, direction },
}: Listed): Directions[] {
  if (!order) return [];
  const schema = flatten(document, order.object.schema ?? null);
  const one = hasType(schema, 'array') ? flatten(document, schema?.items ?? null) : schema;
  const words = String(order.object.description ?? schema?.description ?? '');
  const down = downInWords(words) ?? downInPattern(String(one?.pattern ?? ''));
  if (down && !Array.isArray(schema?.enum)) {
    const { description } = operationObject(document, operation) ?? {};
    // "Can be filtered and ordered by `name` and `email`"
    const about = sentencesOf(description).filter((one) => /\b(?:order|sort)ed by\b/i.test(one));
    const isSingle = (by: string): boolean => !hasType(flatten(document, members[by] ?? null), 'array', 'object');
    // Another sentence may say by what those are ordered that tie.
    const named = [...sentencesOf(words), ...about]
      .map((one) => new Set(one.split(/[^\w-]+/).map(plain)))
      .map((names) => Object.keys(members).filter((by) => names.has(plain(by)) && isSingle(by)));
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

/** Whether numbers have another order as texts. */
const areTexts = (values: readonly Json[]): boolean =>
  JSON.stringify(values.toSorted((one, other) => Number(one) - Number(other))) !==
  JSON.stringify(values.toSorted((one, other) => (String(one) < String(other) ? -1 : 1)));

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
  const isDecimal = isDecimalText(flatten(list.run.document, list.members[by] ?? null));
  let pages = await read();
  let made: ReturnType<typeof ordered> = [];
  const isTold = (): boolean => differ(pages) && (!isDecimal || areTexts(pages.flatMap(shownBy)));
  if (vary && pages.every(hasSucceeded) && !isTold()) {
    made = ordered(await vary());
    pages = await read();
  }
  const [rising, falling] = pages as [Page, Page];
  for (const page of pages) if (!hasSucceeded(page)) return refusedBy(page);
  const found = (message: string, { toCurl }: Page): Found => ({
    violations: [listViolation(list.at, message)],
    toCurl,
  });
  // Where there are more than a page has, the last of all is the first of the other direction.
  const [most] = made.at(-1) ?? [];
  const first = numberOf(shownBy(falling)[0] ?? null);
  if (made.length > 1 && most !== undefined && first !== undefined && first < most)
    return found(`expected the largest "${by}" first with ${asked(down)}`, falling);
  if (!differ(pages)) {
    // One of both directions begins with another value, where there is one on another page.
    const more: Page[] = [];
    for await (const page of readPages(list, fixture, { ...all, ...up })) more.push(page);
    // What has no value may stand before all others.
    const isFull = pages.every((page) => page.items.length > 0 && shownBy(page).length === page.items.length);
    return isFull && differ(more)
      ? found(`expected another item first with ${asked(down)} than with ${asked(up)}`, falling)
      : 'the items do not differ in it';
  }
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
    return [{ value, pointer: pointer[0], isDown: downWords.test(said), isCaseless: isCaseless(said) }];
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
    violations: isWrong ? [listViolation(list.at, message)] : [],
    toCurl: page?.toCurl,
  };
}

/** Whether a list may be ordered by several members: as an array, or as a text with commas. */
export function takesSeveral(document: JsonObject, { name, object }: Parameter): boolean {
  const schema = flatten(document, object.schema ?? null);
  // What is said of all lists names the parameter.
  const words = [object.description, schema?.description, ...sentencesNaming(document, name)].join(' ');
  return hasType(schema, 'array') || (hasType(schema, 'string') && /\bcommas?\b/i.test(words));
}

/** Several orders as one value of the parameter. */
function together(document: JsonObject, { name, object }: Parameter, asked: readonly JsonObject[]): Json {
  const values = asked.map((one) => one[name] ?? null);
  return hasType(flatten(document, object.schema ?? null), 'array') ? values : values.join(',');
}

/**
 * Items that are equal by one member are in the order of the next one that is asked for.
 * @param vary makes items that differ in a member, and in nothing else
 */
export async function checkOrders(
  list: Listed,
  fixture: Fixture,
  order: Parameter,
  { directions, vary }: { directions: readonly Directions[]; vary: ((member: string) => Promise<unknown>) | undefined },
): Promise<Found> {
  const read = (...asked: readonly JsonObject[]): Promise<Page> =>
    readPage(list, fixture, { ...largestPage(list), [order.name]: together(list.run.document, order, asked) });
  for (const isVaried of [false, true])
    for (const one of directions)
      for (const other of directions) {
        if (one === other) continue;
        if (isVaried) await vary?.(other.by);
        const pages = [await read(one.up, other.up), await read(one.up, other.down)];
        for (const page of pages) if (!hasSucceeded(page)) return refusedBy(page);
        const [up, down] = pages.map((page) => tiesIn(page, one.by, other.by)) as [Ties, Ties];
        const telling = [...up].filter(([key, values]) => new Set(values).size > 1 && down.has(key));
        const wrong = telling.some(([key, values]) => values.join() !== (down.get(key) ?? []).toReversed().join());
        const message = `expected items of one "${one.by}" in the order of "${other.by}", which is asked for after it`;
        if (wrong) return { violations: [listViolation(list.at, message)], toCurl: pages[1]!.toCurl };
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

/** "The jobs of the account, newest first": the order of a list that is asked for no other one. */
export interface SaidOrder {
  /** The member that says when an item was made, or the one that words name: "By `occurredAt`, newest first". */
  by: string;
  isDown: boolean;
}

const firstInWords =
  /\b(?:(?<down>newest|latest|most recent)|(?<up>oldest|earliest))\b(?: (?:ones?|\w+s))? (?:is |are |come |comes )?first\b|(?<as>\bin the order (?:in which|that) (?:they|these|the \w+) (?:were|have been) (?:added|made|created|sent|uploaded)\b)/i;

export function saidOrderOf({ run: { document }, operation, members }: Listed): SaidOrder | undefined {
  const { summary, description, responses } = operationObject(document, operation) ?? {};
  const own = Object.values(isObject(responses) ? responses : {}).map((one) =>
    isObject(one) ? one.description : null,
  );
  const dates = Object.keys(members).filter((name) =>
    String(flatten(document, members[name] ?? null)?.format).startsWith('date'),
  );
  const made = dates.find(isMadeName);
  const orders = [summary, description, ...own]
    .flatMap((one) => sentencesOf(one ?? undefined))
    .flatMap((one): SaidOrder[] => {
      const { down, up, as } = firstInWords.exec(one)?.groups ?? {};
      if ((down ?? up ?? as) === undefined) return [];
      const [, named] = /\bby (\w+)\b/i.exec(one) ?? [];
      const by = named === undefined && !/\b(?:updat\w+|chang\w+|modif\w+)\b/i.test(one) ? made : named;
      return by !== undefined && dates.includes(by) ? [{ by, isDown: down !== undefined }] : [];
    });
  const [first] = orders;
  return first && orders.every((one) => one.by === first.by && one.isDown === first.isDown) ? first : undefined;
}

/** @param vary makes items at different times */
export async function checkSaidOrder(
  list: Listed,
  fixture: Fixture,
  { by, isDown }: SaidOrder,
  vary: (() => Promise<unknown>) | undefined,
): Promise<Found> {
  for (const isVaried of [false, true]) {
    if (isVaried) await vary?.();
    const page = await readPage(list, fixture, largestPage(list));
    if (!hasSucceeded(page)) return refusedBy(page);
    const shown = page.items.map((item) => item[by] ?? null).filter((one) => one !== null);
    if (new Set(shown.map(folded)).size < 2) continue;
    const message = `expected the ${isDown ? 'newest' : 'oldest'} first, as is said of it`;
    const isWrong = !isRising(isDown ? shown.toReversed() : shown);
    return { violations: isWrong ? [listViolation(list.at, message)] : [], toCurl: page.toCurl };
  }
  return 'the items do not differ in it';
}
