/**
 * The links from one page to the others, as HAL, JSON:API, Django and `Link` (RFC 8288) have them: they lead to pages of
 * the same query.
 */
import { propertiesOf, type Json, type JsonObject } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { answerSchema } from '../../../records/wrapping.js';
import { redactPointer } from '../../../validate/redact.js';
import { filtersOf, isAlike } from './filters.js';
import type { DerivedFilter } from './derived-filter.js';
import { equalFilters } from './filter-expressions.js';
import { hasSucceeded, refusedBy, type Fixture, listViolation } from '../fixture.js';
import { isNextName, linkIn, type Relation } from './links.js';
import { isWhole, keyOfItem, largestPage, readPage, readPageAt, type Listed, type Page } from './listed.js';

/** Items of a page whose links are followed: a last page may be full by chance. */
const sizes = [2, 3];
const mostFilters = 2;
/** Pages that are followed from one on. */
const mostFollowed = 6;

/** @param vary makes items that differ in a member */
export async function checkPageLinks(
  list: Listed,
  fixture: Fixture,
  vary?: (member: string) => Promise<unknown>,
): Promise<Found> {
  const { by, operation } = list;
  const [small = {}, ...others] = by.size ? sizes.map((size) => ({ [by.size!.name]: size })) : [];
  const filters = operation.parameters
    .filter((one) => one.in === 'query')
    .flatMap((one) => [...equalFilters(list, one), ...filtersOf(list, one)]);
  const plain = await checkLinksOf(list, fixture, small);
  if (typeof plain !== 'string' && plain.violations.length > 0) return plain;
  const ended = await checkLastLink(list, fixture);
  if (ended) return ended;
  for (const other of others) {
    const again = await checkLinksOf(list, fixture, other);
    if (typeof again !== 'string' && again.violations.length > 0) return again;
  }
  let found = plain;
  // One of words may be one of a language, too.
  const simple = [...new Map(filters.map((one) => [one.name, one])).values()].filter(
    ({ related, bound }) => !related && !bound,
  );
  const telling = async () => {
    const known = await readPage(list, fixture, largestPage(list));
    return simple.map((one) => [one, valuesOf(one, known)] as const).filter(([, values]) => values.length > 0);
  };
  let tried = simple.length > 0 ? await telling() : [];
  if (simple.length > 0 && tried.length === 0 && vary) {
    for (const { member } of simple.slice(0, mostFilters)) await vary(member);
    tried = await telling();
  }
  for (const [filter, values] of tried.slice(0, mostFilters))
    for (const value of values.slice(0, mostFilters)) {
      const kept = await checkLinksOf(list, fixture, { ...small, ...filter.ask([value]) }, { filter, value });
      if (typeof kept !== 'string' && kept.violations.length > 0) return kept;
      if (typeof found === 'string') found = kept;
    }
  return found;
}

/** "Left out on the last one", "null on the last page" */
const isNoneAtEnd =
  /\b(?:left out|omitted|absent|missing|null|not (?:there|present|included|shown|returned)|no)\b.*\blast\b|\blast\b.*\b(?:left out|omitted|absent|missing|null|not|no)\b/i;

/** A last page that leads to another one, which is empty, where words say that it leads nowhere. */
async function checkLastLink(list: Listed, fixture: Fixture): Promise<Found | undefined> {
  const { document } = list.run;
  const members = propertiesOf(answerSchema(document, list.operation));
  const said = Object.entries(members).filter(([name]) => isNextName(name));
  if (!said.some(([, node]) => isNoneAtEnd.test(String(flatten(document, node)?.description)))) return undefined;
  let page = await readPage(list, fixture, largestPage(list));
  for await (const next of following(list, fixture, page)) {
    if (page.items.length > 0 && next.items.length === 0) {
      const message = 'the link "next": expected none on the last page, got one to a page without items';
      return { violations: [listViolation('/next', message)], toCurl: page.toCurl };
    }
    page = next;
  }
  return undefined;
}

/** The pages that links lead to after one. */
async function* following(list: Listed, fixture: Fixture, first: Page): AsyncGenerator<Page> {
  let page = first;
  for (let count = 0; count < mostFollowed; count++) {
    const link = linkIn(page, 'next');
    const next = link === undefined ? undefined : await readPageAt(list, fixture, link);
    if (!next || !hasSucceeded(next)) return;
    yield next;
    page = next;
  }
}

/** Values to ask for: those that a parameter lists, or those that several items have and others have not. */
function valuesOf({ values, member, takes }: DerivedFilter, { items }: Page): readonly Json[] {
  if (values) return values;
  const counts = new Map<Json, number>();
  for (const { [member]: value = null } of items)
    if (typeof value === 'string' || typeof value === 'number') counts.set(value, (counts.get(value) ?? 0) + 1);
  // What few have, a page of others has hardly by chance.
  return [...counts]
    .toSorted(([, one], [, other]) => one - other)
    .filter(([value, count]) => count > sizes[0]! && count < items.length && takes?.(value) !== false)
    .map(([value]) => value);
}

async function checkLinksOf(
  list: Listed,
  fixture: Fixture,
  query: JsonObject,
  kept?: { filter: DerivedFilter; value: Json },
): Promise<Found> {
  const first = await readPage(list, fixture, query);
  if (!hasSucceeded(first)) return refusedBy(first);
  const names = list.run.responseValidator.propertyNames;
  const wrong = (relation: Relation, message: string): Found => ({
    violations: [
      listViolation(
        redactPointer({ pointer: `/${relation}` }, names),
        `the link "${relation}"${kept ? `, with a filter ${kept.filter.name}` : ''}: ${message}`,
      ),
    ],
    toCurl: first.toCurl,
  });
  const isStray = (item: JsonObject): boolean =>
    kept !== undefined && ![item[kept.filter.member]].flat().some((one) => isAlike(one, kept.value));
  const keysOf = ({ items }: Page): string => JSON.stringify(items.map(keyOfItem));
  const known = new Set(first.items.map(keyOfItem));
  const pages = new Map<Relation, Page>();
  for (const relation of ['first', 'next', 'last'] as const) {
    const link = linkIn(first, relation);
    const page = link === undefined ? undefined : await readPageAt(list, fixture, link);
    if (!page) continue;
    if (!hasSucceeded(page)) return wrong(relation, `expected a page, got ${page.status}`);
    pages.set(relation, page);
    if (page.items.some(isStray)) return wrong(relation, 'expected only items that have what was asked for');
  }
  const second = kept && pages.get('next');
  if (second)
    for await (const page of following(list, fixture, second))
      if (page.items.some(isStray)) return wrong('next', 'expected only items that have what was asked for');
  const [next, last, again] = [pages.get('next'), pages.get('last'), pages.get('first')];
  if (again && keysOf(again) !== keysOf(first)) return wrong('first', 'expected the items of the first page');
  if (next && next.items.length === 0) return wrong('next', 'expected items, as it is there');
  if (next?.items.some((item) => known.has(keyOfItem(item))))
    return wrong('next', 'expected items that the page before has not');
  if (last && last.items.length === 0 && first.items.length > 0)
    return wrong('last', 'expected items on the last page');
  if (last && linkIn(last, 'next') !== undefined) return wrong('last', 'expected a page after which there is no other');
  const back = next && linkIn(next, 'prev');
  const before = back === undefined ? undefined : await readPageAt(list, fixture, back);
  if (before && hasSucceeded(before) && keysOf(before) !== keysOf(first))
    return wrong('prev', 'expected the items of the page before');
  const all = largestPage(list);
  const whole = await readPage(list, fixture, { ...query, ...all });
  if (hasSucceeded(whole) && isWhole(list, whole, all) && linkIn(whole, 'next') !== undefined)
    return wrong('next', 'expected none where no other page follows');
  return pages.size > 0 ? { violations: [] } : 'no link is shown';
}
