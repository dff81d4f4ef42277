/**
 * Relations that hold of any list: a filter keeps what it names, a page is no larger than was asked for and begins where
 * the one before it ends, a default is what it says, and an item is the record that is read alone.
 */
import {
  follow,
  isObject,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../../openapi/document.js';
import { essenceOf, isJson } from '../../../openapi/media-type.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import { flatten } from '../../../openapi/sample.js';
import type { Found } from '../../found.js';
import { isSuccess } from '../../plan.js';
import type { DeclaredFixture } from '../../relations/declared.js';
import { cursorName, offsetName, orderName, pageName, sizeName } from '../../relations/paging-names.js';
import { disagreeing } from '../../relations/shared-members.js';
import type { Run } from '../../run.js';
import { redactPointer } from '../../validate/redact.js';
import type { Violation } from '../../validate/response.js';
import { Fixture, hasSucceeded, relationViolation, type Received } from './fixture.js';
import type { DerivedPart } from './made.js';

/** Items of a page where there is something to page: enough that the next one overlaps with nothing. */
const pageSize = 2;
/** Pages that are followed. */
const mostPages = 5;
/** Values that a filter is tried with. */
const mostValues = 3;

interface List {
  run: Run;
  operation: Operation;
  /** JSON Pointer to the items. */
  at: string;
  /** What an item has, by the document. */
  members: JsonObject;
}

export function derivedListParts(run: Run): DerivedPart[] {
  if (run.honoursPrefer) return [];
  return run.operations.flatMap((operation): DerivedPart[] => {
    if (operation.method !== 'GET' || run.recipes.of.has(operation.operationId)) return [];
    const { parameters = {} } = run.records?.of.get(operation.operationId) ?? {};
    if (!operation.parameters.every((one) => one.in !== 'path' || Object.hasOwn(parameters, one.name))) return [];
    const items = itemsOf(run.document, operation);
    if (!items) return [];
    const list: List = { run, operation, ...items };
    const part = (name: string, check: (list: List, fixture: Fixture) => Promise<Found>): DerivedPart => ({
      name: `list: ${name}`,
      operation,
      check: async () => {
        const { given = [] } = run.records?.of.get(operation.operationId) ?? {};
        const fixture = await Fixture.setUp(run, { ...nothing, given });
        return fixture instanceof Fixture ? check(list, fixture) : fixture;
      },
    });
    const query = operation.parameters.filter((one) => one.in === 'query');
    const named = (name: RegExp) => query.find((one) => name.test(one.name));
    const [size, offset, page, cursor, order] = [sizeName, offsetName, pageName, cursorName, orderName].map(named);
    const collection = run.records?.collections.find(
      ({ create, read, isLost }) => !isLost && read && create.path === operation.path,
    );
    return [
      ...(collection?.read
        ? [part('an item is as it is alone', (one, fixture) => checkItem(one, fixture, collection))]
        : []),
      ...(size ? [part('no more than its size', (one, fixture) => checkSize(one, fixture, size))] : []),
      ...(size && offset
        ? [
            part('from its offset', (one, fixture) =>
              checkOffset(one, fixture, size, (count) => ({ [offset.name]: count })),
            ),
          ]
        : []),
      ...(size && page && startsAtOne(run.document, page)
        ? [part('its second page', (one, fixture) => checkOffset(one, fixture, size, () => ({ [page.name]: 2 })))]
        : []),
      ...(size && cursor
        ? [part('its pages follow each other', (one, fixture) => checkCursor(one, fixture, size, cursor))]
        : []),
      // The default of a filter may be that of the member which it shares a schema with.
      ...[size, offset, page, order].flatMap((one) => {
        if (!one) return [];
        const value = flatten(run.document, one.object.schema ?? null)?.default;
        return value === undefined
          ? []
          : [part(`${one.name} by default`, (own, fixture) => checkDefault(own, fixture, one.name, value))];
      }),
      ...query
        .flatMap((one) => filtersOf(list, one))
        .map((filter) => part(`filter ${filter.name}`, (own, fixture) => checkFilter(own, fixture, filter))),
      ...(order
        ? directionsOf(list, order).map((pair) =>
            part(`order ${pair.by}`, (own, fixture) => checkOrder(own, fixture, order, pair)),
          )
        : []),
    ];
  });
}

const nothing: DeclaredFixture = { given: [], lasts: [], views: {}, volatile: [], cases: {}, lists: {}, events: {} };

/** The one list of a response, by the document. */
function itemsOf(document: JsonObject, { responses }: Operation): Pick<List, 'at' | 'members'> | undefined {
  const [, response] = [...responses].find(([status]) => isSuccess(status)) ?? [];
  const content = response?.value.content;
  const [, media] =
    Object.entries(isObject(content) ? content : {}).find(([type]) => isJson(essenceOf(type) ?? type)) ?? [];
  const node = media === undefined ? undefined : follow(document, media, '')?.value.schema;
  const schema = node === undefined ? undefined : flatten(document, node);
  if (!schema) return undefined;
  const membersOf = (list: JsonObject | undefined): JsonObject | undefined => {
    const item = list && [list.type].flat().includes('array') ? flatten(document, list.items ?? null) : undefined;
    return isObject(item?.properties) ? item.properties : undefined;
  };
  const own = membersOf(schema);
  if (own) return { at: '', members: own };
  const lists = Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(([name, member]) => {
    const members = membersOf(flatten(document, member));
    return members ? [{ at: `/${name}`, members }] : [];
  });
  return lists.length === 1 ? lists[0] : undefined;
}

async function ask(
  { operation, run, at }: List,
  fixture: Fixture,
  query: JsonObject,
): Promise<Received & { items: JsonObject[] }> {
  const { parameters = {} } = run.records?.of.get(operation.operationId) ?? {};
  const template: RequestTemplate = { parameters: { ...parameters, ...query } };
  const received = await fixture.send(operation, template);
  const list = valueAt(received.json ?? null, at);
  return { ...received, items: Array.isArray(list) ? list.filter(isObject) : [] };
}

const wrong = (pointer: string, message: string): Violation => relationViolation(pointer, message, 'relation-list');
const refused = ({ status }: Received): string => `it was refused (${status})`;
const same = (one: Json | undefined, other: Json | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
const keyOf = ({ id, uuid, ...more }: JsonObject): string => JSON.stringify(id ?? uuid ?? more);

async function checkItem(
  list: List,
  fixture: Fixture,
  collection: NonNullable<Run['records']>['collections'][number],
): Promise<Found> {
  const { read, inner, id, outer } = collection;
  for (const step of inner.given.slice(outer.given.length)) await fixture.context.execute(step);
  const whole = await ask(list, fixture, {});
  const alone = await fixture.send(read as Operation, { ...(inner.parameters && { parameters: inner.parameters }) });
  if (!hasSucceeded(whole) || !hasSucceeded(alone)) return refused(hasSucceeded(whole) ? alone : whole);
  const own = valueAt(alone.json ?? null, id);
  const item = own === undefined ? undefined : whole.items.find((one) => valueAt(one, id) === own);
  if (!item) return 'it is not on the first page';
  const names = list.run.responseValidator.propertyNames;
  return {
    violations: disagreeing(item, alone.json ?? null).map((pointer) =>
      wrong(redactPointer({ pointer }, names), 'is another value than in the record that is read alone'),
    ),
    toCurl: whole.toCurl,
  };
}

async function checkSize(list: List, fixture: Fixture, size: Parameter): Promise<Found> {
  const count = smallest(list.run.document, size);
  const page = await ask(list, fixture, { [size.name]: count });
  if (!hasSucceeded(page)) return refused(page);
  const violations =
    page.items.length > count ? [wrong(list.at, `expected at most ${count} items, got ${page.items.length}`)] : [];
  return { violations, toCurl: page.toCurl };
}

/** The smallest page with more than one item. */
function smallest(document: JsonObject, size: Parameter): number {
  const { minimum } = flatten(document, size.object.schema ?? null) ?? {};
  return typeof minimum === 'number' ? Math.max(pageSize, minimum) : pageSize;
}

const startsAtOne = (document: JsonObject, page: Parameter): boolean => {
  const schema = flatten(document, page.object.schema ?? null);
  return schema?.minimum === 1 || schema?.default === 1;
};

async function checkOffset(
  list: List,
  fixture: Fixture,
  size: Parameter,
  next: (count: number) => JsonObject,
): Promise<Found> {
  const count = smallest(list.run.document, size);
  const first = await ask(list, fixture, { [size.name]: count });
  const second = await ask(list, fixture, { [size.name]: count, ...next(count) });
  if (!hasSucceeded(first) || !hasSucceeded(second)) return refused(hasSucceeded(first) ? second : first);
  if (first.items.length < count || second.items.length === 0) return 'there is no second page';
  const known = new Set(first.items.map(keyOf));
  const isRepeated = second.items.some((item) => known.has(keyOf(item)));
  return {
    violations: isRepeated ? [wrong(list.at, 'expected the items after those of the page before')] : [],
    toCurl: second.toCurl,
  };
}

async function checkCursor(list: List, fixture: Fixture, size: Parameter, cursor: Parameter): Promise<Found> {
  const count = smallest(list.run.document, size);
  const known = new Set<string>();
  let next: JsonObject = {};
  for (let page = 1; page <= mostPages; page++) {
    const { items, json, toCurl, ...received } = await ask(list, fixture, { [size.name]: count, ...next });
    if (!hasSucceeded({ ...received, json, toCurl }))
      return page === 1
        ? refused({ ...received, json, toCurl })
        : { violations: [wrong('', `page ${page}: expected a documented success, got ${received.status}`)], toCurl };
    if (items.some((item) => known.has(keyOf(item))))
      return { violations: [wrong(list.at, 'expected items that no page before has')], toCurl };
    items.forEach((item) => known.add(keyOf(item)));
    const value = nextCursor(cursor, json ?? null, items);
    if (value === undefined) return page === 1 ? 'there is no second page' : { violations: [] };
    next = { [cursor.name]: value };
  }
  return { violations: [] };
}

/** What the next page is asked for by: the id of the last item, or what the answer names. */
function nextCursor({ name }: Parameter, json: Json, items: readonly JsonObject[]): string | undefined {
  if (/after/i.test(name)) {
    const id = items.at(-1)?.id;
    const isMore = Object.values(isObject(json) ? json : {}).some((value) => value === true);
    return isMore && (typeof id === 'string' || typeof id === 'number') ? String(id) : undefined;
  }
  const holders = [json, ...Object.values(isObject(json) ? json : {})].filter(isObject);
  const found = holders
    .flatMap((holder) => Object.entries(holder))
    .find(([member, value]) => /^next|cursor|page_?token/i.test(member) && typeof value === 'string' && value !== '');
  const value = found?.[1];
  return typeof value === 'string' && !/^(https?:)?\//.test(value) ? value : undefined;
}

async function checkDefault(list: List, fixture: Fixture, name: string, value: Json): Promise<Found> {
  const [without, given] = [await ask(list, fixture, {}), await ask(list, fixture, { [name]: value })];
  if (!hasSucceeded(without) || !hasSucceeded(given)) return refused(hasSucceeded(without) ? given : without);
  const isOther = !same(without.items.map(keyOf).sort(), given.items.map(keyOf).sort());
  return {
    violations: isOther ? [wrong(list.at, `expected the same items without "${name}" as with its default`)] : [],
    toCurl: without.toCurl,
  };
}

interface DerivedFilter {
  name: string;
  /** Name of the member of an item. */
  member: string;
  /** The parameters that ask for values. */
  ask: (values: readonly Json[]) => JsonObject;
  takesSeveral: boolean;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');

/** A parameter that has the name of a member, or an object with such members, and takes some of its values. */
function filtersOf({ run: { document }, members }: List, parameter: Parameter): DerivedFilter[] {
  if ([sizeName, offsetName, pageName, cursorName, orderName].some((name) => name.test(parameter.name))) return [];
  const schema = flatten(document, parameter.object.schema ?? null);
  const memberOf = (name: string) => Object.keys(members).find((one) => plain(one) === plain(name));
  const filterBy = (name: string, node: JsonObject | undefined, wrap: (value: Json) => JsonObject): DerivedFilter[] => {
    const member = memberOf(name);
    const takesSeveral = [node?.type].flat().includes('array');
    const one = takesSeveral ? flatten(document, node?.items ?? null) : node;
    const isClosed = Array.isArray(one?.enum) || [one?.type].flat().includes('boolean');
    const isText = takesSeveral && [one?.type].flat().includes('string');
    if (member === undefined || !(isClosed || isText)) return [];
    return [{ name, member, takesSeveral, ask: (values) => wrap(takesSeveral ? [...values] : (values[0] ?? null)) }];
  };
  if (![schema?.type].flat().includes('object'))
    return filterBy(parameter.name, schema, (value) => ({ [parameter.name]: value }));
  return Object.entries(isObject(schema?.properties) ? schema.properties : {}).flatMap(([name, node]) =>
    filterBy(name, flatten(document, node), (value) => ({ [parameter.name]: { [name]: value } })),
  );
}

async function checkFilter(
  list: List,
  fixture: Fixture,
  { name, member, ask: by, takesSeveral }: DerivedFilter,
): Promise<Found> {
  const whole = await ask(list, fixture, {});
  if (!hasSucceeded(whole)) return refused(whole);
  const has = (item: JsonObject, value: Json): boolean => [item[member]].flat().some((one) => same(one, value));
  const values = new Map(
    whole.items
      .flatMap((item) => [item[member] ?? null].flat())
      .flatMap((value): [string, Json][] =>
        value === null || typeof value === 'object' ? [] : [[JSON.stringify(value), value]],
      ),
  );
  if (values.size === 0) return 'no item shows what it filters by';
  const several = [...values.values()].slice(0, mostValues);
  const sets = [
    ...several.map((value) => [value]),
    ...(takesSeveral && several.length > 1 ? [several.slice(0, 2)] : []),
  ];
  for (const wanted of sets) {
    const kept = await ask(list, fixture, by(wanted));
    if (!hasSucceeded(kept))
      return {
        violations: [wrong('', `filter ${name}: expected a documented success, got ${kept.status}`)],
        toCurl: kept.toCurl,
      };
    const isForeign = kept.items.some(
      (item) => item[member] !== undefined && !wanted.some((value) => has(item, value)),
    );
    // A page that is full may leave out what comes later.
    const isFull = kept.items.length >= whole.items.length;
    const lacking = isFull ? [] : wanted.filter((value) => !kept.items.some((item) => has(item, value)));
    if (isForeign)
      return {
        violations: [wrong(list.at, `filter ${name}: expected only items that have what was asked for`)],
        toCurl: kept.toCurl,
      };
    // Of several values it may keep what has all of them, or any.
    const isWanting = wanted.length === 1 || whole.items.every((item) => !Array.isArray(item[member]));
    if (lacking.length > 0 && isWanting)
      return {
        violations: [wrong(list.at, `filter ${name}: expected the items that have what was asked for`)],
        toCurl: kept.toCurl,
      };
  }
  return { violations: [] };
}

interface Directions {
  by: string;
  up: Json;
  down: Json;
}

/** Pairs of values that sort by one member in both directions: `name` and `-name`. */
function directionsOf({ run: { document }, members }: List, order: Parameter): Directions[] {
  const schema = flatten(document, order.object.schema ?? null);
  const values = (Array.isArray(schema?.enum) ? schema.enum : []).filter((value) => typeof value === 'string');
  return values.flatMap((up): Directions[] => {
    const by = Object.keys(members).find((one) => one === up);
    const down = values.find((value) => value === `-${up}`);
    return by !== undefined && down !== undefined ? [{ by, up, down }] : [];
  });
}

async function checkOrder(
  list: List,
  fixture: Fixture,
  order: Parameter,
  { by, up, down }: Directions,
): Promise<Found> {
  const [rising, falling] = [
    await ask(list, fixture, { [order.name]: up }),
    await ask(list, fixture, { [order.name]: down }),
  ];
  if (!hasSucceeded(rising) || !hasSucceeded(falling)) return refused(hasSucceeded(rising) ? falling : rising);
  const ends = [rising, falling].map(({ items }) =>
    items.map((item) => item[by]).filter((value) => value !== undefined && value !== null),
  );
  const [first, last] = [ends[0]?.[0], ends[1]?.[0]];
  if (new Set([...(ends[0] ?? []), ...(ends[1] ?? [])].map((value) => JSON.stringify(value))).size < 2)
    return 'the items do not differ in it';
  return {
    violations: same(first, last)
      ? [wrong(list.at, `expected another item first by "${String(down)}" than by "${String(up)}"`)]
      : [],
    toCurl: falling.toCurl,
  };
}
