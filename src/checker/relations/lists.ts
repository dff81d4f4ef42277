/**
 * Checks pages, orders and filters of a list against the whole list, which is requested first. How an operation pages
 * is read from the names of its parameters and members.
 */
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { DeclaredList, Filter } from './declared.js';
import { requestMembers } from './members.js';
import { pageName, sizeName } from './paging-names.js';

export interface Paging {
  /** The parameters that ask for a page of a size. */
  ask: (page: number, size: number) => Pick<RequestTemplate, 'patch' | 'parameters'>;
  largest: number;
}

/** Undefined for an operation that has no pages. */
export function pagingOf(document: JsonObject, operation: Operation): Paging | undefined {
  const query = operation.parameters.filter((one) => one.in === 'query');
  const inQuery = [pageName, sizeName].map((name) => query.find((one) => name.test(one.name)));
  if (inQuery[0] && inQuery[1]) {
    const [page, size] = inQuery as [(typeof query)[0], (typeof query)[0]];
    const { maximum } = isObject(size.object.schema) ? size.object.schema : {};
    return {
      ask: (number, count) => ({ parameters: { [page.name]: number, [size.name]: count } }),
      largest: typeof maximum === 'number' ? maximum : 100,
    };
  }
  const members = [...requestMembers(document, operation)];
  const found = [pageName, sizeName].map((name) => members.find((one) => name.test(one.split('/').at(-1) ?? '')));
  if (!found[0] || !found[1]) return undefined;
  const [page, size] = found as [string, string];
  return { ask: (number, count) => ({ patch: joined(nested(page, number), nested(size, count)) }), largest: 100 };
}

const nested = (pointer: string, value: Json): Json =>
  pointer
    .split('/')
    .slice(1)
    .reduceRight<Json>((inner, token) => ({ [token]: inner }), value);

function joined(one: Json, other: Json): Json {
  if (!isObject(one) || !isObject(other)) return other;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => [
      name,
      name in one && name in other
        ? joined(one[name] ?? null, other[name] ?? null)
        : (one[name] ?? other[name] ?? null),
    ]),
  );
}

export const itemsIn = ({ items }: Pick<DeclaredList, 'items'>, answer: Json): JsonObject[] =>
  items.flatMap((pointer) => {
    const list = valueAt(answer, pointer);
    return Array.isArray(list) ? list.filter(isObject) : [];
  });

/** Whether an item has one of the members of each condition. */
export const shows = ({ keeps }: Filter, item: JsonObject): boolean =>
  Object.keys(keeps).every((names) => names.split('|').some((name) => valueAt(item, `/${name}`) !== undefined));

export function isKept({ keeps }: Filter, item: JsonObject): boolean {
  return Object.entries(keeps).every(([names, wanted]) =>
    names.split('|').some((name) => meets(wanted, valueAt(item, `/${name}`))),
  );
}

function meets(wanted: Filter['keeps'][string], value: Json | undefined): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => JSON.stringify(one) === JSON.stringify(value));
  if ('contains' in wanted)
    return String(value ?? '')
      .toLowerCase()
      .includes(wanted.contains.toLowerCase());
  const { from, to } = wanted;
  // A date is compared with the date part of an instant.
  const upTo = (bound: Json) => (typeof bound === 'string' ? String(value).slice(0, bound.length) : Number(value));
  return (
    (from === undefined || from === null || upTo(from) >= (from as string | number)) &&
    (to === undefined || to === null || upTo(to) <= (to as string | number))
  );
}

/** Whether the values are in order; undefined for fewer than two different values. */
export function orderOf(items: readonly JsonObject[], by: string, descending: boolean): boolean | undefined {
  const values = items.map((item) => valueAt(item, `/${by}`));
  if (new Set(values.map((value) => JSON.stringify(value))).size < 2) return undefined;
  return values.every((value, index) => {
    const before = values[index - 1];
    if (index === 0 || value === undefined || before === undefined || value === null || before === null) return true;
    return descending ? before >= value : before <= value;
  });
}
