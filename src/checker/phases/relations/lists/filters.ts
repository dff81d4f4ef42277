/** Filters and orders of any list: parameters with the name of a member of its items. */
import {
  hasType,
  isObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain, singularsOf } from '../../../records/ids.js';
import { namesRecord } from '../../../records/references.js';
import { spoken, totalName } from '../../../relations/paging-names.js';
import { answerSchema } from '../../../records/wrapping.js';
import { sentencesNaming } from '../../../sentences.js';
import { hasSucceeded, refusedBy, type Fixture, listViolation } from '../fixture.js';
import {
  isPaging,
  isWhole,
  keyOfItem,
  largestPage,
  readPage,
  readPages,
  smallPage,
  type Listed,
  type Page,
} from './listed.js';
import { boundBy, boundsOf, checkBound } from './bounds.js';
import { relatedBy, withRelated } from './related.js';
import type { DerivedFilter } from './derived-filter.js';

/** Values that a filter is tried with. */
const mostValues = 4;

const mostPagesOfFilter = 3;

/** A parameter that has the name of a member, or an object with such members, and takes some of its values. */
export function filtersOf(list: Listed, parameter: Parameter): DerivedFilter[] {
  const {
    run: { document },
    members,
  } = list;
  if (isPaging(parameter)) return [];
  const schema = flatten(document, parameter.object.schema ?? null);
  const by = (name: string, node: JsonObject | undefined, ask: (value: Json) => JsonObject): DerivedFilter[] => {
    const names = Object.keys(members);
    // `tag` is one of `tags`.
    const member =
      names.find((one) => plain(one) === plain(name)) ??
      names.find(
        (one) =>
          hasType(flatten(document, members[one] ?? null), 'array') && singularsOf(plain(one)).includes(plain(name)),
      );
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
    const isOfList = member !== undefined && plain(member) !== plain(name) && hasType(one, 'string');
    const isExact = isId || isOfList || (takesSeveral && hasType(one, 'string'));
    if (member === undefined || !(values ?? isExact)) return [];
    return [{ name, member, takesSeveral, values, ask: (some) => ask(takesSeveral ? [...some] : (some[0] ?? null)) }];
  };
  const bounds = boundsOf(list, parameter, schema);
  if (bounds.length > 0) return bounds;
  const written = hasType(schema, 'string') ? expressionsOf(list, parameter, schema) : [];
  if (written.length > 0) return written;
  if (!hasType(schema, 'object')) return by(spoken(parameter.name), schema, (value) => ({ [parameter.name]: value }));
  return Object.entries(propertiesOf(schema)).flatMap(([name, node]) =>
    by(name, flatten(document, node), (value) => ({ [parameter.name]: { [name]: value } })),
  );
}

/** `status eq '<status>'`, as the words of a parameter show it: the member, what stands before its value, and what after it. */
const expressionForm =
  /^(?<member>\w+)(?<before> ?(?:eq|==?|:) ?(?<quote>['"]?))(?:<[\w .-]+>|\{[\w .-]+\}|[\w.-]+)\k<quote>$/i;

/** A parameter that takes an expression of a language, by the expressions of one member that its words show. */
function expressionsOf(
  { run: { document }, members }: Listed,
  { name, object }: Parameter,
  schema: JsonObject | undefined,
): DerivedFilter[] {
  const words = String(object.description ?? schema?.description ?? '');
  const found = new Map<string, DerivedFilter>();
  for (const [, code = ''] of words.matchAll(/`([^`]+)`/g)) {
    const { member = '', before = '', quote = '' } = expressionForm.exec(code)?.groups ?? {};
    const node = members[member] === undefined ? undefined : flatten(document, members[member]);
    if (!node || found.has(member)) continue;
    const ask = (some: readonly Json[]): JsonObject => ({ [name]: `${member}${before}${String(some[0])}${quote}` });
    const values = Array.isArray(node.enum) ? node.enum : undefined;
    // How a quote is written in a text, each language has its own way.
    const takes = (value: Json): boolean => !/["'\\]/.test(String(value));
    found.set(member, { name: `${name} by ${member}`, member, takesSeveral: false, values, ask, takes });
  }
  return [...found.values()];
}

export const same = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

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
    const page = await readPage(list, fixture, { ...all, ...list.counting, ...query });
    return { ...page, items: await withRelated(fixture, page.items, filter) };
  };
  const first = await read({});
  if (!hasSucceeded(first)) return refusedBy(first);
  if (filter.bound) return checkBound(list, fixture, filter, first, vary);
  const has = (item: JsonObject, value: Json): boolean => [item[member]].flat().some((one) => isAlike(one, value));
  const failed = ({ toCurl }: Page, message: string): Found => ({
    violations: [listViolation(list.at, `filter ${name}: ${message}`)],
    toCurl,
  });
  const hasOthers = (items: readonly JsonObject[], wanted: readonly Json[]): boolean =>
    items.some((item) => item[member] !== undefined && !wanted.some((value) => has(item, value)));
  /** Work in the background may have moved an item on. */
  const isStill = async (items: readonly JsonObject[], value: Json): Promise<boolean> => {
    const before = new Set(items.filter((item) => has(item, value)).map(keyOfItem));
    return (await read({})).items.some((item) => has(item, value) && before.has(keyOfItem(item)));
  };
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
      const total = isWhole(list, kept, all) || isShort(list, kept) ? totalOfKept(list, kept) : undefined;
      if (total !== undefined && total !== kept.items.length)
        return failed(
          kept,
          `expected a total of ${kept.items.length}, which are all that were asked for, got ${total}`,
        );
      if (kept.items.length > 0) found.push(value);
      else if (isShown(value) > 0 && (await isStill(items, value)))
        return failed(kept, 'expected the items that have what was asked for');
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

/** Whether a page that was asked for no size has room for more. */
function isShort({ run: { document }, by: { size } }: Listed, { items }: Page): boolean {
  const usual = size && flatten(document, size.object.schema ?? null)?.default;
  return typeof usual === 'number' && items.length < usual;
}

/** The total of an answer, where words say that it counts what a filter keeps. */
export function totalOfKept({ run: { document }, operation, counting }: Listed, { json }: Page): number | undefined {
  const isOfKept = (words: Json | undefined): boolean =>
    /\b(?:match|filter|found|asked for|quer(?:y|ies))/i.test(String(words)) &&
    !/\b(?:approximate|estimate|about|up to|at most|capped)/i.test(String(words));
  const [name] =
    Object.entries(propertiesOf(answerSchema(document, operation))).find(
      ([one, node]) =>
        (totalName.test(one) || (counting && one === 'count')) &&
        (/(?:results|hits)$/i.test(one) ||
          isOfKept(flatten(document, node)?.description) ||
          sentencesNaming(document, one).some(isOfKept)),
    ) ?? [];
  const total = name !== undefined && isObject(json) ? json[name] : undefined;
  return typeof total === 'number' ? total : undefined;
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
