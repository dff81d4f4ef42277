/** Expressions of a filter's language: each keeps the items that satisfy it, and no others. */
import {
  follow,
  hasType,
  isObject,
  operationObject,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { isDecimalText } from '../../../relations/decimals.js';
import type { Found } from '../../../found.js';
import { hasSucceeded, listViolation, refusedBy, type Fixture } from '../fixture.js';
import { inOtherCase } from '../other-values.js';
import type { DerivedFilter } from './derived-filter.js';
import { totalOfKept } from './filters.js';
import { comparisons, filterLanguageOf, type Comparison, type FilterLanguage } from './filter-language.js';
import { isSaidLast, isWhole, keyOfItem, largestPage, readPage, readPages, type Listed, type Page } from './listed.js';
import { comparable, numberOf } from './values.js';

/** Values of a member that are looked through for one that tells, and comparisons of which two are joined. */
const mostValues = 8;
const mostJoined = 32;

/** Undefined where nobody says it. */
type Truth = boolean | undefined;

interface Expression {
  text: string;
  /** Name of the member; empty where it is of several comparisons. */
  member: string;
  /** Whether its member is shown in an expression, so that it is taken. */
  isShown: boolean;
  holds: (item: JsonObject) => Truth;
  /** Whether an item does not satisfy it, but has the text elsewhere. */
  isNear: (item: JsonObject) => boolean;
}

/** Expressions that show how a part of the language is understood; none where the items are too much alike. */
type Choice = (items: readonly JsonObject[]) => readonly Expression[];

/** Makes items that differ in a member. */
type Vary = (member: string) => Promise<unknown>;

type Check = (list: Listed, fixture: Fixture, vary: Vary | undefined) => Promise<Found>;

/** By name of the part. */
export function expressionChecks(list: Listed, parameter: Parameter): [name: string, check: Check][] {
  const language = filterLanguageOf(list, parameter);
  if (!language) return [];
  const choices: [string, Choice][] = [
    ...comparisons
      .filter((one) => language.comparisons.has(one))
      .map((one): [string, Choice] => [one, (items) => tellingOf(comparisonsOf(list, language, one, items), items)]),
    ...joinedChoices(list, language),
    ...named('null', language.hasNull && ((items) => tellingOf(nullExpressions(language, items), items))),
  ];
  const varied = new Set<string>();
  const checks = choices.map(([name, choose]): [string, Check] => [
    name,
    (own, fixture, vary) => checkExpression(own, fixture, { language, choose, vary, varied }),
  ]);
  if (refusesBroken(list, parameter)) checks.push(['broken', (own, fixture) => checkBroken(own, fixture, language)]);
  return checks.map(([name, check]) => [`filter ${parameter.name}: ${name}`, check]);
}

/** The comparisons for equality that a parameter shows, each as a filter of its own. */
export function equalFilters(list: Listed, parameter: Parameter): DerivedFilter[] {
  const language = filterLanguageOf(list, parameter);
  const write = language?.comparisons.get('equal');
  if (!language || !write) return [];
  return language.members
    .filter(({ schema }) => !hasType(schema, 'array', 'object'))
    .map(({ name, quote }) => ({
      name: `${parameter.name} by ${name}`,
      member: name,
      takesSeveral: false,
      values: undefined,
      ask: ([value = null]) => ({ [parameter.name]: write(name, `${quote}${String(value)}${quote}`) }),
      takes: (value) => isPlain(value, quote),
    }));
}

const isTelling = (truths: readonly Truth[]): boolean => truths.includes(true) && truths.includes(false);

/** Of each member one that keeps some items and leaves others out, and one that others come near to. */
const tellingOf = (all: readonly Expression[], items: readonly JsonObject[]): Expression[] =>
  [...new Set(all.map(({ member }) => member))].flatMap((member) => {
    const own = all.filter((one) => one.member === member);
    const found = [own.find(({ holds }) => isTelling(items.map(holds))), own.find(({ isNear }) => items.some(isNear))];
    return found.filter((one) => one !== undefined);
  });

const isOrdering = (one: Comparison): boolean => /^(?:more|less|at )/.test(one);

const isOfText = (one: Comparison): boolean => /^(?:contains|begins|ends)$/.test(one);

/** Comparisons of one kind with values that items have. */
function comparisonsOf(
  list: Listed,
  language: FilterLanguage,
  comparison: Comparison,
  items: readonly JsonObject[],
): Expression[] {
  const write = language.comparisons.get(comparison);
  if (!write) return [];
  return language.members.flatMap(({ name, schema, quote, isShown, isCaseless: caseless }) => {
    const isCaseless = caseless === 'everywhere' || (caseless === 'in parts' && isOfText(comparison));
    const isText = hasType(schema, 'string');
    const isOrdered = !isText || isDecimalText(schema) || String(schema.format).startsWith('date');
    if ((isOrdering(comparison) && !isOrdered) || (isOfText(comparison) && (!isText || isOrdered))) return [];
    const read = comparable(list, name);
    const values = new Set(items.map((item) => item[name]).filter((one) => one !== undefined && isPlain(one, quote)));
    const parts = new Set([...values].slice(0, mostValues).flatMap((value) => partsOf(comparison, value!)));
    return [...parts].map((part) => {
      const holds = (item: JsonObject) => compare(comparison, read(item), read({ [name]: part }), isCaseless);
      const isNear = (item: JsonObject) =>
        comparison !== 'different' && holds(item) === false && compare('contains', read(item), part, true) === true;
      const value = isCaseless ? inOtherCase(String(part)) : String(part);
      return { text: write(name, `${quote}${value}${quote}`), member: name, isShown, holds, isNear };
    });
  });
}

/** Comparisons with no value: `category eq null`. */
const nullExpressions = (
  { members, comparisons: written }: FilterLanguage,
  items: readonly JsonObject[],
): Expression[] =>
  (['equal', 'different'] as const).flatMap((one) => {
    const write = written.get(one);
    return members.flatMap(({ name, isShown }): Expression[] =>
      write && items.some(({ [name]: value }) => value === null)
        ? [
            {
              text: write(name, 'null'),
              member: `${name} ${one}`,
              isShown,
              holds: ({ [name]: value }) => (value === undefined ? undefined : (value === null) === (one === 'equal')),
              isNear: () => false,
            },
          ]
        : [],
    );
  });

/** Whether a language writes it without a rule for quotes in texts. */
const isPlain = (value: Json, quote: string): boolean =>
  typeof value === 'string' && quote !== ''
    ? value !== '' && !/["'\\]/.test(value)
    : ['string', 'number', 'boolean'].includes(typeof value) && /^[\w.:+-]+$/.test(String(value));

/** The value itself, and parts of a text: those that it has at its other end are near. */
function partsOf(comparison: Comparison, value: Json): Json[] {
  if (isOrdering(comparison) || typeof value !== 'string') return isOfText(comparison) ? [] : [value];
  const length = Math.min(8, Math.ceil(value.length / 2));
  const [head, tail] = [value.slice(0, length), value.slice(-length)];
  const parts = comparison === 'begins' || comparison === 'ends' ? [head, tail] : [value.slice(1, 1 + length)];
  const some = parts.filter((part) => part.length > 1 && part.trim() === part && part !== value);
  return isOfText(comparison) ? some : comparison === 'equal' ? [value, ...some] : [value];
}

const within: Partial<Record<Comparison, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  begins: (text, part) => text.startsWith(part),
  ends: (text, part) => text.endsWith(part),
};

function compare(comparison: Comparison, shown: Json, value: Json, isCaseless: boolean): Truth {
  // Whether an empty text is one that is there, each language has its own word.
  if (comparison === 'present') return shown === '' ? undefined : shown !== null;
  if (comparison === 'different') return inverse(compare('equal', shown, value, isCaseless));
  if (shown === null) return undefined;
  const [one, other] = [numberOf(shown), numberOf(value)];
  if (one !== undefined && other !== undefined) {
    if (comparison === 'more') return one > other;
    if (comparison === 'less') return one < other;
    return comparison === 'at least' ? one >= other : comparison === 'at most' ? one <= other : one === other;
  }
  if (isOrdering(comparison)) return undefined;
  if (typeof shown !== 'string' || typeof value !== 'string')
    return typeof shown === typeof value && typeof shown !== 'object' ? shown === value : undefined;
  const has = within[comparison] ?? ((text: string, part: string) => text === part);
  const isAlike = has(shown.toLowerCase(), value.toLowerCase());
  return isAlike && !isCaseless ? has(shown, value) || undefined : isAlike;
}

const inverse = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

const both = (one: Truth, other: Truth): Truth =>
  one === false || other === false ? false : one === undefined || other === undefined ? undefined : true;

const either = (one: Truth, other: Truth): Truth => inverse(both(inverse(one), inverse(other)));

/** Expressions of several comparisons. */
function joinedChoices(list: Listed, language: FilterLanguage): [string, Choice][] {
  const { joints, hasParentheses } = language;
  const { and, or, not } = joints;
  const knownIn = (items: readonly JsonObject[]): Expression[] =>
    [...language.comparisons.keys()]
      .flatMap((one) => comparisonsOf(list, language, one, items).slice(0, mostValues))
      .filter(({ isShown, holds }) => isShown && isTelling(items.map(holds)))
      .slice(0, mostJoined);
  /** Two of which items satisfy one and not the other, either way round, and both where there are such. */
  const pairIn = (
    known: readonly Expression[],
    items: readonly JsonObject[],
  ): readonly [Expression, Expression] | undefined => {
    let found: readonly [Expression, Expression] | undefined;
    for (const one of known)
      for (const other of known) {
        const seen = new Set(items.map((item) => `${one.holds(item)} ${other.holds(item)}`));
        if (!seen.has('true false') || !seen.has('false true')) continue;
        if (seen.has('true true')) return [one, other];
        found ??= [one, other];
      }
    return found;
  };
  const isNear = () => false;
  const of = (text: string, holds: Expression['holds']): Expression => ({
    text,
    holds,
    member: '',
    isShown: true,
    isNear,
  });
  const ofPair =
    (join: (one: Expression, other: Expression, third: Expression) => Expression): Choice =>
    (items) => {
      const known = knownIn(items);
      const [one, other] = pairIn(known, items) ?? [];
      const third = one && other && known.find(({ text }) => text !== one.text && text !== other.text);
      return one && other ? [join(one, other, third ?? other)] : [];
    };
  return [
    ...named(
      'and',
      and && ofPair((one, other) => of(joinBy(and, one, other), (item) => both(one.holds(item), other.holds(item)))),
    ),
    ...named(
      'or',
      or && ofPair((one, other) => of(joinBy(or, one, other), (item) => either(one.holds(item), other.holds(item)))),
    ),
    ...named(
      'not',
      not && hasParentheses && ofPair((one) => of(`${not} (${one.text})`, (item) => inverse(one.holds(item)))),
    ),
    ...named(
      'precedence',
      and &&
        or &&
        language.isAndFirst &&
        ofPair((one, other, third) =>
          of(`${joinBy(or, one, third)}${spaced(and)}${other.text}`, (item) =>
            either(one.holds(item), both(third.holds(item), other.holds(item))),
          ),
        ),
    ),
    ...named(
      'parentheses',
      and &&
        or &&
        hasParentheses &&
        ofPair((one, other, third) =>
          of(`(${joinBy(or, one, third)})${spaced(and)}${other.text}`, (item) =>
            both(either(one.holds(item), third.holds(item)), other.holds(item)),
          ),
        ),
    ),
  ];
}

const named = (name: string, choice: Choice | string | false | undefined): [string, Choice][] =>
  typeof choice === 'function' ? [[name, choice]] : [];

const spaced = (joint: string): string => (joint === ';' ? joint : ` ${joint} `);

const joinBy = (joint: string, one: Expression, other: Expression): string =>
  `${one.text}${spaced(joint)}${other.text}`;

/** What pages show, and whether these are all pages. */
interface Items {
  items: JsonObject[];
  isWhole: boolean;
  last: Page;
}

async function readItems(list: Listed, fixture: Fixture, query: JsonObject): Promise<Items> {
  const items: JsonObject[] = [];
  let last: Page | undefined;
  const size = largestPage(list);
  for await (last of readPages(list, fixture, { ...size, ...query })) {
    if (!hasSucceeded(last)) break;
    items.push(...last.items);
  }
  return {
    items,
    last: last!,
    isWhole: last!.items.length === 0 || isSaidLast(list, last!) || isWhole(list, last!, size),
  };
}

interface Expressions {
  language: FilterLanguage;
  choose: Choice;
  vary: Vary | undefined;
  /** Names of the members in which items were made to differ. */
  varied: Set<string>;
}

async function checkExpression(
  list: Listed,
  fixture: Fixture,
  { language, choose, vary, varied }: Expressions,
): Promise<Found> {
  const { parameter, members } = language;
  let before = await readItems(list, fixture, {});
  if (!hasSucceeded(before.last)) return refusedBy(before.last);
  let expressions = choose(before.items);
  // What is shown is taken, so that items are to differ in it.
  const alike = members.filter(
    ({ name, isShown }) =>
      !varied.has(name) &&
      (expressions.length === 0 || (isShown && !expressions.some(({ member }) => member === name))),
  );
  if (vary && alike.length > 0) {
    for (const { name } of alike) {
      varied.add(name);
      await vary(name);
    }
    before = await readItems(list, fixture, {});
    expressions = choose(before.items);
  }
  let found: Found = 'the items do not differ in what may be asked for';
  for (const { text, holds, isShown } of expressions) {
    const kept = await readItems(list, fixture, { ...list.counting, [parameter]: text });
    const failed = (message: string): Found => ({
      violations: [listViolation(list.at, `filter ${parameter}: ${message}`)],
      toCurl: kept.last.toCurl,
    });
    if (!hasSucceeded(kept.last)) {
      const { status } = kept.last;
      if (isShown && status < 500) return failed(`expected a documented success, got ${status}`);
      if (status >= 500) return refusedBy(kept.last);
      continue;
    }
    const total = kept.isWhole ? totalOfKept(list, kept.last) : undefined;
    if (total !== undefined && total !== kept.items.length)
      return failed(`expected a total of ${kept.items.length}, which are all that satisfy it, got ${total}`);
    if (kept.items.some((item) => holds(item) === false))
      return failed('expected only items that satisfy the expression');
    // Work in the background may have moved an item on, and another one may be gone.
    const after = new Map((await readItems(list, fixture, {})).items.map((item) => [keyOfItem(item), holds(item)]));
    const shown = new Set(kept.items.map(keyOfItem));
    const isLacking = before.items.some(
      (item) => holds(item) === true && after.get(keyOfItem(item)) === true && !shown.has(keyOfItem(item)),
    );
    if (isLacking && kept.isWhole) return failed('expected each item that satisfies the expression');
    found = { violations: [] };
  }
  return found;
}

/** Whether the words of a parameter, or those of a refusal, say what becomes of an expression that is none. */
function refusesBroken({ run: { document }, operation }: Listed, { object }: Parameter): boolean {
  const { responses } = operationObject(document, operation) ?? {};
  const refusals = ['400', '422'].map((status) =>
    isObject(responses) ? follow(document, responses[status], '')?.value : undefined,
  );
  const own = String(object.description ?? '');
  return (
    (/\b(?:refused|rejected|invalid|malformed|broken|not (?:valid|understood)|4\d\d)\b/i.test(own) &&
      refusals.some(isObject)) ||
    refusals.some(
      (one) =>
        isObject(one) &&
        /filter|expression/i.test(`${String(one.description)} ${JSON.stringify(one.content ?? null).slice(0, 10_000)}`),
    )
  );
}

/** Expressions that are none, by what is wrong with them. */
function brokenOf({ members: [member], comparisons, joints, hasParentheses }: FilterLanguage): [string, string][] {
  const [[, write] = []] = [...comparisons].filter(([one]) => one !== 'present');
  if (!member || !write) return [];
  const right = write(member.name, `${member.quote}1${member.quote}`);
  const { and } = joints;
  return [
    ['that ends before its value', right.slice(0, right.lastIndexOf('1') - member.quote.length).trim()],
    ...(member.quote === ''
      ? []
      : [['with a quote that does not end', write(member.name, `${member.quote}1`)] as [string, string]]),
    ...(hasParentheses
      ? ([
          ['with a parenthesis that does not end', `(${right}`],
          ['with a parenthesis that nothing begins', `${right})`],
        ] as [string, string][])
      : []),
    ...(and === undefined ? [] : [['that ends after its joint', `${right}${spaced(and)}`.trim()] as [string, string]]),
  ];
}

async function checkBroken(list: Listed, fixture: Fixture, language: FilterLanguage): Promise<Found> {
  for (const [what, text] of brokenOf(language)) {
    const page = await readPage(list, fixture, { [language.parameter]: text });
    if (page.status >= 500) return refusedBy(page);
    const message = `filter ${language.parameter}: expected an expression ${what} to be refused, got ${page.status}`;
    if (hasSucceeded(page)) return { violations: [listViolation(list.at, message)], toCurl: page.toCurl };
  }
  return { violations: [] };
}
