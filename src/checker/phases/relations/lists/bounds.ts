/** A filter that bounds a number or an instant: `min_price`, `created_after`, `created[gte]`. */
import { hasType, propertiesOf, type Json, type JsonObject, type Parameter } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { hasSucceeded, refusedBy, type Fixture, listViolation } from '../fixture.js';
import { isWhole, largestPage, readPage, type Listed, type Page } from './listed.js';
import type { Bound, DerivedFilter } from './derived-filter.js';
import { comparable, ordered } from './values.js';

/** `min_price`, `priceTo`, `created_after`: the name of what is bounded, the side, and whether the name says "inclusive". */
const boundForms: readonly [form: RegExp, side: Bound['side'], isInclusive: boolean][] = [
  [/^min_?(.+)$/i, 'min', true],
  [/^max_?(.+)$/i, 'max', true],
  [/^(.+?)_?(?:min|gte)$/i, 'min', true],
  [/^(.+?)_?(?:max|lte)$/i, 'max', true],
  [/^(.+?)_?(?:from|since|after|gt)$/i, 'min', false],
  [/^(.+?)_?(?:to|until|before|lt)$/i, 'max', false],
  [/^(?:from|since|after)_?(.+)$/i, 'min', false],
  [/^(?:to|until|before)_?(.+)$/i, 'max', false],
];

/** "This day or later", "at least so many" */
const includesBound =
  /\b(?:inclusive|included|including|or (?:later|earlier|more|less|fewer|higher|lower|greater|before|after|above|below|newer|older)|at (?:least|most)|on or (?:after|before)|and (?:later|earlier))\b/i;

export function boundBy(
  name: string,
  node: JsonObject | undefined,
  { run: { document }, members }: Listed,
  description: Json | undefined,
): { member: string; bound: Bound } | undefined {
  const isNumber = hasType(node, 'integer', 'number');
  const format = isNumber ? undefined : node?.format;
  if (!isNumber && format !== 'date' && format !== 'date-time') return undefined;
  for (const [form, side, isInclusive] of boundForms) {
    const [, bounded = ''] = form.exec(name) ?? [];
    const wanted = ['', 'at', 'on', 'date'].map((end) => `${plain(bounded)}${end}`);
    const member =
      bounded === '' ? undefined : Object.keys(members).find((one) => wanted.includes(plain(one)) && one !== name);
    const schema = member === undefined ? undefined : flatten(document, members[member] ?? null);
    if (member === undefined || (!isNumber && schema?.format !== format)) continue;
    // An instant is seldom met.
    const isSaid = format !== 'date-time' && includesBound.test(String(description ?? ''));
    return { member, bound: { side, isInclusive: isSaid || (isNumber && isInclusive) } };
  }
  return undefined;
}

/** `created[gte]` and `created[lt]`: an object with the name of a member, and a bound in each of its own. */
export function boundsOf(
  { members }: Listed,
  { name, object }: Parameter,
  schema: JsonObject | undefined,
): DerivedFilter[] {
  const member = Object.keys(members).find((one) => plain(one) === plain(name));
  if (member === undefined || !hasType(schema, 'object') || object.style !== 'deepObject') return [];
  return Object.keys(propertiesOf(schema)).flatMap((key): DerivedFilter[] => {
    const [, least, most] = /^(?:(gte?|min|from|after)|(lte?|max|to|before))$/i.exec(key) ?? [];
    if (least === undefined && most === undefined) return [];
    const bound: Bound = { side: least === undefined ? 'max' : 'min', isInclusive: /^[gl]te$/i.test(key) };
    const ask = (some: readonly Json[]): JsonObject => ({ [name]: { [key]: some[0] ?? null } });
    return [{ name: `${name}[${key}]`, member, bound, takesSeveral: false, values: [], ask }];
  });
}

export async function checkBound(
  list: Listed,
  fixture: Fixture,
  filter: DerivedFilter,
  whole: Page,
  vary?: () => Promise<readonly Json[]>,
): Promise<Found> {
  const { name, member, bound, ask } = filter;
  const { side, isInclusive } = bound!;
  const shownBy = ({ items }: Page): Json[] => items.map(comparable(list, member));
  let known = ordered(shownBy(whole));
  if (known.length < 2 && vary) known = ordered(await vary());
  const middle = known[Math.floor((known.length - 1) / 2) + (side === 'min' ? 1 : 0)];
  if (known.length < 2 || middle === undefined) return 'the items do not differ in it';
  const all = largestPage(list);
  const [limit, value] = middle;
  const kept = await readPage(list, fixture, { ...all, ...ask([value]) });
  if (!hasSucceeded(kept)) return refusedBy(kept);
  const numbers = ordered(shownBy(kept)).map(([number]) => number);
  const isBeyond = numbers.some((number) => (side === 'min' ? number < limit : number > limit));
  const isLacking = isInclusive && isWhole(list, kept, all) && !numbers.includes(limit);
  const message = isBeyond
    ? `filter ${name}: expected only items within it`
    : `filter ${name}: expected what is at the bound, too, as it is inclusive`;
  const violations = isBeyond || isLacking ? [listViolation(list.at, message)] : [];
  return { violations, toCurl: kept.toCurl };
}
