/** The pages of a list: no larger than was asked for, each after the one before it, with the totals of all, and with the defaults that the document says. */
import {
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { objectsOf } from '../../../relations/leaves.js';
import { totalName } from '../../../relations/paging-names.js';
import { isSameValue } from '../../../relations/shared-members.js';
import { answerSchema } from '../../../records/wrapping.js';
import { isRefusal } from '../../../status.js';
import { sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, statusViolation, listViolation } from '../fixture.js';
import {
  countsAll,
  isSaidLast,
  keyOfItem,
  largestPage,
  mostPages,
  readAfter,
  readPage,
  readPages,
  smallPage,
  type Listed,
  type Page,
} from './listed.js';

export async function checkSize(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const count = smallPage(list.run.document, size);
  const page = await readPage(list, fixture, { [size.name]: count });
  if (!hasSucceeded(page)) return refusedBy(page);
  const isLarge = page.items.length > count;
  return {
    violations: isLarge ? [listViolation(list.at, `expected at most ${count} items, got ${page.items.length}`)] : [],
    toCurl: page.toCurl,
  };
}

export async function checkPages(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const whole = await readPage(list, fixture, {});
  if (!hasSucceeded(whole)) return refusedBy(whole);
  const totals = list.hasTotal ? [...totalsIn(whole, list).values()] : [];
  const all = Math.max(whole.items.length, ...totals);
  const most = Number(largestPage(list)[size.name] ?? Infinity);
  const least = Math.max(smallPage(list.run.document, size), Math.ceil(all / (mostPages - 1)));
  // A last page that is full hides that it was counted wrongly.
  const count = Math.min(most, [0, 1, 2, 3].map((more) => least + more).find((one) => all % one !== 0) ?? least);
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
      return {
        violations: [listViolation('', `page ${number}: expected a documented success, got ${status}`)],
        toCurl,
      };
    }
    const keys = items.map(keyOfItem);
    const isLast = number > 1 && keys.every((key) => known.has(key));
    // Beyond the last number some answer with the last page again; a cursor leads to what has not come yet.
    const isAgain = isLast && number > 2 && !list.by.cursor;
    if (isTelling && keys.some((key) => known.has(key)) && !isAgain)
      return { violations: [listViolation(list.at, `page ${number}: expected items that no page before has`)], toCurl };
    keys.forEach((key) => known.add(key));
    came += items.length;
    if (number === 1) full = items.length;
    isWhole = items.length < full || isSaidLast(list, page);
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
      violations: [listViolation(list.at, 'after an empty page: expected items that no page before has')],
      toCurl: again.toCurl,
    };
  const short = isWhole ? totals.filter((total) => came < total) : [];
  const isSeen = isTelling && (isWhole || came >= whole.items.length);
  if (isSeen && short.length === 0 && whole.items.some((item) => !onPages.has(keyOfItem(item))))
    return {
      violations: [listViolation(list.at, 'expected the items of a larger page on smaller ones, too')],
      toCurl: whole.toCurl,
    };
  return {
    violations: short.map((total) => listViolation(list.at, `expected ${total} items on all pages, got ${came}`)),
    toCurl: whole.toCurl,
  };
}

/** Of a list that is read backwards, too: what comes before the third page is the second one. */
export async function checkBackwards(
  list: Listed,
  fixture: Fixture,
  { size, before }: { size: Parameter; before: Parameter },
): Promise<Found> {
  const count = smallPage(list.run.document, size);
  const pages: Page[] = [];
  for await (const page of readPages(list, fixture, { [size.name]: count })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    if (pages.push(page) === 3) break;
  }
  const [, second, third] = pages;
  const id = third?.items[0]?.id;
  if (!second || (typeof id !== 'string' && typeof id !== 'number')) return 'there is no third page';
  const back = await readPage(list, fixture, { [size.name]: count, [before.name]: id });
  if (!hasSucceeded(back)) return refusedBy(back);
  const [there, wanted] = [back, second].map(({ items }) => JSON.stringify(items.map(keyOfItem)));
  const message = `expected the page that comes before an item with "${before.name}"`;
  return { violations: there === wanted ? [] : [listViolation(list.at, message)], toCurl: back.toCurl };
}

/** Whether a member of an answer says at which place it begins: `page`, or `current_page`, of the parameter `page`. */
export const isPlaceBy =
  ({ name }: Pick<Parameter, 'name'>) =>
  (own: string): boolean =>
    [plain(name), `current${plain(name)}`].includes(plain(own));

/** What an answer says of the place that it begins at, under the name of the parameter that asks for it, is what was asked for. */
export async function checkPlace(list: Listed, fixture: Fixture, { name, object }: Parameter): Promise<Found> {
  const schema = flatten(list.run.document, object.schema ?? null);
  const [least] = [schema?.minimum, schema?.default, 0].filter((one) => typeof one === 'number');
  const asked = Number(least) + 1;
  const { size } = list.by;
  const few = size ? { [size.name]: smallPage(list.run.document, size, 1) } : {};
  const page = await readPage(list, fixture, { ...few, [name]: asked });
  if (!hasSucceeded(page)) return refusedBy(page);
  if (page.items.length === 0) return 'there is no second page';
  const said = objectsOf(page.json ?? null).flatMap(([pointer, one]) =>
    pointer === list.at || pointer.startsWith(`${list.at}/`)
      ? []
      : Object.entries(one).flatMap(([own, value]): [string, number][] =>
          isPlaceBy({ name })(own) && typeof value === 'number' ? [[`${pointer}/${own}`, value]] : [],
        ),
  );
  if (said.length === 0) return 'it does not say which page it is';
  return {
    violations: said.flatMap(([pointer, value]) =>
      value === asked ? [] : [listViolation(pointer, `expected ${asked}, as was asked for, got ${value}`)],
    ),
    toCurl: page.toCurl,
  };
}

/** A place that no list of a test reaches. */
const farBeyond = 1_000_000;

/** What is beyond the last item is refused, or it is nothing; of a number of a page, it may be the last one again. */
export async function checkBeyond(list: Listed, fixture: Fixture, { name, object }: Parameter): Promise<Found> {
  const maximum = Number(flatten(list.run.document, object.schema ?? null)?.maximum ?? farBeyond);
  const page = await readPage(list, fixture, { [name]: Math.min(maximum, farBeyond) });
  if (page.status >= 500) {
    const message = `expected no items, or a refusal, beyond the last one, got ${page.status}`;
    return { violations: [statusViolation(message)], toCurl: page.toCurl };
  }
  if (!hasSucceeded(page)) return refusedRightly(page);
  const isStray = name === list.by.offset?.name && maximum >= farBeyond && page.items.length > 0;
  return {
    violations: isStray ? [listViolation(list.at, 'expected no items beyond the last one')] : [],
    toCurl: page.toCurl,
  };
}

/** Items of a page by which the end of a long list is reached. */
const fewPages = 100;

const mostPagesToEnd = 300;

/** Milliseconds that this may take. */
const longestToEnd = 3000;

/** The whole numbers beside a list that count the items of all pages, by JSON Pointer. */
const totalsIn = ({ json = null }: Page, { at, counting }: Listed): Map<string, number> =>
  new Map(
    objectsOf(json).flatMap(([pointer, object]) =>
      pointer === at || pointer.startsWith(`${at}/`)
        ? []
        : Object.entries(object).flatMap(([name, value]): [string, number][] =>
            (totalName.test(name) || (name === 'count' && (countsAll(object) || counting !== undefined))) &&
            Number.isInteger(value)
              ? [[`${pointer}/${name}`, Number(value)]]
              : [],
          ),
    ),
  );

export async function checkTotal(list: Listed, fixture: Fixture, size: Parameter): Promise<Found> {
  const count = smallPage(list.run.document, size);
  const whole = await readPage(list, fixture, { ...largestPage(list), ...list.counting });
  const part = await readPage(list, fixture, { [size.name]: count, ...list.counting });
  for (const page of [whole, part]) if (!hasSucceeded(page)) return refusedBy(page);
  if (whole.items.length <= part.items.length) return 'there is no second page';
  const totals = totalsIn(whole, list);
  if (totals.size === 0) return 'no total is shown';
  const others = totalsIn(part, list);
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
      listViolation(
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

export async function checkDefault(list: Listed, fixture: Fixture, name: string, value: Json): Promise<Found> {
  const without = await readPage(list, fixture, {});
  const given = await readPage(list, fixture, { [name]: value });
  for (const page of [without, given]) if (!hasSucceeded(page)) return refusedBy(page);
  const [one, other] = [without, given].map(({ items }) => JSON.stringify(items.map(keyOfItem).sort()));
  return {
    violations:
      one === other ? [] : [listViolation(list.at, `expected the same items without "${name}" as with its default`)],
    toCurl: without.toCurl,
  };
}
