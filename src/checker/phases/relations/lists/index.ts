/**
 * Relations that hold of any list: a page is no larger than was asked for and begins where the one before it ends, a
 * default is what it says, a filter keeps what it names, and an item is the record that is read alone.
 */
import {
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
import { idAt, idsIn, isRecord } from '../../../records/ids.js';
import { bare } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { namesRecord } from '../../../records/references.js';
import { objectsOf } from '../../../relations/leaves.js';
import { totalName } from '../../../relations/paging-names.js';
import { changedByReading, disagreeing, isSameValue } from '../../../relations/shared-members.js';
import { answerSchema, recordSchemaOf, unwrapped } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { isRefusal } from '../../../status.js';
import { redactPointer } from '../../../validate/redact.js';
import type { Violation } from '../../../validate/response.js';
import { sentencesOf } from '../../../sentences.js';
import { checkFilter, checkOrder, checkOneWay, checkOrders, directionsOf, filtersOf, oneWaysOf } from './filters.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation } from '../fixture.js';
import {
  countsAll,
  keyOfItem,
  largestPage,
  mostPages,
  listedBy,
  readAfter,
  readPage,
  readPages,
  smallPage,
  type Listed,
  type Page,
} from './listed.js';
import { foreignId, ownId, recordIn, sameIds, type DerivedPart } from '../made/subject.js';
import { changesOf, samplesOf, sendOther } from '../other-values.js';
import { checkPageLinks, hasPageLinks } from './page-links.js';
import { checkSearch, searchesOf } from './searches.js';

type Check = (list: Listed, fixture: Fixture) => Promise<Found>;

export function derivedListParts(run: Run): DerivedPart[] {
  if (run.honoursPrefer) return [];
  return run.operations.flatMap((operation): DerivedPart[] => {
    const list = listedBy(run, operation);
    if (!list) return [];
    return Object.entries(checksOf(list)).map(([name, check]) => ({
      name: `list: ${name}`,
      operation,
      check: async () => {
        const fixture = await Fixture.after(run, run.records.of.get(operation.operationId)?.given ?? []);
        return fixture instanceof Fixture ? check(list, fixture) : fixture;
      },
    }));
  });
}

/** By name of the part. */
function checksOf(list: Listed): Record<string, Check> {
  const { run, operation, by } = list;
  const { size, offset, page, cursor, order } = by;
  const known = run.records.collections.filter(({ isLost }) => !isLost);
  const own = known.find(({ create, path }) => [path, bare(create.path)].includes(bare(operation.path)));
  const collection = own?.read && own;
  const nested = own ?? referringIn(known, operation);
  const adding = nested ? undefined : run.operations.find((one) => isAddedBy(run, operation, one));
  const directions = directionsOf(list);
  const checks: [string, Check | false | undefined][] = [
    ['an item is as it is alone', collection && ((...given) => checkItem(...given, collection))],
    ['none of another record', nested && isInner(nested, operation) && ((...given) => checkNested(...given, nested))],
    ['none of another record', adding && ((own) => checkAdded(own, adding))],
    ['no more than its size', size && ((...given) => checkSize(...given, size))],
    ['its pages follow each other', size && (offset ?? page ?? cursor) && ((...given) => checkPages(...given, size))],
    ['its links lead to the other pages', (size ?? page ?? cursor) && hasPageLinks(list) && checkPageLinks],
    ['its total is that of all pages', list.hasTotal && size && ((...given) => checkTotal(...given, size))],
    // The default of a filter may be that of the member which it shares a schema with.
    ...[size, offset, page, order].flatMap((one): [string, Check][] => {
      const value = one && flatten(run.document, one.object.schema ?? null)?.default;
      return one && value !== undefined
        ? [[`${one.name} by default`, (...given) => checkDefault(...given, one.name, value)]]
        : [];
    }),
    ...operation.parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) => filtersOf(list, one))
      .map((filter): [string, Check] => [
        `filter ${filter.name}`,
        (own, fixture) =>
          checkFilter(own, fixture, filter, collection && (() => makeTwo(own, fixture, collection, filter.member))),
      ]),
    ...(collection ? searchesOf(list) : []).map((search): [string, Check] => [
      `${search.parameter} finds ${search.member}`,
      (own, fixture) => checkSearch(own, fixture, collection as MadeCollection, search),
    ]),
    [
      'several orders',
      order &&
        takesSeveral(run, order) &&
        directions.length > 1 &&
        ((...given) => checkOrders(...given, order.name, directions)),
    ],
    ...oneWaysOf(list).map((one): [string, Check] => [
      `order ${one.value}, as it is said`,
      (own, fixture) => checkOneWay(own, fixture, order?.name ?? '', one),
    ]),
    ...directions.map((pair): [string, Check] => [
      `order ${pair.by}`,
      (own, fixture) =>
        checkOrder(own, fixture, pair, collection && (() => makeTwo(own, fixture, collection, pair.by))),
    ]),
  ];
  return Object.fromEntries(checks.filter((entry): entry is [string, Check] => typeof entry[1] === 'function'));
}

const takesSeveral = ({ document }: Run, { object }: Parameter): boolean =>
  hasType(flatten(document, object.schema ?? null), 'array');

const isDate = ({ document }: Run, node: Json): boolean => String(flatten(document, node)?.format).startsWith('date');

/** Actions that are tried on a record. */
const mostActions = 4;

/** Makes items that differ in a member, by what they are made of or by what is done with them, and returns its values. */
async function makeTwo(
  { run }: Listed,
  fixture: Fixture,
  { create, outer, inner, item, below }: MadeCollection,
  member: string,
): Promise<Json[]> {
  const template = templateOf(outer);
  for (const step of outer.given) await fixture.context.execute(step);
  const all = propertiesOf(recordSchemaOf(run.document, create));
  const node = all[member];
  // What others are worked out from may make a difference, too; which records there are, only the target knows.
  const own = Object.entries(all).filter(([name]) => !namesRecord(run, name));
  // An end that stays would be before the beginning.
  const dates = own.filter(([, one]) => isDate(run, one));
  const properties =
    node === undefined ? Object.fromEntries(own) : isDate(run, node) ? Object.fromEntries(dates) : { [member]: node };
  const one = await sendOther(fixture, create, template, (body) => samplesOf(run, properties, body));
  const other = await sendOther(fixture, create, template, () => changesOf(run, properties, one.sent));
  const values = [one, other].flatMap(({ answer, sent }): Json[] => {
    const shown = recordIn(answer);
    const value = isObject(sent) && sent[member] !== undefined ? sent[member] : isObject(shown) ? shown[member] : null;
    return hasSucceeded(answer) ? [value ?? null] : [];
  });
  if (node !== undefined) return values;
  const actions = below.filter(
    ({ method, path }) => method === 'POST' && bare(path) !== item && !path.slice(item.length).includes('{'),
  );
  for (const action of actions.slice(0, mostActions)) {
    const beside = await Fixture.after(run, inner.given);
    if (!(beside instanceof Fixture)) continue;
    const shown = recordIn(await beside.send(action, templateOf(run.records.of.get(action.operationId) ?? inner)));
    if (isObject(shown) && shown[member] !== undefined) values.push(shown[member] ?? null);
  }
  return values;
}

/** `GET /houses/{house}/visits` lists of `/visits` those that name the house. */
function referringIn(known: readonly MadeCollection[], { path }: Operation): MadeCollection | undefined {
  const outer = outerOf(known, path);
  return known.find(
    (one) =>
      one.path.split('/').at(-1) === bare(path).split('/').at(-1) &&
      outer?.inner.given.every((step) => one.outer.given.includes(step)),
  );
}

/** The innermost collection of which a path names a record. */
const outerOf = (known: readonly MadeCollection[], path: string): MadeCollection | undefined =>
  known.filter(({ item }) => path.startsWith(`${item}/`)).sort((one, other) => other.item.length - one.item.length)[0];

/** Whether its records are made in another record, of which an operation lists them. */
const isInner = ({ outer }: MadeCollection, { parameters }: Operation): boolean =>
  outer.given.length > 0 && parameters.some((one) => one.in === 'path');

const wrong = (pointer: string, message: string): Violation => relationViolation(pointer, message, 'relation-list');

/** Items beside the one that has just been made, which has little in it. */
const mostOthers = 3;

async function checkItem(list: Listed, fixture: Fixture, collection: MadeCollection): Promise<Found> {
  const { read, inner, outer: around, create, parameter } = collection;
  // The outer record may have a parameter of the same name in the path of the list.
  const where = bare(list.operation.path) === bare(create.path) ? around.parameters : inner.parameters;
  for (const step of inner.given) await fixture.context.execute(step);
  if (!read) return 'it is not shown alone';
  const own = ownId(fixture, collection);
  // A list counts what is in the record as the record itself does.
  for (const { create, outer } of list.run.records.collections)
    if (create.path.startsWith(`${collection.item}/`) && outer.given.length === inner.given.length)
      await fixture.send(create, templateOf(outer));
  const names = list.run.responseValidator.propertyNames;
  let compared = 0;
  let isFound = false;
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...where })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    for (const item of page.items) {
      const [pointer] = idsIn(item, parameter.name);
      const id = pointer === undefined ? undefined : idAt(item, pointer);
      const isOwn = isRecord(item, own, parameter.name);
      if (id === undefined || (isOwn ? isFound : compared >= mostOthers)) continue;
      const alone = await fixture.send(read, { parameters: { ...inner.parameters, [parameter.name]: id } });
      if (!hasSucceeded(alone)) continue;
      if (isOwn) isFound = true;
      else compared++;
      const violations = disagreeing(item, unwrapped(alone.json ?? null), changedByReading).map((at) =>
        wrong(redactPointer({ pointer: at }, names), 'is another value than in the record that is read alone'),
      );
      if (violations.length > 0) return { violations, toCurl: page.toCurl };
    }
    if (isFound && compared >= mostOthers) break;
  }
  return isFound || compared > 0 ? { violations: [] } : 'it is on none of the pages';
}

/** `GET /houses/{house}/rooms` has no room of another house. */
async function checkNested(list: Listed, fixture: Fixture, collection: MadeCollection): Promise<Found> {
  const { inner, parameter } = collection;
  for (const step of inner.given) await fixture.context.execute(step);
  const beside = await Fixture.after(list.run, inner.given);
  if (!(beside instanceof Fixture)) return beside;
  const foreign = await foreignId(fixture, beside, collection);
  if (foreign === undefined) return sameIds;
  const outer = outerOf(list.run.records.collections, list.operation.path)?.inner.parameters;
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...outer })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    if (page.items.some((item) => isRecord(item, foreign, parameter.name)))
      return { violations: [wrong(list.at, 'expected no item of another record')], toCurl: page.toCurl };
  }
  return { violations: [] };
}

/** Whether an operation adds an item to a list that is in a record. */
const isAddedBy = ({ records }: Run, list: Operation, one: Operation): boolean =>
  one.method === 'POST' &&
  bare(one.path) === bare(list.path) &&
  one.parameters.some((parameter) => parameter.in === 'path') &&
  areMade(one, records.of.get(one.operationId));

/** The same of items that are not read alone: what is added to one record is in its list, and in that of no other one. */
async function checkAdded(list: Listed, adding: Operation): Promise<Found> {
  const { run, at } = list;
  const record = run.records.of.get(adding.operationId) ?? { given: [] };
  const [fixture, beside] = [await Fixture.after(run, record.given), await Fixture.after(run, record.given)];
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const ids: Json[] = [];
  for (const one of [fixture, beside]) {
    const added = await one.send(adding, templateOf(record));
    if (!hasSucceeded(added)) return refusedBy(added);
    const [pointer] = idsIn(added.json ?? null, 'id');
    ids.push(pointer === undefined ? null : (idAt(added.json ?? null, pointer) ?? null));
  }
  const [own = null, foreign = null] = ids;
  if (own === null || isSameValue(own, foreign)) return sameIds;
  for await (const page of readPages(list, fixture, largestPage(list))) {
    if (!hasSucceeded(page)) return refusedBy(page);
    if (page.items.some((item) => isRecord(item, foreign, 'id')))
      return { violations: [wrong(at, 'expected no item of another record')], toCurl: page.toCurl };
    if (page.items.some((item) => isRecord(item, own, 'id'))) return { violations: [] };
  }
  return 'it is on none of the pages';
}

async function checkSize(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const count = smallPage(list.run.document, size);
  const page = await readPage(list, fixture, { [size.name]: count });
  if (!hasSucceeded(page)) return refusedBy(page);
  const isLarge = page.items.length > count;
  return {
    violations: isLarge ? [wrong(list.at, `expected at most ${count} items, got ${page.items.length}`)] : [],
    toCurl: page.toCurl,
  };
}

async function checkPages(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const whole = await readPage(list, fixture, {});
  if (!hasSucceeded(whole)) return refusedBy(whole);
  const totals = list.hasTotal ? [...totalsIn(whole, list.at).values()] : [];
  const all = Math.max(whole.items.length, ...totals);
  const most = Number(largestPage(list)[size.name] ?? Infinity);
  const count = Math.min(most, Math.max(smallPage(list.run.document, size), Math.ceil(all / (mostPages - 1))));
  if (all <= count) return 'there is no second page';
  // Items without an id may be alike.
  const isTelling = new Set(whole.items.map(keyOfItem)).size === whole.items.length;
  const known = new Set<string>();
  let number = 0;
  let came = 0;
  // A target may have smaller pages than it is asked for.
  let full = count;
  let isWhole = false;
  let last: Page | undefined;
  for await (const page of readPages(list, fixture, { [size.name]: count })) {
    number++;
    last = page;
    const { items, status, toCurl } = page;
    if (!hasSucceeded(page)) {
      // Beyond the last page some refuse.
      if (number === 1 || isRefusal(status)) break;
      return { violations: [wrong('', `page ${number}: expected a documented success, got ${status}`)], toCurl };
    }
    const keys = items.map(keyOfItem);
    const isLast = number > 1 && keys.every((key) => known.has(key));
    // Beyond the last number some answer with the last page again; a cursor leads to what has not come yet.
    const isAgain = isLast && number > 2 && !list.by.cursor;
    if (isTelling && keys.some((key) => known.has(key)) && !isAgain)
      return { violations: [wrong(list.at, `page ${number}: expected items that no page before has`)], toCurl };
    keys.forEach((key) => known.add(key));
    came += items.length;
    if (number === 1) full = items.length;
    isWhole = items.length < full;
  }
  if (number < 2) return 'there is no second page';
  const onPages = new Set(known);
  // To the end, on larger pages: what comes after it is nothing, or new.
  const larger = { [size.name]: fewPages, ...largestPage(list) };
  const end = Date.now() + longestToEnd;
  for (let more = 0; last && last.items.length > 0 && more < mostPagesToEnd && Date.now() < end; more++) {
    last = await readAfter(list, fixture, last, larger);
    last?.items.forEach((item) => known.add(keyOfItem(item)));
  }
  const again = last && hasSucceeded(last) ? await readAfter(list, fixture, last, larger) : undefined;
  if (again && isTelling && again.items.some((item) => known.has(keyOfItem(item))))
    return {
      violations: [wrong(list.at, 'after an empty page: expected items that no page before has')],
      toCurl: again.toCurl,
    };
  const short = isWhole ? totals.filter((total) => came < total) : [];
  const isSeen = isTelling && (isWhole || came >= whole.items.length);
  if (isSeen && short.length === 0 && whole.items.some((item) => !onPages.has(keyOfItem(item))))
    return {
      violations: [wrong(list.at, 'expected the items of a larger page on smaller ones, too')],
      toCurl: whole.toCurl,
    };
  return {
    violations: short.map((total) => wrong(list.at, `expected ${total} items on all pages, got ${came}`)),
    toCurl: whole.toCurl,
  };
}

/** Items of a page by which the end of a long list is reached. */
const fewPages = 100;
const mostPagesToEnd = 300;
/** Milliseconds that this may take. */
const longestToEnd = 3000;

/** The whole numbers beside a list that count the items of all pages, by JSON Pointer. */
const totalsIn = ({ json = null }: Page, at: string): Map<string, number> =>
  new Map(
    objectsOf(json).flatMap(([pointer, object]) =>
      pointer === at || pointer.startsWith(`${at}/`)
        ? []
        : Object.entries(object).flatMap(([name, value]): [string, number][] =>
            (totalName.test(name) || (name === 'count' && countsAll(object))) && Number.isInteger(value)
              ? [[`${pointer}/${name}`, Number(value)]]
              : [],
          ),
    ),
  );

async function checkTotal(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const count = smallPage(list.run.document, size);
  const whole = await readPage(list, fixture, largestPage(list));
  const part = await readPage(list, fixture, { [size.name]: count });
  for (const page of [whole, part]) if (!hasSucceeded(page)) return refusedBy(page);
  if (whole.items.length <= part.items.length) return 'there is no second page';
  const totals = totalsIn(whole, list.at);
  if (totals.size === 0) return 'no total is shown';
  const others = totalsIn(part, list.at);
  const differing: [string, Json][] = [...totals].filter(
    ([pointer, total]) => (others.get(pointer) ?? total) !== total,
  );
  const [sums, sumsOfPart] = [whole, part].map(({ json = null }) => (isObject(json) ? json : {})) as [
    JsonObject,
    JsonObject,
  ];
  for (const [name, sum] of Object.entries(sums)) {
    const isSum = /^total_|^sum_|_(?:total|sum)$/i.test(name) && !totals.has(`/${name}`) && typeof sum !== 'object';
    if (isSum && isOfAll(list, name) && sumsOfPart[name] !== undefined && !isSameValue(sum, sumsOfPart[name]))
      differing.push([`/${name}`, sum]);
  }
  return {
    violations: differing.map(([pointer, total]) =>
      wrong(
        pointer,
        `expected ${JSON.stringify(total)}, as on a larger page, got ${JSON.stringify(valueAt(part.json ?? null, pointer) ?? null)}`,
      ),
    ),
    toCurl: part.toCurl,
  };
}

/** Whether the document says of a sum beside a list that it is one of all, and not of the page. */
const isOfAll = ({ run: { document }, operation }: Listed, name: string): boolean =>
  sentencesOf(flatten(document, propertiesOf(answerSchema(document, operation))[name] ?? null)?.description).some(
    (one) => /\ball\b/i.test(one),
  );

async function checkDefault(list: Listed, fixture: Fixture, name: string, value: Json): Promise<Found> {
  const without = await readPage(list, fixture, {});
  const given = await readPage(list, fixture, { [name]: value });
  for (const page of [without, given]) if (!hasSucceeded(page)) return refusedBy(page);
  const [one, other] = [without, given].map(({ items }) => JSON.stringify(items.map(keyOfItem).sort()));
  return {
    violations: one === other ? [] : [wrong(list.at, `expected the same items without "${name}" as with its default`)],
    toCurl: without.toCurl,
  };
}
