/** A list that an operation answers with, by the document: where its items are, and how it is asked for a part. */
import {
  hasType,
  escapeToken,
  propertiesOf,
  isObject,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { objectsOf } from '../../../relations/leaves.js';
import {
  countName,
  cursorName,
  directionName,
  isOfPages,
  listName,
  mostOnPageName,
  offsetName,
  orderName,
  pageName,
  sizeName,
  sizeOfPageName,
  spoken,
  totalName,
} from '../../../relations/paging-names.js';
import { bare, readAt, type Collection } from '../../../records/collections.js';
import { plain } from '../../../records/ids.js';
import { areMade } from '../../../records/made-record.js';
import { answerSchema, flatResource, membersIn } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { linkIn } from './links.js';
import { hasSucceeded, targetAt, type Fixture, type Received } from '../fixture.js';

export interface Listed {
  run: Run;
  operation: Operation;
  /** JSON Pointer to the items. */
  at: string;
  /** Schemas of what an item has, by name. */
  members: JsonObject;
  /** In place of the user's, for a list that is read as another client. */
  credentials?: Record<string, string>;
  /** Whether the answer says how many items there are. */
  hasTotal: boolean;
  /** What asks it to say so; undefined where nothing has to. */
  counting: JsonObject | undefined;
  /** What it is asked for a part by. */
  by: Readonly<Record<keyof typeof names, Parameter | undefined>>;
}

const names = {
  size: sizeName,
  offset: offsetName,
  page: pageName,
  cursor: cursorName,
  order: orderName,
  direction: directionName,
};

/** Whether it asks for a part of a list, or for its order. */
export const isPaging = ({ name }: Parameter): boolean =>
  isOfPages(name) || [orderName, directionName].some((one) => one.test(spoken(name)));

/** Undefined for an operation whose request needs what nobody has made, and for one that answers with no one list. */
export function listedBy(run: Run, operation: Operation): Listed | undefined {
  if (operation.method !== 'GET' || run.recipes.of.has(operation.operationId)) return undefined;
  if (!areMade(operation, run.records.of.get(operation.operationId))) return undefined;
  const items = itemsOf(run.document, operation);
  if (!items) return undefined;
  const query = operation.parameters.filter((one) => one.in === 'query');
  const isFlag = ({ object }: Parameter): boolean => hasType(flatten(run.document, object.schema ?? null), 'boolean');
  const named = (name: RegExp) => query.find((one) => name.test(spoken(one.name)) && !isFlag(one));
  const { size, offset, page, cursor } = names;
  const direction = query.find((one) => names.direction.test(one.name) && upAndDown(run.document, one));
  const by = {
    // Of Azure's two, the one that says how many are on a page.
    size: query.find((one) => mostOnPageName.test(one.name)) ?? named(size) ?? (named(page) && named(sizeOfPageName)),
    offset: named(offset),
    page: named(page),
    cursor: named(cursor),
    order: query.find((one) => names.order.test(one.name) && one !== direction),
    direction,
  };
  const counts = query.find((one) => countName.test(one.name) && isFlag(one));
  const hasCount = counts !== undefined && isObject(answerSchema(run.document, operation)?.properties);
  return {
    run,
    operation,
    ...items,
    hasTotal: items.hasTotal || hasCount,
    counting: counts && { [counts.name]: true },
    by,
  };
}

/** What lists the records of a collection. */
export function listOf(run: Run, { path }: Pick<Collection, 'path'>): Listed | undefined {
  const listing = readAt(run.operations, path);
  return listing && listedBy(run, listing);
}

/** Which of the values that a parameter lists is ascending, and which descending. */
export function upAndDown(
  document: JsonObject,
  { object }: Parameter,
): readonly [up: string, down: string] | undefined {
  const { enum: values } = flatten(document, object.schema ?? null) ?? {};
  const texts = Array.isArray(values) ? values.filter((one) => typeof one === 'string') : [];
  const [up, down] = [/^asc/i, /^desc/i].map((form) => texts.find((one) => form.test(one)));
  return up === undefined || down === undefined ? undefined : [up, down];
}

function itemsOf(document: JsonObject, operation: Operation): Pick<Listed, 'at' | 'members' | 'hasTotal'> | undefined {
  const schema = answerSchema(document, operation);
  if (!schema) return undefined;
  const membersOf = (list: JsonObject | undefined): JsonObject | undefined => {
    const item = list && hasType(list, 'array') ? flatten(document, list.items ?? null) : undefined;
    return isObject(item?.properties) ? membersIn(document, item) : undefined;
  };
  const own = membersOf(schema);
  if (own) return { at: '', members: own, hasTotal: false };
  const outer = propertiesOf(schema);
  const hasTotal = hasName(document, schema, (name) => totalName.test(name)) || countsAll(outer);
  const listsIn = (object: JsonObject, at: string) =>
    Object.entries(object).flatMap(([name, member]) => {
      const members = membersOf(flatten(document, member));
      return members ? [{ at: `${at}/${escapeToken(name)}`, members, hasTotal }] : [];
    });
  // HAL has its items in `_embedded`.
  const lists = [
    ...listsIn(outer, ''),
    ...listsIn(propertiesOf(flatten(document, outer._embedded ?? null)), '/_embedded'),
  ];
  if (lists.length <= 1) return lists[0];
  const named = lists.filter(
    ({ at }) =>
      listName.test(at.slice(1)) ||
      plain(at.split('/').at(-1) ?? '') === plain(bare(operation.path).split('/').at(-1) ?? ''),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** Django's `count` beside `next` is of all pages. */
export const countsAll = (object: JsonObject): boolean => 'count' in object && 'next' in object;

/** Whether an object, or one in it, has a member with such a name. */
export const hasName = (
  document: JsonObject,
  schema: JsonObject | undefined,
  isWanted: (name: string) => boolean,
  depth = 0,
): boolean =>
  depth < 4 &&
  Object.entries(propertiesOf(schema)).some(
    ([name, node]) => isWanted(name) || hasName(document, flatten(document, node), isWanted, depth + 1),
  );

export interface Page extends Received {
  items: JsonObject[];
}

/** @param query beside what names the records that have been made */
export async function readPage(list: Listed, fixture: Fixture, query: JsonObject): Promise<Page> {
  const { operation, run, at, credentials } = list;
  const made = run.records.of.get(operation.operationId)?.parameters ?? {};
  const template = { parameters: { ...made, ...query }, ...(credentials && { credentials }) };
  return pageOf(at, await fixture.send(operation, template));
}

function pageOf(at: string, received: Received): Page {
  const list = valueAt(received.json ?? null, at);
  return { ...received, items: Array.isArray(list) ? list.map(flatResource).filter(isObject) : [] };
}

/** The page at a URI reference; undefined for one of another server. */
export async function readPageAt(
  { operation, run, at, credentials }: Listed,
  fixture: Fixture,
  link: string,
): Promise<Page | undefined> {
  const { parameters = {} } = run.records.of.get(operation.operationId) ?? {};
  const { request } = await fixture.context.request(operation, { parameters, ...(credentials && { credentials }) });
  const target = targetAt(run.gateway.target, link, request.target);
  return target === undefined ? undefined : pageOf(at, await fixture.sendRequest(operation, { ...request, target }));
}

/** Pages that are followed. */
export const mostPages = 8;

/** Page after page, until there is none. */
export async function* readPages(list: Listed, fixture: Fixture, query: JsonObject): AsyncGenerator<Page> {
  const { offset, page, cursor } = list.by;
  let count = 0;
  let next: JsonObject | string = {};
  for (let number = 1; number <= mostPages; number++) {
    const came: Page | undefined =
      typeof next === 'string'
        ? await readPageAt(list, fixture, next)
        : await readPage(list, fixture, { ...query, ...next });
    if (!came) return;
    yield came;
    if (!hasSucceeded(came) || came.items.length === 0) return;
    // One that says what follows says when nothing does.
    if (isSaidLast(list, came)) return;
    count += came.items.length;
    const value: string | undefined = cursor && cursorIn(cursor, came);
    const link = linkIn(came, 'next');
    if (cursor && value !== undefined) next = { [cursor.name]: value };
    else if (offset) next = { [offset.name]: count + firstOfOffset(list.run.document, offset) };
    else if (page && !cursor) next = { [page.name]: number + firstOf(list.run.document, page) };
    else if (link !== undefined) next = link;
    else return;
  }
}

/** The page that the cursor of one leads to; undefined where it has none. */
export async function readAfter(
  list: Listed,
  fixture: Fixture,
  page: Page,
  query: JsonObject,
): Promise<Page | undefined> {
  const { cursor } = list.by;
  const value = cursor && cursorIn(cursor, page);
  return cursor && value !== undefined ? readPage(list, fixture, { ...query, [cursor.name]: value }) : undefined;
}

/** What an answer says of the page that follows: a flag, a cursor, or a URL. */
const nextIn = ({ at }: Listed, { json = null }: Page): Json[] =>
  objectsOf(json).flatMap(([pointer, object]) =>
    at !== '' && pointer.startsWith(at)
      ? []
      : Object.entries(object).flatMap(([name, value]) =>
          // A link may be an object.
          /^(?:has_?(?:more|next)|next)/i.test(name) ? [isObject(value) ? (value.href ?? value) : value] : [],
        ),
  );

/** Whether an answer says that another page follows. */
export const hasNext = (list: Listed, page: Page): boolean =>
  (list.by.cursor !== undefined && cursorIn(list.by.cursor, page) !== undefined) ||
  nextIn(list, page).some((value) => value === true || (typeof value === 'string' && value !== ''));

/** Whether an answer says that no other page follows. */
export const isSaidLast = (list: Listed, page: Page): boolean => nextIn(list, page).length > 0 && !hasNext(list, page);

/** Whether a page has all items, as it says itself or as it has room for more. @param size what it was asked for */
export function isWhole(list: Listed, page: Page, size: JsonObject): boolean {
  if (hasNext(list, page)) return false;
  const { cursor, offset, page: number } = list.by;
  const isPaged = [list.by.size, cursor, offset, number].some((one) => one !== undefined);
  const sizes = Object.values(size);
  return sizes.length > 0
    ? sizes.every((most) => typeof most === 'number' && page.items.length < most)
    : !isPaged || nextIn(list, page).length > 0;
}

/** "50 at most", "a maximum of 50" */
const mostInWords =
  /\b(?:(\d{1,4}) (?:at most|is the (?:most|maximum|limit))|(?:at most|up to|max(?:imum)?\.?(?: of| is|:)?|more than) (\d{1,4}))\b/i;

/** The largest page that may be asked for. */
export function largestPage({ run: { document }, by: { size } }: Listed): JsonObject {
  if (!size) return {};
  const schema = flatten(document, size.object.schema ?? null);
  const words = String(size.object.description ?? schema?.description ?? '');
  const [, one, other] = mostInWords.exec(words) ?? [];
  const maximum = Number(schema?.maximum ?? one ?? other);
  return Number.isNaN(maximum) ? {} : { [size.name]: Math.min(maximum, 1000) };
}

/** The smallest page that may be asked for, with no fewer than so many items. */
export function smallPage(document: JsonObject, size: Parameter, fewest = 2): number {
  const { minimum } = flatten(document, size.object.schema ?? null) ?? {};
  return typeof minimum === 'number' ? Math.max(fewest, minimum) : fewest;
}

/** SCIM's `startIndex` is 1 for the first item. */
const firstOfOffset = (document: JsonObject, offset: Parameter): number =>
  /index$/i.test(offset.name) && flatten(document, offset.object.schema ?? null)?.default === 1 ? 1 : 0;

const firstOf = (document: JsonObject, page: Parameter): number => {
  const schema = flatten(document, page.object.schema ?? null);
  return schema?.minimum === 0 || schema?.default === 0 ? 0 : 1;
};

/** What the next page is asked for by: the id of the last item, or what the answer names. */
function cursorIn({ name }: Parameter, { json = null, items }: Page): string | undefined {
  const outer: JsonObject = isObject(json) ? json : {};
  if (/after/i.test(name)) {
    const id = items.at(-1)?.id;
    const isMore = Object.entries(outer).some(([member, value]) => /more|next/i.test(member) && value === true);
    return isMore && (typeof id === 'string' || typeof id === 'number') ? String(id) : undefined;
  }
  const holders = [outer, ...Object.values(outer).filter(isObject)];
  for (const [member, value] of holders.flatMap((holder): [string, Json][] => Object.entries(holder)))
    if (/^next|cursor|page_?token/i.test(member) && typeof value === 'string' && /^(?!https?:|\/)./.test(value))
      return value;
  return undefined;
}

/** Tells one item from another. */
export const keyOfItem = ({ id, uuid, ...more }: JsonObject): string => JSON.stringify(id ?? uuid ?? more);
