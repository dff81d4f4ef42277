/**
 * Members that a document says are worked out from others of the same object: "totalCents − paidCents", "Sum of netCents
 * of the lines", "Nights between check_in and check_out". What is said otherwise, or with a condition, is not read.
 */
import { hasType, isObject, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import { flatten } from '../../openapi/sample.js';
import { plain, singularsOf } from '../records/ids.js';
import { sentencesOf } from '../sentences.js';
import { isDated, secondsOfText, type BrokenInstant as Broken } from './instants.js';
import { everyItem, objectsOf } from './leaves.js';
import { membersOf, objectSchemasOf, type Members } from './object-schemas.js';
import { isOfPages } from './paging-names.js';
import { numberIn } from './decimals.js';

/** What a member must be; undefined where a value that it needs is lacking. */
export interface Formula {
  member: string;
  /** The sentence. */
  words: string;
  /** @param around the object that has the object of the member */
  of: (object: JsonObject, around: Json | undefined) => number | undefined;
  /** Reads the member: Unix seconds of an instant. */
  read: (value: Json | undefined) => number | undefined;
}

/** By status and pattern of the object's place. */
export function formulasOf(document: JsonObject, operation: Operation): Map<string, Map<string, Formula[]>> {
  const isPaged = operation.parameters.some((one) => one.in === 'query' && isOfPages(one.name));
  return new Map(
    [...objectSchemasOf(document, operation)].map(([status, objects]) => {
      const found = objects.flatMap(({ place, members, around: [outer = []] }): [string, Formula[]][] => {
        // What stands beside a page may be of all pages.
        if (isPaged && !place.includes('/*')) return [];
        const formulas = members.flatMap(([name, own]) => formulaFor(document, [name, own], { members, outer }) ?? []);
        return formulas.length > 0 ? [[place, formulas]] : [];
      });
      return [status, new Map(found)] as const;
    }),
  );
}

/** "Rounded", "unless", "at most": what is said besides changes the value. */
const isConditional =
  /\b(?:round\w*|nearest|whole|approx\w*|about|estimate\w*|unless|except|if|when|where|while|once|may|can|might|minimum|maximum|at (?:least|most)|never|capped|discount\w*|before|after|excluding|without|usually|open|active)\b/i;

function formulaFor(
  document: JsonObject,
  [member, own]: Members[number],
  { members, outer }: { members: Members; outer: Members },
): Formula | undefined {
  const others = members.filter(([name]) => name !== member);
  const isTime = String(own.format).startsWith('date');
  if (!isNumeric(own) && !isTime) return undefined;
  const sentences = sentencesOf(own.description);
  for (const words of sentences) {
    const of = isTime ? timeBy(words, own, others) : valueBy(document, words, others, outer);
    if (!of) continue;
    const rest = sentences.filter((one) => one !== words);
    const read = isTime ? secondsOfText : numberIn;
    return rest.some((one) => isConditional.test(one)) ? undefined : { member, words, of, read };
  }
  return undefined;
}

const isNumeric = (schema: JsonObject): boolean =>
  hasType(schema, 'integer', 'number') ||
  (hasType(schema, 'string') && (schema.format === 'decimal' || /\\d/.test(String(schema.pattern ?? ''))));

type Value = Formula['of'];

/** The value that a sentence says, of the other members. */
export function valueBy(
  document: JsonObject,
  sentence: string,
  others: Members,
  outer: Members = [],
): Value | undefined {
  const words = sentence
    .replace(/^[\w -]{1,40}: /, '')
    .replace(/^(?:always |equals? |is |equal to |(?:computed|calculated|derived) (?:as|from) |= ?)+/i, '')
    .replace(
      / ?\((?:in )?[\w ]+\)$|,? in (?:whole )?(?:cents|euros?|dollars|days|minutes|hours|seconds|the currency\b.*)$/i,
      '',
    )
    .trim();
  return (
    arithmetic(document, words, { others, outer }) ??
    sumOf(document, words, others) ??
    sumOfMembers(document, words, { others, outer }) ??
    daysOf(words, others)
  );
}

const operations: readonly [form: RegExp, work: (one: number, other: number) => number][] = [
  [/ (?:\+|plus) /i, (one, other) => one + other],
  [/ (?:−|–|-|minus|less) /i, (one, other) => one - other],
  [/ (?:×|x|\*|·|times|multiplied by) /i, (one, other) => one * other],
];

const mostOperands = 5;

/** Members of the same object, and of the one around it. */
interface Known {
  others: Members;
  outer: Members;
}

function arithmetic(document: JsonObject, words: string, known: Known): Value | undefined {
  const [operation, ...more] = operations.filter(([form]) => form.test(words));
  if (!operation || more.length > 0) return undefined;
  const [form, work] = operation;
  return workOf(document, words.split(new RegExp(form.source, 'gi')), { known, work });
}

/** "The sum of subtotal and tax" */
function sumOfMembers(document: JsonObject, words: string, known: Known): Value | undefined {
  const [, what] = /^(?:the )?(?:sum|total) of (.+)$/i.exec(words) ?? [];
  const operands = what?.split(/, (?:and )?| and /) ?? [];
  return operands.length > 1 ? workOf(document, operands, { known, work: (one, other) => one + other }) : undefined;
}

function workOf(
  document: JsonObject,
  words: readonly string[],
  { known, work }: { known: Known; work: (one: number, other: number) => number },
): Value | undefined {
  const operands = words.map((one) => operandOf(document, one, known));
  if (operands.length > mostOperands || !operands.every((one) => one !== undefined)) return undefined;
  return (object, around) => {
    const values = operands.map((one) => one(object, around));
    return values.every((one) => one !== undefined) ? values.reduce(work) : undefined;
  };
}

/** A number, a member, or one of an object in the same object: "the nightly rate of the room". */
function operandOf(document: JsonObject, words: string, { others, outer: around }: Known): Value | undefined {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(words)) return () => Number(words);
  const [name, holder] = articleless(words).split(/ of (?:the |its )?/i) as [string, string | undefined];
  const wanted = (members: Members) => members.find(([one, schema]) => plain(one) === plain(name) && isNumeric(schema));
  if (holder === undefined) {
    const own = wanted(others);
    if (own) return (object) => numberAt(object, own[0]);
    const further = wanted(around);
    return further && ((_, holder) => numberAt(holder, further[0]));
  }
  const outer = others.find(([one]) => plain(one) === plain(holder));
  const inner = outer && wanted(membersOf(document, outer[1]));
  return outer && inner && ((object) => numberAt(object[outer[0]], inner[0]));
}

const articleless = (words: string): string => words.replace(/^(?:the|its|this|all) /i, '').trim();

/** "Sum of netCents of the lines", "Sum of the lines' netCents", "Total of all line totals". */
function sumOf(document: JsonObject, words: string, others: Members): Value | undefined {
  const [, what] = /^(?:the )?(?:sum|total) of (.+)$/i.exec(words) ?? [];
  if (what === undefined) return undefined;
  const lists = others.flatMap(([name, schema]) => {
    return hasType(schema, 'array')
      ? [{ name, items: membersOf(document, flatten(document, schema.items ?? null)) }]
      : [];
  });
  const [, member, list] =
    /^(?:the |all )?(.+?) (?:of|over|in|for|from) (?:the |all |its |each )*(.+)$/i.exec(what) ?? [];
  const spoken = articleless(what)
    .split(/[\s.[\]]+/)
    .filter((one) => one !== '');
  const ways: [list: string, member: string][] = [
    ...(member !== undefined && list !== undefined ? [[list, member] as [string, string]] : []),
    ...spoken
      .slice(1)
      .map((_, at): [string, string] => [spoken.slice(0, at + 1).join(''), spoken.slice(at + 1).join('')]),
  ];
  for (const [listName, memberName] of ways)
    for (const { name, items } of lists) {
      const found = items.find(([one, schema]) => isNamed(one, memberName) && isNumeric(schema));
      if (isNamed(name, listName) && found) return (object) => sumIn(object[name], found[0]);
    }
  return undefined;
}

/** By its name, or its singular or plural. */
function isNamed(name: string, words: string): boolean {
  const [one, other] = [plain(name), plain(words)];
  return one === other || singularsOf(one).includes(other) || singularsOf(other).includes(one);
}

function sumIn(list: Json | undefined, member: string): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const values = list.map((item) => numberAt(item, member));
  return values.every((one) => one !== undefined) ? values.reduce((sum, one) => sum + one, 0) : undefined;
}

/** "Number of nights between check_in and check_out" */
function daysOf(words: string, others: Members): Value | undefined {
  const form =
    /^(?:the )?(?:number of |how many )?(?:whole )?(?:nights|days)(?: (?:that )?(?:lie|are|there are|fall))? (?:between|from) (.+?) (?:and|to|until|till) (.+)$/i;
  const [, first, last] = form.exec(words) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const dated = (name: string) =>
    others.find(([one, { format }]) => plain(one) === plain(articleless(name)) && format === 'date')?.[0];
  const [from, to] = [dated(first), dated(last)];
  if (from === undefined || to === undefined) return undefined;
  return (object) => {
    const [begin, end] = [object[from], object[to]];
    const isKnown = typeof begin === 'string' && typeof end === 'string' && isDated(begin) && isDated(end);
    return isKnown ? (Date.parse(end.slice(0, 10)) - Date.parse(begin.slice(0, 10))) / 86_400_000 : undefined;
  };
}

const spans: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };

/** "24 hours before the start_date begins in UTC", "30 days after issued_on" */
function timeBy(sentence: string, own: JsonObject, others: Members): Value | undefined {
  const form =
    /^(?:always |exactly |is )*(\d{1,5}) (second|minute|hour|day|week)s? (before|after) (?:the )?([\w-]+)(?: (?:begins|starts)(?: in UTC)?)?$/i;
  const [, count, unit = '', side, name = ''] = form.exec(sentence) ?? [];
  const [other, schema] =
    others.find(([one, { format }]) => plain(one) === plain(name) && String(format).startsWith('date')) ?? [];
  // When a day begins depends on where.
  if (other === undefined || (schema?.format !== own.format && !/\bUTC\b/.test(sentence))) return undefined;
  const distance = Number(count) * (spans[unit.toLowerCase()] ?? 0) * (side === 'before' ? -1 : 1);
  return (object) => {
    const from = secondsOfText(object[other]);
    return from === undefined ? undefined : from + distance;
  };
}

/** The number of a member. */
const numberAt = (holder: Json | undefined, name: string): number | undefined =>
  isObject(holder) ? numberIn(holder[name]) : undefined;

/** What may be lost by rounding to two places. */
const tolerance = 0.011;

/** Members of an answer that are not what the document says. @param formulas by pattern of the object's place */
export function brokenFormulas(formulas: ReadonlyMap<string, readonly Formula[]>, answer: Json): Broken[] {
  if (formulas.size === 0) return [];
  return objectsOf(answer).flatMap(([pointer, object]) =>
    (formulas.get(everyItem(pointer)) ?? []).flatMap(({ member, words, of, read }): Broken[] => {
      const around = pointer === '' ? undefined : valueAt(answer, pointer.slice(0, pointer.lastIndexOf('/')));
      const [shown, wanted] = [read(object[member]), of(object, around)];
      if (shown === undefined || wanted === undefined) return [];
      const isRight = shown === wanted || (!Number.isInteger(wanted) && Math.abs(shown - wanted) < tolerance);
      return isRight ? [] : [{ pointer: `${pointer}/${escapeToken(member)}`, message: `is not "${words}"` }];
    }),
  );
}
