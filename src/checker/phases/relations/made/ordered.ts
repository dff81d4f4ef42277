/**
 * Two members of a record of which one may not come before the other, by the words of a document: "dueDate must not be
 * before issueDate", "422 if check_out is not later than check_in". What is said otherwise is not read.
 */
import {
  hasType,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { hasPassed, type Found } from '../../../found.js';
import { bare, isChange } from '../../../records/collections.js';
import { plain } from '../../../records/ids.js';
import { templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { sentencesAbout, sentencesOf } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedRightly, statusViolation, type Received } from '../fixture.js';
import { pointerTo, recordIn, type DerivedPart } from './subject.js';
import { nextDayOf, sendChange, withPatch } from '../other-values.js';

/** The first may not be after the second one, or greater. */
export interface Order {
  first: string;
  second: string;
  /** Whether they may not be the same either. */
  isStrict: boolean;
  words: string;
}

const before = 'before|earlier than|prior to|less than|smaller than|lower than|below';
const after = '(?:on or |at or )?after|later than|greater than|more than|larger than|higher than|above|exceeds?|beyond';
const comparison = new RegExp(String.raw`\b(?:(?<before>${before})|(?<after>${after}))\b`, 'i');
const isFailure =
  /\b(?:400|409|422|errors?|refused|rejected|invalid|fails?|conflict|not (?:allowed|accepted|possible)|impossible)\b/i;
/** What depends on something else, or is about two records. */
const isOther =
  /\b(?:unless|except|plus|minus|another|other|previous|existing|next|\d+ \w+ (?:before|after|later|earlier))\b/i;

/** Words between a member and the comparison. */
const between = new Set(
  'a an always and be cannot chronologically come comes day date fall falls given has have if is it itself lie lies may must need needs never no not shall should strictly that the this time to value which'.split(
    ' ',
  ),
);
const isDemand = /\b(?:must|has to|have to|shall|should|needs? to|always|lies|cannot|never|may)\b/i;
const isNegated = /\b(?:not|never|cannot|no)\b/i;

/**
 * @param members names among which are the two
 * @param subject the member that a sentence describes
 * @param isRefusal as of a 422
 */
export function orderIn(
  sentence: string,
  members: readonly string[],
  { subject, isRefusal = false }: { subject?: string; isRefusal?: boolean } = {},
): Order | undefined {
  const found = comparison.exec(sentence);
  if (!found || isOther.test(sentence)) return undefined;
  const left = wordsOf(sentence.slice(0, found.index));
  const right = wordsOf(sentence.slice(found.index + found[0].length))
    .join(' ')
    .replace(/^(?:(?:the|its|a) )*/i, '');
  let end = left.length;
  while (end > 0 && between.has(left[end - 1]!.toLowerCase())) end--;
  const link = left.slice(end).join(' ');
  const one = end === 0 ? subject : namedBy(left.slice(Math.max(0, end - 3), end).toReversed(), members, true);
  const other = namedBy(right.split(' ').slice(0, 3), members, false);
  if (one === undefined || other === undefined || one === other) return undefined;
  // "May be before" leaves both open.
  if (/\bmay\b/i.test(link) && !isNegated.test(link)) return undefined;
  const isFailing = isRefusal || isFailure.test(left.slice(0, end).join(' '));
  const isDemanded = isDemand.test(link) || (!isFailing && (end === 0 || isDemand.test(left.join(' '))));
  if (!isDemanded && !isFailing && !isFailure.test(sentence)) return undefined;
  // "Refused if the dates do not fit (dueOn later than startsOn)" says in brackets what fits.
  if (!isDemanded && /\([^)]*$/.test(sentence.slice(0, found.index))) return undefined;
  const isClaimedBefore = found.groups?.before !== undefined;
  // "Must not be before" and "refused if it is before" say the same.
  const isAllowed = isDemanded !== isNegated.test(link);
  const [first, second] = isClaimedBefore === isAllowed ? [one, other] : [other, one];
  // "Must be after" and "refused if it is not after", but not "must not be before".
  const isStrict = isAllowed && !/^(?:on|at) or /i.test(found[0]);
  return { first, second, isStrict, words: sentence };
}

const wordsOf = (text: string): string[] => text.split(/[^\w-]+/).filter((one) => one !== '');

/** The member that the first words name, the longest name first. @param isReversed whether the words are from the last to the first */
function namedBy(words: readonly string[], members: readonly string[], isReversed: boolean): string | undefined {
  for (const count of [3, 2, 1]) {
    const some = words.slice(0, count);
    const name = plain((isReversed ? some.toReversed() : some).join(''));
    const found = members.find((one) => isCalled(one, name));
    if (some.length === count && found !== undefined) return found;
  }
  return undefined;
}

/** "The end" is `end_date`, and "the end date" is `end`. */
function isCalled(member: string, name: string): boolean {
  const own = plain(member);
  return own === name || ['at', 'on', 'date', 'time'].some((end) => own === `${name}${end}` || `${own}${end}` === name);
}

function kindOf(schema: JsonObject): string | undefined {
  if (hasType(schema, 'integer', 'number')) return 'number';
  return schema.format === 'date' || schema.format === 'date-time' ? schema.format : undefined;
}

/** What is said of the members of a request. */
function ordersOf({ document }: Run, operation: Operation): Order[] {
  if (!refusals.some((status) => operation.responses.has(status))) return [];
  const properties = Object.entries(propertiesOf(recordSchemaOf(document, operation)));
  const kinds = new Map(
    properties.flatMap(([name, node]): [string, string][] => {
      const schema = flatten(document, node);
      const kind = schema && schema.readOnly !== true ? kindOf(schema) : undefined;
      return kind === undefined ? [] : [[name, kind]];
    }),
  );
  const names = [...kinds.keys()];
  const { said, why } = sentencesAbout(document, operation, refusals);
  const own = properties.flatMap(([name, node]) =>
    kinds.has(name)
      ? sentencesOf(flatten(document, node)?.description).map((one) => orderIn(one, names, { subject: name }))
      : [],
  );
  const found = [
    ...said.map((one) => orderIn(one, names)),
    ...why.map((one) => orderIn(one, names, { isRefusal: true })),
    ...own,
  ].filter((one) => one !== undefined && kinds.get(one.first) === kinds.get(one.second));
  return [...new Map(found.map((one) => [`${one!.first} ${one!.second}`, one!])).values()];
}

export function orderedParts(run: Run, { create, outer, below, item, read, inner }: MadeCollection): DerivedPart[] {
  const ofCreation = ordersOf(run, create);
  const changes = below.filter((one) => isChange(one) && bare(one.path) === item);
  return [
    ...ofCreation.map((order) => ({
      name: nameOf(order),
      operation: create,
      check: () => checkCreation(run, create, outer, order),
    })),
    ...changes.flatMap((operation) => {
      const said = ordersOf(run, operation);
      const known = [...said, ...ofCreation.filter((one) => !said.some((other) => nameOf(other) === nameOf(one)))];
      const names = Object.keys(propertiesOf(recordSchemaOf(run.document, operation)));
      return known
        .filter(({ first, second }) => names.includes(first) && names.includes(second))
        .map((order): DerivedPart => ({
          name: nameOf(order),
          operation,
          check: () => checkChange(run, operation, { read, record: recordOf(run, operation, inner) }, order),
        }));
    }),
  ];
}

const nameOf = ({ first, second }: Order): string => `${first} is not after ${second}`;

/** The values of the two in the wrong order; undefined where none is known. */
function exchanged({ first, second }: Order, record: Json): JsonObject | undefined {
  const [low, high] = [first, second].map((name) => valueAt(record, pointerTo(name)) ?? null);
  if (low !== null && high !== null && isLess(low!, high!)) return { [first]: high!, [second]: low! };
  const known = high ?? low;
  const later = known === null || known === undefined ? undefined : nextOf(known);
  return later === undefined ? undefined : { [first]: later, [second]: known! };
}

const isLess = (one: Json, other: Json): boolean =>
  typeof one === 'number' && typeof other === 'number'
    ? one < other
    : typeof one === 'string' && typeof other === 'string' && Date.parse(one) < Date.parse(other);

/** A day later, or one more. */
function nextOf(value: Json): Json | undefined {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? nextDayOf(value) : undefined;
}

/** The same value for both. */
const equal = ({ first, second }: Order, values: JsonObject): JsonObject => ({
  [first]: values[second] ?? null,
  [second]: values[second] ?? null,
});

const verdictOf = ({ words }: Order, answer: Received): Found =>
  hasSucceeded(answer)
    ? {
        violations: [statusViolation(`expected it to be refused ("${words}"), got ${answer.status}`)],
        toCurl: answer.toCurl,
      }
    : refusedRightly(answer);

const lacking = 'the values of the two are not known';

async function checkCreation(
  run: Run,
  create: Operation,
  outer: MadeCollection['outer'],
  order: Order,
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { body } = await fixture.context.request(create, templateOf(outer));
  const values = exchanged(order, within(body?.value ?? null, wrappingOf(run.document, create)));
  if (!values) return lacking;
  return firstTaken(order, values, (some) => fixture.send(create, withPatch(run, create, templateOf(outer), some)));
}

async function checkChange(
  run: Run,
  operation: Operation,
  { read, record }: { read: Operation | undefined; record: MadeCollection['inner'] },
  order: Order,
): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(record);
  const shown = read ? recordIn(await fixture.send(read, template)) : null;
  const values = exchanged(order, shown);
  if (!values) return lacking;
  return firstTaken(order, values, async (some) => {
    if (record.tag) await fixture.context.execute(record.tag);
    return sendChange(fixture, operation, template, some);
  });
}

/** Sends the two in the wrong order, and with the same value where that is wrong, too. */
async function firstTaken(
  order: Order,
  values: JsonObject,
  send: (values: JsonObject) => Promise<Received>,
): Promise<Found> {
  const found = verdictOf(order, await send(values));
  return order.isStrict && hasPassed(found) ? verdictOf(order, await send(equal(order, values))) : found;
}
