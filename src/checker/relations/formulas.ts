/**
 * Members that a document says are worked out from others of the same object: "totalCents − paidCents", "Sum of netCents
 * of the lines", "Nights between check_in and check_out". What is said otherwise, or with a condition, is not read.
 */
import { hasType, isObject, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import { flatten } from '../../openapi/sample.js';
import { plain, singularsOf } from '../records/ids.js';
import { sentencesOf } from '../sentences.js';
import { isDated, type BrokenInstant as Broken } from './instants.js';
import { everyItem, objectsOf } from './leaves.js';
import { membersOf, objectSchemasOf, type Members } from './object-schemas.js';
import { isOfPages } from './paging-names.js';
import { numberIn } from './decimals.js';

/** What a member must be, of the object that it is in; undefined where a value that it needs is lacking. */
export interface Formula {
  member: string;
  /** The sentence. */
  words: string;
  of: (object: JsonObject) => number | undefined;
}

/** By status and pattern of the object's place. */
export function formulasOf(document: JsonObject, operation: Operation): Map<string, Map<string, Formula[]>> {
  const isPaged = operation.parameters.some((one) => one.in === 'query' && isOfPages(one.name));
  return new Map(
    [...objectSchemasOf(document, operation)].map(([status, objects]) => {
      const found = objects.flatMap(({ place, members }): [string, Formula[]][] => {
        // What stands beside a page may be of all pages.
        if (isPaged && !place.includes('/*')) return [];
        const formulas = members.flatMap(([name, own]) => formulaFor(document, name, own, members) ?? []);
        return formulas.length > 0 ? [[place, formulas]] : [];
      });
      return [status, new Map(found)] as const;
    }),
  );
}

/** "Rounded", "unless", "at most": what is said besides changes the value. */
const isConditional =
  /\b(?:round\w*|nearest|whole|approx\w*|about|estimate\w*|unless|except|if|when|where|while|once|may|can|might|minimum|maximum|at (?:least|most)|never|capped|discount\w*|before|after|excluding|without|usually|open|active)\b/i;

function formulaFor(document: JsonObject, member: string, own: JsonObject, members: Members): Formula | undefined {
  if (!isNumeric(own)) return undefined;
  const others = members.filter(([name]) => name !== member);
  const sentences = sentencesOf(own.description);
  for (const words of sentences) {
    const of = valueBy(document, words, others);
    if (!of) continue;
    const rest = sentences.filter((one) => one !== words);
    return rest.some((one) => isConditional.test(one)) ? undefined : { member, words, of };
  }
  return undefined;
}

const isNumeric = (schema: JsonObject): boolean =>
  hasType(schema, 'integer', 'number') ||
  (hasType(schema, 'string') && (schema.format === 'decimal' || /\\d/.test(String(schema.pattern ?? ''))));

type Value = Formula['of'];

/** The value that a sentence says, of the other members. */
export function valueBy(document: JsonObject, sentence: string, others: Members): Value | undefined {
  const words = sentence
    .replace(/^[\w -]{1,40}: /, '')
    .replace(/^(?:always |equals? |is |equal to |(?:computed|calculated|derived) (?:as|from) |= ?)+/i, '')
    .replace(
      / ?\((?:in )?[\w ]+\)$|,? in (?:whole )?(?:cents|euros?|dollars|days|minutes|hours|seconds|the currency\b.*)$/i,
      '',
    )
    .trim();
  return arithmetic(document, words, others) ?? sumOf(document, words, others) ?? daysOf(words, others);
}

const operations: readonly [form: RegExp, work: (one: number, other: number) => number][] = [
  [/ (?:\+|plus) /i, (one, other) => one + other],
  [/ (?:−|–|-|minus|less) /i, (one, other) => one - other],
  [/ (?:×|x|\*|·|times|multiplied by) /i, (one, other) => one * other],
];

const mostOperands = 5;

function arithmetic(document: JsonObject, words: string, others: Members): Value | undefined {
  const [operation, ...more] = operations.filter(([form]) => form.test(words));
  if (!operation || more.length > 0) return undefined;
  const [form, work] = operation;
  const operands = words.split(new RegExp(form.source, 'gi')).map((one) => operandOf(document, one, others));
  if (operands.length > mostOperands || !operands.every((one) => one !== undefined)) return undefined;
  return (object) => {
    const values = operands.map((one) => one(object));
    return values.every((one) => one !== undefined) ? values.reduce(work) : undefined;
  };
}

/** A number, a member, or one of an object in the same object: "the nightly rate of the room". */
function operandOf(document: JsonObject, words: string, others: Members): Value | undefined {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(words)) return () => Number(words);
  const [name, holder] = articleless(words).split(/ of (?:the |its )?/i) as [string, string | undefined];
  const wanted = (members: Members) => members.find(([one, schema]) => plain(one) === plain(name) && isNumeric(schema));
  if (holder === undefined) {
    const own = wanted(others);
    return own && ((object) => numberAt(object, own[0]));
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
    /^(?:the )?(?:number of )?(?:whole )?(?:nights|days) (?:between|from) (.+?) (?:and|to|until|till) (.+)$/i;
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

/** The number of a member. */
const numberAt = (holder: Json | undefined, name: string): number | undefined =>
  isObject(holder) ? numberIn(holder[name]) : undefined;

/** What may be lost by rounding to two places. */
const tolerance = 0.011;

/** Members of an answer that are not what the document says. @param formulas by pattern of the object's place */
export function brokenFormulas(formulas: ReadonlyMap<string, readonly Formula[]>, answer: Json): Broken[] {
  if (formulas.size === 0) return [];
  return objectsOf(answer).flatMap(([pointer, object]) =>
    (formulas.get(everyItem(pointer)) ?? []).flatMap(({ member, words, of }): Broken[] => {
      const [shown, wanted] = [numberAt(object, member), of(object)];
      if (shown === undefined || wanted === undefined) return [];
      const isRight = shown === wanted || (!Number.isInteger(wanted) && Math.abs(shown - wanted) < tolerance);
      return isRight ? [] : [{ pointer: `${pointer}/${escapeToken(member)}`, message: `is not "${words}"` }];
    }),
  );
}
