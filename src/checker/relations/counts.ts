/**
 * Checks what a page says about itself, by the usual names of members: how many items it has, of how many, and its
 * number.
 */
import { escapeToken, isObject, type Json } from '../../openapi/document.js';
import type { BrokenInstant as Broken } from './instants.js';
import { objectsOf, type Scalar } from './leaves.js';

const counted = ['returned_count', 'returnedCount'];
const totals = ['total_count', 'totalCount'];
const pages = ['total_pages', 'totalPages'];
const current = ['current_page', 'currentPage', 'page'];
const sizes = ['per_page', 'perPage', 'page_size', 'pageSize'];

export function miscounted(answer: Json, sent: ReadonlyMap<string, Scalar>): Broken[] {
  const items = isObject(answer) ? itemsIn(answer) : undefined;
  if (items === undefined) return [];
  const asked = (names: readonly string[]) => {
    const [, value] =
      [...sent].find(([place]) => names.some((name) => place.endsWith(`/${name}`) || place.endsWith(`:${name}`))) ?? [];
    return value === undefined || value === null || value === '' ? undefined : Number(value);
  };
  const size = asked(sizes);
  return objectsOf(answer).flatMap(([pointer, object]): Broken[] => {
    const find = (names: readonly string[]) => names.find((name) => typeof object[name] === 'number');
    const [returned, total, last, page] = [find(counted), find(totals), find(pages), find(current)];
    if (returned === undefined && total === undefined) return [];
    const number = (name: string | undefined) => (name === undefined ? undefined : Number(object[name]));
    const wrong = (name: string | undefined, isRight: boolean, message: string): Broken[] =>
      name === undefined || isRight ? [] : [{ pointer: `${pointer}/${name}`, message }];
    const perPage = size ?? undefined;
    const pageCount =
      perPage === undefined || total === undefined ? undefined : Math.ceil((number(total) ?? 0) / perPage);
    const lastPage = Math.max(1, number(last) ?? pageCount ?? Infinity);
    // What stands beyond the last page is nowhere said: some answer with that one, and say so.
    const isLastAgain = (asked(current) ?? 1) > lastPage && number(page) === lastPage;
    // A target may reduce a large page size.
    const isLast =
      perPage !== undefined && perPage <= 100 && items < perPage && (items > 0 || (asked(current) ?? 1) === 1);
    return [
      ...wrong(returned, number(returned) === items, `expected ${items}, the number of items that came`),
      ...wrong(total, (number(total) ?? 0) >= items, 'expected no fewer than came'),
      ...wrong(
        total,
        isLastAgain || !isLast || number(total) === ((asked(current) ?? 1) - 1) * (perPage ?? 0) + items,
        'expected as many as came on a page that is not full and on those before it',
      ),
      ...wrong(page, isLastAgain || number(page) === (asked(current) ?? 1), 'expected the page that was asked for'),
      ...wrong(
        last,
        pageCount === undefined || number(last) === pageCount,
        'expected as many pages as the total count makes',
      ),
      ...(perPage !== undefined && items > perPage
        ? [{ pointer: '', message: `expected no more than the ${perPage} items of a page` }]
        : []),
    ];
  });
}

/** A record has at least as many attempts as responses. */
export const miscountedAttempts = (value: Json): Broken[] =>
  objectsOf(value).flatMap(([pointer, { attempts, responses }]) =>
    typeof attempts === 'number' && Array.isArray(responses) && attempts < responses.length
      ? [{ pointer: `${pointer}/attempts`, message: `expected no fewer than the ${responses.length} responses` }]
      : [],
  );

/** A list with a record twice: equal in every member, and with an id. */
export function repeated(value: Json, pointer = ''): Broken[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([name, member]) => repeated(member, `${pointer}/${escapeToken(name)}`));
  if (!Array.isArray(value)) return below;
  const seen = new Set<string>();
  const again = value.flatMap((item, index): Broken[] => {
    if (!isObject(item) || !['uuid', 'id'].some((name) => typeof item[name] === 'string')) return [];
    const text = JSON.stringify(item);
    if (seen.has(text)) return [{ pointer: `${pointer}/${index}`, message: 'expected each record once in a list' }];
    seen.add(text);
    return [];
  });
  return [...again, ...below];
}

/** The items of all lists of objects, but for lists within items. */
function itemsIn(value: Json): number | undefined {
  if (Array.isArray(value)) return value.every(isObject) ? value.length : undefined;
  if (!isObject(value)) return undefined;
  const found = Object.values(value).flatMap((member) => itemsIn(member) ?? []);
  return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one, 0);
}
