/** The language of a filter: what the words and the examples of its parameter show of expressions such as `amount gt 100`. */
import {
  hasType,
  isObject,
  operationObject,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { isDecimalText } from '../../../relations/decimals.js';
import { isDated } from '../../../relations/instants.js';
import { isCaseless } from '../../../sentences.js';
import type { Listed } from './listed.js';

export const comparisons = [
  'equal',
  'different',
  'more',
  'at least',
  'less',
  'at most',
  'contains',
  'begins',
  'ends',
  'present',
] as const;

export type Comparison = (typeof comparisons)[number];

/** Those of SCIM (RFC 7644, section 3.4.2.2), of OData, and signs. */
const operators: Readonly<Record<string, Comparison>> = {
  eq: 'equal',
  '==': 'equal',
  '=': 'equal',
  ':': 'equal',
  ne: 'different',
  '!=': 'different',
  '<>': 'different',
  gt: 'more',
  '>': 'more',
  ge: 'at least',
  gte: 'at least',
  '>=': 'at least',
  lt: 'less',
  '<': 'less',
  le: 'at most',
  lte: 'at most',
  '<=': 'at most',
  co: 'contains',
  contains: 'contains',
  sw: 'begins',
  startswith: 'begins',
  ew: 'ends',
  endswith: 'ends',
  pr: 'present',
};

const joints = { and: /^(?:and|&&|;)$/i, or: /^(?:or|\|\|)$/i, not: /^not$/i } as const;

export interface FilterLanguage {
  /** Name of the parameter. */
  parameter: string;
  members: readonly FilterMember[];
  /** Writes a comparison of a member with a literal. */
  comparisons: ReadonlyMap<Comparison, (member: string, literal: string) => string>;
  /** As they are written, where they are shown. */
  joints: Readonly<Partial<Record<keyof typeof joints, string>>>;
  hasParentheses: boolean;
  /** Whether words say that what has no value is asked for with `null`. */
  hasNull: boolean;
  /** Whether words say that `and` joins before `or` does. */
  isAndFirst: boolean;
}

/** A member that words name. */
interface FilterMember {
  name: string;
  schema: JsonObject;
  /** What its values are between; empty where nothing is. */
  quote: string;
  /** Whether an expression shows it. */
  isShown: boolean;
  /** Whether capital and small letters are said to make no difference: anywhere, or to what looks into texts. */
  isCaseless: 'everywhere' | 'in parts' | undefined;
}

/** Of these, a chapter of the document may speak. */
const isFilter = /^\$?(?:filter|where|query)$/i;

const literal = `(?:'[^']*'|"[^"]*"|<[\\w .-]+>|\\{[\\w .-]+\\}|[\\w.:+-]+)`;
const infixForm = new RegExp(
  `(?<![\\w.])(?<member>[A-Za-z]\\w*)(?<before> ?)(?<operator>(?<= )(?:eq|ne|gte?|ge|lte?|le|co|sw|ew)(?= )|[=!<>]=|<>|[=<>:])(?<after> ?)(?<value>${literal})`,
  'gi',
);
const functionForm = new RegExp(
  `\\b(?<operator>contains|startswith|endswith)\\((?<member>[A-Za-z]\\w*),(?<after> ?)(?<value>${literal})\\)`,
  'gi',
);

/** Undefined where nothing shows a comparison of a member of the items. */
export function filterLanguageOf(
  { run: { document }, operation, members }: Listed,
  { name, in: place, object }: Parameter,
): FilterLanguage | undefined {
  const schema = flatten(document, object.schema ?? null);
  if (place !== 'query' || !hasType(schema, 'string') || Array.isArray(schema?.enum)) return undefined;
  const own = [object.description, schema?.description].filter((one) => typeof one === 'string').join('\n');
  const words = isFilter.test(name) ? `${own}\n${wordsOfDocument(document)}` : own;
  const spans = spansIn(words);
  const shown = [...spans, ...examplesIn(object), ...examplesIn(schema)];
  const clauses = shown.flatMap((one) => [...one.matchAll(infixForm), ...one.matchAll(functionForm)]);
  const known = clauses.filter(({ groups }) => Object.hasOwn(members, groups?.member ?? ''));
  const [first] = known;
  if (!first) return undefined;
  const quotes = new Map(known.map(({ groups }) => [groups!.member!, quoteOf(groups!.value!)]));
  const usual = [...quotes.values()].find(Boolean) ?? '';
  const schemaOf = (member: string): JsonObject => flatten(document, members[member] ?? null) ?? {};
  // Values of one kind are written alike: "`amount gt 100`" shows a number, "`2026-02-01T00:00:00Z`" an instant.
  const quoteOfKind = new Map([
    ...(spans.some((one) => isDated(one) && !one.includes(' ')) ? [['date', '']] : []),
    ...[...quotes].map(([member, quote]) => [kindOf(schemaOf(member)), quote]),
  ] as [string, string][]);
  // "Can be filtered by `name` and `email`"
  const said = sentencesWith(operationObject(document, operation)?.description, /\bfilter(?:ed|s|ing)?\b/i);
  const named = new Set([...quotes.keys(), ...spansIn(`${own}\n${said}`)].filter((one) => Object.hasOwn(members, one)));
  const hasFunctions = shown.some((one) => one.match(functionForm) !== null);
  // "the operators eq, ne and co", with or without marks
  const listed = /\boperators?\b[^.]*/i.exec(words)?.[0].split(/[^\w<>=!&|;]+/) ?? [];
  const alone = [...spans.map((one) => one.replace(/\(.*$/, '')), ...listed];
  return {
    parameter: name,
    members: [...named].map((member) => {
      const node = schemaOf(member);
      const quote = quotes.get(member) ?? quoteOfKind.get(kindOf(node)) ?? (hasType(node, 'string') ? usual : '');
      return {
        name: member,
        schema: node,
        quote,
        isShown: quotes.has(member),
        isCaseless: caselessIn(words, member),
      };
    }),
    comparisons: new Map(
      [...clauses.map(({ groups }) => groups!.operator!), ...alone].flatMap((operator) => {
        const comparison = operators[operator.toLowerCase()];
        const like = known.find(({ groups }) => groups!.operator === operator) ?? first;
        const isCalled = hasFunctions && /^(?:contains|startswith|endswith)$/i.test(operator);
        return comparison ? [[comparison, writerOf(operator, like.groups ?? {}, isCalled)] as const] : [];
      }),
    ),
    joints: jointsIn([...alone, ...shown.filter((one) => [...one.matchAll(infixForm)].length > 1).flatMap(outsideOf)]),
    hasNull: spans.some((one) => /(?:^| )null$/.test(one)),
    isAndFirst:
      /\band\b\W+(?:binds?|is|has|takes)\b[^.;]{0,20}\b(?:tighter|stronger|closer|first|before|precedence|higher)\b[^.;]{0,30}\bor\b/i.test(
        words,
      ),
    hasParentheses: /\bparenthes[ei]s|\bgroup/i.test(words) || shown.some((one) => /(?:^|[ (])\(/.test(one)),
  };
}

const spansIn = (words: string): string[] =>
  [...words.replaceAll(/``|''/g, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.trim());

const sentencesWith = (text: Json | undefined, wanted: RegExp): string =>
  typeof text === 'string'
    ? text
        .split(/(?<=\.)\s/)
        .filter((one) => wanted.test(one))
        .join('\n')
    : '';

/** What stands under a heading about filters in the description of the document. */
function wordsOfDocument({ info }: JsonObject): string {
  const text = isObject(info) && typeof info.description === 'string' ? info.description.slice(0, 20_000) : '';
  return text
    .split(/^(?=#+ )/m)
    .filter((one) => /^#+ .*\b(?:filter|quer)/i.test(one))
    .join('\n');
}

function writerOf(
  operator: string,
  { before = ' ', after = ' ' }: Record<string, string | undefined>,
  isCalled: boolean,
): (member: string, value: string) => string {
  if (isCalled) return (member, value) => `${operator}(${member},${value})`;
  if (operators[operator.toLowerCase()] === 'present') return (member) => `${member} ${operator}`;
  const [left, right] = /\w/.test(operator) ? [' ', ' '] : [before, after];
  return (member, value) => `${member}${left}${operator}${right}${value}`;
}

/** Of all members, where the sentence names none. */
function caselessIn(words: string, member: string): FilterMember['isCaseless'] {
  const said = words
    .split(/\.\s/)
    .find((one) => isCaseless(one) && (!/`\w+`/.test(one) || one.includes(`\`${member}\``)));
  if (said === undefined) return undefined;
  return /\b(?:contains|startswith|endswith|co|sw|ew)\b/i.test(said) ? 'in parts' : 'everywhere';
}

/** Of the values of a schema, as a language of filters may write them. */
function kindOf(schema: JsonObject): string {
  if (String(schema.format).startsWith('date')) return 'date';
  if (isDecimalText(schema)) return 'decimal';
  return hasType(schema, 'string') ? 'text' : 'other';
}

const quoteOf = (value: string): string => (/^['"]/.test(value) ? value[0]! : '');

/** Texts that an example or several are. */
function examplesIn(object: JsonObject | undefined): string[] {
  const { example, examples = {} } = object ?? {};
  const more = Object.values(isObject(examples) || Array.isArray(examples) ? examples : {}) as Json[];
  return [example, ...more.map((one) => (isObject(one) ? one.value : one))].filter((one) => typeof one === 'string');
}

/** Words of an expression without its texts. */
const outsideOf = (expression: string): string[] =>
  expression.replaceAll(/'[^']*'|"[^"]*"/g, '').split(/[\s()]+|(?=;)|(?<=;)/);

function jointsIn(words: readonly string[]): FilterLanguage['joints'] {
  const found = Object.entries(joints).flatMap(([name, form]): [string, string][] => {
    const word = words.find((one) => form.test(one));
    return word === undefined ? [] : [[name, word]];
  });
  return Object.fromEntries(found);
}
