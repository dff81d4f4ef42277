/** One list: all of it, its pages, its orders and what its filters leave out. */
import type { Json, JsonObject, Operation } from '../../../openapi/document.js';
import { UnknownExpression } from '../../expression.js';
import { unmet } from '../../recipes/expectation.js';
import { joinPatches } from '../../recipes/rules.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import type { DeclaredList, Filter } from '../../relations/declared.js';
import { isKept, itemsIn, orderOf, pagingOf, type Paging } from '../../relations/lists.js';
import { objectsOf } from '../../relations/leaves.js';
import type { Violation } from '../../validate/response.js';
import { hasSucceeded, relationViolation as relation, statusViolation, type Fixture } from './fixture.js';

const listViolation = (pointer: string, message: string): Violation => relation(pointer, message, 'relation-list');

type Result = Violation[] | string;

const pages = 'pages';
const orderName = ({ by, descending }: { by: string; descending?: boolean }): string =>
  `${descending ? 'descending' : 'ascending'} by ${by}`;

/** The parts of what is checked of a list, each a case of the report. */
export const listParts = ({ sorted = [], filters = {} }: DeclaredList): string[] => [
  pages,
  ...sorted.map((one) => `sorted ${orderName(one)}`),
  ...Object.keys(filters).map((name) => `filter ${name}`),
];

export async function checkList(
  fixture: Fixture,
  operation: Operation,
  list: DeclaredList,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  const { sorted = [], filters = {} } = list;
  try {
    const paging = pagingOf(fixture.run.document, operation);
    const whole = await read(fixture, operation, list, paging, {});
    if (whole.violations.length > 0) return results.set(pages, whole.violations);
    if (!whole.isWhole) return new Map(listParts(list).map((part) => [part, `it has more than ${mostPages} pages`]));
    const all = whole.items;
    const paged = paging ? await checkPages(fixture, operation, list, paging, all) : [];
    const { has, lacks } = fixture.context.fill({ has: list.has ?? [], lacks: list.lacks ?? [] }) as {
      has: JsonObject[];
      lacks: JsonObject[];
    };
    const missing = has.filter(
      (one) =>
        unmet(
          one,
          all.find((item) => item[list.id] === one[list.id]),
        ).length > 0,
    );
    const foreign = lacks.filter((one) => all.some((item) => unmet(one, item).length === 0));
    const lacking = [
      ...missing.map(() => listViolation('', 'an item is not as it is elsewhere')),
      ...foreign.map(() => listViolation('', 'an item is of another list')),
    ];
    results.set(pages, typeof paged === 'string' ? (lacking.length > 0 ? lacking : paged) : [...paged, ...lacking]);
    for (const order of sorted) {
      const { by, descending = false, ...more } = order;
      const found = await read(fixture, operation, list, paging, more);
      const isOrdered = orderOf(found.items, by, descending);
      results.set(
        `sorted ${orderName(order)}`,
        isOrdered === undefined
          ? 'the items do not differ in it'
          : [
              ...found.violations,
              ...sameItems(list, found.items, all),
              ...(isOrdered ? [] : [listViolation('', `expected the items ${orderName(order)}`)]),
            ],
      );
    }
    for (const [name, filter] of Object.entries(filters)) {
      results.set(`filter ${name}`, await checkFilter(fixture, operation, list, paging, filter, all));
    }
  } catch (error) {
    if (!(error instanceof UnknownExpression)) throw error;
    results.set(pages, results.get(pages) ?? `what comes before it is not there: ${error.message}`);
  }
  return results;
}

async function checkFilter(
  fixture: Fixture,
  operation: Operation,
  list: DeclaredList,
  paging: Paging | undefined,
  filter: Filter,
  all: readonly JsonObject[],
): Promise<Result> {
  const { keeps, extreme, ...more } = filter;
  const filled = { ...filter, keeps: fixture.context.fill(keeps as JsonObject) as Filter['keeps'] };
  const kept = all.filter((item) => isKept(filled, item));
  if (!extreme && (kept.length === 0 || kept.length === all.length))
    return 'it has nothing to leave out, or nothing to keep';
  const found = await read(fixture, operation, list, paging, more);
  return [...found.violations, ...sameItems(list, found.items, kept)];
}

/** Of the largest size: ten times what a run makes. A list with more is not compared, as half of it tells nothing. */
const mostPages = 100;

/** The whole list, page by page. */
async function read(
  fixture: Fixture,
  operation: Operation,
  list: DeclaredList,
  paging: Paging | undefined,
  more: Partial<RequestTemplate>,
): Promise<{ items: JsonObject[]; violations: Violation[]; isWhole: boolean }> {
  const items: JsonObject[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const received = await fixture.send(operation, templateOf(list, more, paging?.ask(page, paging.largest) ?? {}));
    if (!hasSucceeded(received)) {
      const violations = [statusViolation(`expected a documented success, got ${received.status}`)];
      return { items, violations, isWhole: false };
    }
    if (received.violations.length > 0) return { items, violations: received.violations, isWhole: false };
    const came = itemsIn(list, received.json ?? null);
    for (const item of came) items.push(item);
    if (!paging || came.length < paging.largest) return { items, violations: [], isWhole: true };
  }
  return { items, violations: [], isWhole: false };
}

function templateOf(list: DeclaredList, ...more: Partial<RequestTemplate>[]): RequestTemplate {
  const {
    operation: _,
    items: __,
    id: ___,
    sorted: ____,
    filters: _____,
    has: ______,
    lacks: _______,
    ...template
  } = list;
  return more.reduce<RequestTemplate>((one, other) => {
    const patch = joinPatches(one.patch, other.patch);
    return {
      ...one,
      ...other,
      parameters: { ...one.parameters, ...other.parameters },
      ...(patch !== undefined && { patch }),
    };
  }, template);
}

async function checkPages(
  fixture: Fixture,
  operation: Operation,
  list: DeclaredList,
  paging: Paging,
  all: readonly JsonObject[],
): Promise<Result> {
  if (all.length < 3) return 'fewer than three items: nothing to page';
  const size = Math.min(paging.largest, Math.max(2, Math.ceil((all.length - 1) / 3)));
  const last = Math.ceil(all.length / size);
  const found: Violation[] = [];
  const before = new Set<string>();
  for (const page of [...new Set([1, 2, 3, last, last + 1])].sort((a, b) => a - b)) {
    const received = await fixture.send(operation, templateOf(list, paging.ask(page, size)));
    // Beyond the last page some answer with nothing, and others refuse.
    if (page > last && received.status >= 400 && received.status < 500) continue;
    if (!hasSucceeded(received)) {
      found.push(statusViolation(`page ${page}: expected a documented success, got ${received.status}`));
      continue;
    }
    const json = received.json ?? null;
    const bounds = [(page - 1) * size, page * size] as const;
    found.push(...received.violations);
    if (!samePage(list, itemsIn(list, json), all, bounds, before)) {
      const count = Math.max(0, Math.min(size, all.length - bounds[0]));
      found.push(listViolation('', `page ${page}: expected ${count} items that no other page has, in their order`));
    }
    found.push(...miscounted(json, all.length, page));
  }
  return found;
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

/** Of several lists the order is that of each, and how they share a page is nobody's promise. */
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
