/** One list: all of it, its pages, its orders and what its filters leave out. */
import type { Json, JsonObject, Operation } from '../../../openapi/document.js';
import { unmet } from '../../recipes/expectation.js';
import { joinPatches } from '../../recipes/rules.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import type { DeclaredList, Filter } from '../../relations/declared.js';
import { isKept, itemsIn, orderOf, pagingOf, shows, type Paging } from '../../relations/lists.js';
import { objectsOf } from '../../relations/leaves.js';
import { foundByError, type Found, type FoundViolations } from '../../found.js';
import type { Violation } from '../../validate/response.js';
import { isRefusal } from '../../status.js';
import { hasSucceeded, listViolation, statusViolation, type Fixture, type Received } from './fixture.js';

const pages = 'pages';
const orderName = ({ by, descending }: Order): string => `${descending ? 'descending' : 'ascending'} by ${by}`;

type Order = NonNullable<DeclaredList['sorted']>[number];

/** What is checked of a list: each is a case of the report. */
export const namesOfParts = ({ sorted = [], filters = {} }: DeclaredList): string[] => [
  pages,
  ...sorted.map((one) => `sorted ${orderName(one)}`),
  ...Object.keys(filters).map((name) => `filter ${name}`),
];

/** A list, and how it is asked for. */
interface ListInFixture {
  fixture: Fixture;
  operation: Operation;
  list: DeclaredList;
  /** Undefined where all of it is in one answer. */
  paging: Paging | undefined;
}

/** By name of the part. */
export async function checkList(
  fixture: Fixture,
  operation: Operation,
  list: DeclaredList,
): Promise<Map<string, Found>> {
  const results = new Map<string, Found>();
  const { sorted = [], filters = {} } = list;
  try {
    const asked = { fixture, operation, list, paging: pagingOf(fixture.run.document, operation) };
    const whole = await read(asked, {});
    if (whole.violations.length > 0) return results.set(pages, whole);
    if (!whole.isWhole) return new Map(namesOfParts(list).map((part) => [part, `it has more than ${mostPages} pages`]));
    results.set(pages, await checkWhole(asked, whole));
    for (const order of sorted) results.set(`sorted ${orderName(order)}`, await checkOrder(asked, order, whole.items));
    for (const [name, filter] of Object.entries(filters))
      results.set(`filter ${name}`, await checkFilter(asked, filter, whole.items));
  } catch (error) {
    const found = foundByError(error);
    results.set(pages, results.get(pages) ?? found);
  }
  return results;
}

/** Its pages, the items that it must have, and those that it must not. */
async function checkWhole(asked: ListInFixture, { items, toCurl }: ListRead): Promise<Found> {
  const { fixture, list, paging } = asked;
  const paged = paging ? await checkPages(asked, paging, items) : { violations: [] };
  const { has, lacks } = fixture.context.fill({ has: list.has ?? [], lacks: list.lacks ?? [] });
  const sameId = (one: JsonObject) => items.find((item) => item[list.id] === one[list.id]);
  const shown = fixture.run.shown.by(list.operation, 200);
  const missing = has.filter((one) => unmet(shown.expected(one), sameId(one)).length > 0);
  const foreign = lacks.filter((one) => shown.knows(one) && items.some((item) => unmet(one, item).length === 0));
  const ids = new Set(items.map((item) => JSON.stringify(item[list.id])));
  const twice = ids.size < items.length ? [listViolation('', 'two items have one id')] : [];
  const wrong = [
    ...twice,
    ...missing.map(() => listViolation('', 'an item is not as it is elsewhere')),
    ...foreign.map(() => listViolation('', 'an item is of another list')),
  ];
  if (typeof paged === 'string') return wrong.length > 0 ? { violations: wrong, toCurl } : paged;
  return { violations: [...paged.violations, ...wrong], toCurl: paged.violations.length > 0 ? paged.toCurl : toCurl };
}

async function checkOrder(asked: ListInFixture, order: Order, all: readonly JsonObject[]): Promise<Found> {
  const { by, descending = false, ...more } = order;
  const { items, violations, toCurl } = await read(asked, more);
  const isOrdered = orderOf(items, by, descending);
  if (isOrdered === undefined) return 'the items do not differ in it';
  const wrong = isOrdered ? [] : [listViolation('', `expected the items ${orderName(order)}`)];
  return { violations: [...violations, ...sameItems(asked.list, items, all), ...wrong], toCurl };
}

async function checkFilter(asked: ListInFixture, filter: Filter, all: readonly JsonObject[]): Promise<Found> {
  const { keeps, extreme, ...more } = filter;
  const filled = { ...filter, keeps: asked.fixture.context.fill(keeps as JsonObject) as Filter['keeps'] };
  if (!all.every((item) => shows(filled, item))) return 'not every item shows what it filters by';
  const kept = all.filter((item) => isKept(filled, item));
  if (!extreme && (kept.length === 0 || kept.length === all.length))
    return 'it has nothing to leave out, or nothing to keep';
  const { items, violations, toCurl } = await read(asked, more);
  return { violations: [...violations, ...sameItems(asked.list, items, kept)], toCurl };
}

/** Of the largest size: ten times what a run creates. A list with more is not compared, as a part of it proves nothing. */
const mostPages = 100;

interface ListRead extends FoundViolations {
  items: JsonObject[];
  isWhole: boolean;
}

/** The whole list, page by page. The command is that of the page that is wrong, or else of the first. */
async function read(
  { fixture, operation, list, paging }: ListInFixture,
  more: Partial<RequestTemplate>,
): Promise<ListRead> {
  const items: JsonObject[] = [];
  let first: FoundViolations['toCurl'];
  for (let page = 1; page <= mostPages; page++) {
    const received = await fixture.send(operation, templateOf(list, more, paging?.ask(page, paging.largest) ?? {}));
    const { toCurl } = received;
    first ??= toCurl;
    if (!hasSucceeded(received)) {
      const violations = [statusViolation(`expected a documented success, got ${received.status}`)];
      return { items, violations, isWhole: false, toCurl };
    }
    if (received.violations.length > 0) return { items, violations: received.violations, isWhole: false, toCurl };
    const came = itemsIn(list, received.json ?? null);
    for (const item of came) items.push(item);
    if (!paging || came.length < paging.largest) return { items, violations: [], isWhole: true, toCurl: first };
  }
  return { items, violations: [], isWhole: false };
}

const membersOfTemplate = ['from', 'patch', 'parameters', 'security', 'credentials'] as const;

/** The request of a list, with what a page, an order or a filter adds to it. */
function templateOf(list: DeclaredList, ...more: Partial<RequestTemplate>[]): RequestTemplate {
  const own: RequestTemplate = Object.fromEntries(
    membersOfTemplate.filter((name) => list[name] !== undefined).map((name) => [name, list[name]]),
  );
  return more.reduce<RequestTemplate>((one, other) => {
    const patch = joinPatches(one.patch, other.patch);
    return {
      ...one,
      ...other,
      parameters: { ...one.parameters, ...other.parameters },
      ...(patch !== undefined && { patch }),
    };
  }, own);
}

async function checkPages(
  { fixture, operation, list }: ListInFixture,
  paging: Paging,
  all: readonly JsonObject[],
): Promise<Found> {
  if (all.length < 3) return 'fewer than three items: nothing to page';
  const size = Math.min(paging.largest, Math.max(2, Math.ceil((all.length - 1) / 3)));
  const last = Math.ceil(all.length / size);
  const found: FoundViolations = { violations: [] };
  const before = new Set<string>();
  let ofLast = '';
  for (const page of [...new Set([1, 2, 3, last, last + 1])].sort((a, b) => a - b)) {
    const received = await fixture.send(operation, templateOf(list, paging.ask(page, size)));
    const ids = JSON.stringify(itemsIn(list, received.json ?? null).map((item) => item[list.id]));
    if (page === last) ofLast = ids;
    // Beyond the last page some answer with nothing, some with that one, and others refuse.
    if (page > last && (isRefusal(received.status) || ids === ofLast)) continue;
    const wrong = checkPage(list, received, { page, size, all, before });
    found.violations.push(...wrong);
    if (wrong.length > 0) found.toCurl ??= received.toCurl;
  }
  return found;
}

/** @param before ids of the pages before it */
function checkPage(
  list: DeclaredList,
  received: Received,
  { page, size, all, before }: { page: number; size: number; all: readonly JsonObject[]; before: Set<string> },
): Violation[] {
  if (!hasSucceeded(received))
    return [statusViolation(`page ${page}: expected a documented success, got ${received.status}`)];
  const json = received.json ?? null;
  const bounds = [(page - 1) * size, page * size] as const;
  const count = Math.max(0, Math.min(size, all.length - bounds[0]));
  const message = `page ${page}: expected ${count} items that no other page has, in their order`;
  return [
    ...received.violations,
    ...(samePage(list, itemsIn(list, json), all, bounds, before) ? [] : [listViolation('', message)]),
    ...miscounted(json, all.length, page),
  ];
}

function miscounted(answer: Json, all: number, page: number): Violation[] {
  return objectsOf(answer).flatMap(([pointer, object]) =>
    ['total_count', 'totalCount'].flatMap((name) =>
      typeof object[name] === 'number' && object[name] !== all
        ? [listViolation(`${pointer}/${name}`, `page ${page}: expected ${all}, which all pages have together`)]
        : [],
    ),
  );
}

/** Where an answer has several lists, each has its own order, and no document says how they share a page. */
function samePage(
  { items, id }: DeclaredList,
  came: readonly JsonObject[],
  all: readonly JsonObject[],
  [from, to]: readonly [number, number],
  before: Set<string>,
): boolean {
  const ids = came.map((item) => JSON.stringify(item[id]));
  const meant = all.slice(from, to).map((item) => JSON.stringify(item[id]));
  if (items.length === 1) return JSON.stringify(ids) === JSON.stringify(meant);
  const known = new Set(all.map((item) => JSON.stringify(item[id])));
  const isFresh = ids.every((one) => known.has(one) && !before.has(one));
  ids.forEach((one) => before.add(one));
  return isFresh && ids.length === meant.length;
}

function sameItems({ id }: DeclaredList, came: readonly JsonObject[], meant: readonly JsonObject[]): Violation[] {
  const ids = (items: readonly JsonObject[]) => items.map((item) => item[id]).sort();
  if (JSON.stringify(ids(came)) === JSON.stringify(ids(meant))) return [];
  return [listViolation('', `expected ${meant.length} items and no others, got ${came.length}`)];
}
