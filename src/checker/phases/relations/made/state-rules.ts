/**
 * The states of a record, and what the words of a document say of the operations that are done in them: "Only a draft can
 * be changed", "`draft` or `booked` -> `cancelled`", "A closed ticket cannot be changed". What is said otherwise is not read.
 */
import { operationObject, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { perObject } from '../../../../openapi/per-object.js';
import { plain } from '../../../records/ids.js';
import type { StateMember } from '../../../records/state-member.js';
import { sentencesAbout } from '../../../sentences.js';
import { transitionsOf, type Transition } from './transition-table.js';

/** What is said of an operation. */
export interface Rule {
  /** The states in which it is done, where all of them are named. */
  only?: readonly string[] | undefined;
  /** States in which it is refused. */
  never?: readonly string[] | undefined;
  /** The state in which it leaves the record. */
  to?: string | undefined;
  /** Where a request asks for a state: from which one it may be asked for which, all of them. */
  next?: ReadonlyMap<string, readonly string[]> | undefined;
  /** Whether nothing else is said that may refuse it. */
  isWhole: boolean;
  /** The sentence. */
  words: string;
}

type Reading = Omit<Rule, 'isWhole' | 'next'>;

/** Statuses that may be about the state of a record, though not of that alone. */
const refusing = ['400', '409', '422', '423', '4XX'];

/** What the document says of an operation; undefined where it says nothing that can be read, or refuses nothing. */
export function ruleOf(document: JsonObject, operation: Operation, { states }: StateMember): Rule | undefined {
  if (!refusing.some((status) => operation.responses.has(status))) return undefined;
  const { said, why } = sentencesAbout(document, operation, refusing);
  // One word, such as "Conflict", is no reason.
  const isKnown = (one: string) =>
    !one.includes(' ') || !mayRefuse.test(one) || isComplete.test(one) || readRule(one, states, true) !== undefined;
  const isPartial = (one: string) =>
    isProvided.test(one) || (hasOtherReason.test(one) && readRule(one, states, true) !== undefined);
  const isWhole = [...said, ...why].every((one) => isKnown(one) && !isPartial(one));
  const next = nextIn([...said, ...why], states);
  if (next) return { ...next, isWhole };
  const acted = actedOn(operationObject(document, operation)?.description, states);
  const rows = transitionsOf(document, operation, (text) => statesIn(text, states));
  const rules = [
    ...(rows.length > 0 ? [ofTable(rows)] : []),
    ...(acted ? [acted] : []),
    ...said.flatMap((one, at) => exclusiveIn(one, said[at + 1] ?? '', states) ?? []),
    ...said.map((one) => readRule(one, states, false)),
    ...why.map((one) => readRule(one, states, true)),
  ].filter((one) => one !== undefined);
  const [first] = rules;
  if (!first) return undefined;
  const [only, ...others] = rules.filter((one) => one.only !== undefined);
  // What is said twice, and differently, is not understood.
  if (others.some((one) => !isSameList(one.only ?? [], only?.only ?? []))) return undefined;
  const never = rules.flatMap((one) => one.never ?? []);
  const to = rules.find((one) => one.to !== undefined)?.to;
  return { only: only?.only, never, to, isWhole, words: (only ?? first).words };
}

/** "Closes an `open` account", as the first thing that is said, with the state as code. */
function actedOn(description: Json | undefined, states: readonly string[]): Reading | undefined {
  const [words = '', verb = '', state = ''] =
    /^(\w+s) (?:\w+ )?(?:an?|the|any) `([\w-]+)` \w+[^.;]*/.exec(String(description ?? '')) ?? [];
  const isResult = /^(?:makes?|creates?|gives?|returns?|sets?|becomes?|adds?|starts?|issues?|answers?)$/i.test(verb);
  return !isResult && states.includes(state) ? { only: [state], words: words.replaceAll('`', '') } : undefined;
}

/** The states of all rows; where they lead to several, which of them is left open. */
function ofTable(rows: readonly Transition[]): Reading {
  const targets = new Set(rows.map(({ to }) => to));
  return {
    only: [...new Set(rows.flatMap(({ from }) => from))],
    to: targets.size === 1 ? rows[0]!.to : undefined,
    words: rows[0]!.words,
  };
}

/** "Changes it while it is draft or held. Otherwise 409", "Makes a held booking binding. Any other one is refused" */
function exclusiveIn(sentence: string, next: string, states: readonly string[]): Reading | undefined {
  if (!/^(?:otherwise|else|in any other|(?:any|every|all|an)(?: ?)others?)\b/i.test(next) || !isRefusing.test(next))
    return undefined;
  const [, so = ''] =
    /\b(?:while|when|if|as long as)(?: (?:it|they|(?:the|an?) \w+) (?:is|are))?\b(.*)$/i.exec(sentence) ?? [];
  if (isNamed(so, states)) return { only: statesIn(so, states), words: sentence };
  const [, named = ''] = /^\w+s (?:\w+ )?(?:an?|the|any) ([\w-]+(?:(?:, | or )[\w-]+)*) \w+/.exec(sentence) ?? [];
  return isNamed(named, states) ? { only: statesIn(named, states), words: sentence } : undefined;
}

const isRefusing = /\b(?:409|4\d\d|refused|rejected|conflict|fails?)\b/i;

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join('\n') === [...other].sort().join('\n');

const before = String.raw`(?<before>.*?)`;
const after = String.raw`(?<after>.*)`;
const whileIn = 'while|when|if|in|from|for|to|on|as long as';
const patterns: readonly [kind: 'only' | 'never', pattern: RegExp, place: 'before' | 'after', isOfRefusal?: true][] = [
  // Only a draft can be changed.
  [
    'only',
    new RegExp(String.raw`\bonly\b${before}\b(?:can|may|could|has|have|is allowed|are allowed)\b`, 'i'),
    'before',
  ],
  // No longer possible once it is delivered.
  [
    'never',
    new RegExp(
      String.raw`\b(?:not|no longer|never) (?:be )?(?:possible|allowed|permitted|available|accepted|supported)\b.*?\b(?:once|after|${whileIn})\b${after}`,
      'i',
    ),
    'after',
  ],
  // It can only be changed while it is a draft. Possible from draft or booked.
  ['only', new RegExp(String.raw`\b(?:only|possible|allowed|permitted)\b.*?\b(?:${whileIn})\b${after}`, 'i'), 'after'],
  // Allowed states: draft, booked.
  [
    'only',
    new RegExp(
      String.raw`\b(?:allowed|permitted|valid|required|source) (?:states?|status(?:es)?)\b(?: (?:is|are))?:?${after}`,
      'i',
    ),
    'after',
  ],
  // It requires a draft.
  ['only', new RegExp(String.raw`\brequires?\b${after}`, 'i'), 'after'],
  // It must be a draft.
  ['only', new RegExp(String.raw`\b(?:must|has to|have to|needs? to) be\b${after}`, 'i'), 'after'],
  // A closed ticket cannot be changed. A closed ticket takes no comments.
  [
    'never',
    new RegExp(
      String.raw`^${before}\b(?:cannot|can ?not|can no longer|cant|may not|must not|takes? no|is refused|are refused)\b(?!.*\b(?:if|when|while|before|after|once|until|as)\b)`,
      'i',
    ),
    'before',
  ],
  // It cannot be changed once it is closed.
  [
    'never',
    new RegExp(
      String.raw`\b(?:cannot|can ?not|can no longer|cant|may not|must not)\b.*?\b(?:once|after|when|while|if|that (?:is|are|was|were))\b${after}`,
      'i',
    ),
    'after',
  ],
  // 409: the order is no draft, or not in a state such as this.
  ['only', new RegExp(String.raw`\b(?:not|no|isnt|arent|neither)\b${after}`, 'i'), 'after', true],
  // 409: already published. An order that was cancelled before is refused.
  ['never', new RegExp(String.raw`\balready\b${after}`, 'i'), 'after', true],
  ['never', new RegExp(String.raw`^${before}\b(?:is|are) (?:refused|rejected|answered with 409)\b`, 'i'), 'before'],
  // 409 once the order is delivered.
  [
    'never',
    new RegExp(
      String.raw`\b(?:409|conflict|refused|rejected|fails)\b.*?\b(?:if|when|while|for|once|after)\b${after}`,
      'i',
    ),
    'after',
  ],
];
/** It fails unless it is a draft. */
const unless = /\b(?:409|conflict|refused|rejected|fails|only)\b.*?\bunless\b(?<after>.*)/i;
/** 409: the order is delivered. */
const isSo = /^(?:(?:the|an?|this) )?\w+ (?:is|are|was|has been|have been)\b(?<after>.*)/i;

/** In words that are not understood. */
const mayRefuse =
  /\b(?:400|409|422|refus|reject|conflict|must|needs?|requir|without|cannot|only|empty|enough|at least|if|when|unless|free|full)/i;
/** "Only a draft with a total above zero" */
const hasOtherReason =
  /\b(?:with|without|whose|having|whether|above|below|exceed\w*|(?:more|less|fewer) than|nothing (?!changes))\b/i;
const isProvided = /\b(?:so long as|provided)\b/i;
/** "Only one active membership can exist" is about their number. */
const isRestricted = /\b(?:unless|except|other than|apart from|but|one|two|three|\d{1,2}|at most|at least|per)\b/i;

/** "`note` can be changed in every state, the others only as long as it is a draft" */
const isOfSomeMembers = /\b(?:the|all) (?:others?|other (?:members|fields|parameters|properties|attributes)|rest)\b/i;

/** What has been booked may be in transit by now. */
const isHistory = /\b(?:been|was|were|first|before|once|after|ever)\b/i;
/** "A draft without parcels cannot be booked" is not about drafts alone. */
const isQualified =
  /\b(?:with|without|whose|having|no|older|newer|than|where|whether|by|of(?! (?:a|an|the) )|more|less|until|same|another|again|twice)\b/i;

/** @param isRefusal whether it is said of an answer that refuses */
export function readRule(sentence: string, states: readonly string[], isRefusal: boolean): Reading | undefined {
  const words = sentence;
  const [excepted = '', so = ''] = [unless, isSo].map((one) => one.exec(sentence)?.groups?.after);
  if (isNamed(excepted.replace(/^.*\b(?:is|are)\b/i, ''), states) && !isHistory.test(excepted))
    return { only: statesIn(excepted, states), words };
  if (isRestricted.test(sentence) || isOfSomeMembers.test(sentence)) return undefined;
  if (isRefusal && isNamed(so, states)) return { never: statesIn(so, states), words };
  const arrow = readArrow(sentence, states);
  if (arrow) return { ...arrow, words };
  for (const [kind, pattern, place, isOfRefusal] of patterns) {
    if (isOfRefusal && !isRefusal && !/\b(?:409|refused|conflict|rejected|fails)\b/i.test(sentence)) continue;
    const said = pattern.exec(sentence)?.groups?.[place];
    if (said === undefined) continue;
    const found = isOfRefusal ? leading(said, states) : statesIn(said, states);
    if (found.length === 0) continue;
    if (kind === 'only' && isHistory.test(sentence)) return undefined;
    if (isOfRefusal || !/\b(?:not|no|never|isnt|arent|neither)\b/i.test(said))
      return kind === 'never' && isQualified.test(said) ? undefined : { [kind]: found, words };
    // "Only an order that is not cancelled can be changed", "an order that is not booked cannot be dispatched".
    const denied = leading(said.replace(/^.*\b(?:not|no|never|isnt|arent|neither)\b/i, ''), states);
    const opposite = kind === 'only' ? 'never' : 'only';
    return denied.length === found.length ? { [opposite]: denied, words } : undefined;
  }
  return undefined;
}

/** `draft or booked -> cancelled`, or "from draft to booked" */
function readArrow(sentence: string, states: readonly string[]): Omit<Reading, 'words'> | undefined {
  const [left, right, ...others] = sentence.split(/ ?(?:->|→|=>|-->|⇒) ?/);
  const [, from, towards] = /\bfrom ((?:(?!\bfrom\b).)+?) to (.+)$/i.exec(sentence) ?? [];
  for (const [one, other] of [
    others.length === 0 && right !== undefined ? [left!.replace(/^.*:/, ''), right.replace(/[,(].*$/, '')] : [],
    [from, towards],
  ]) {
    if (one === undefined || other === undefined || !isList(one, states) || !isList(other, states)) continue;
    const [to, ...more] = statesIn(other, states);
    const only = statesIn(one, states);
    if (only.length > 0 && to !== undefined && more.length === 0) return { only, to };
  }
  return undefined;
}

const isComplete =
  /\b(?:whatever else|anything else|everything else|nothing else|any other|every other|all others?|other (?:transitions?|changes?|moves?|states?)|otherwise|no other|only)\b/i;
const clause =
  /^(?:and |a |an |from |it )*(?<from>.+?) (?:can |may )?(?:(?:goes|moves|changes|turns|leads|go|move|change|be moved|be changed|be set)? ?(?:on )?to|becomes?|be|->|→|=>) (?<to>.+)$/i;

/** "`requested` goes to `accepted` or `declined`, `accepted` to `done`. Whatever else is asked is answered with 409." */
function nextIn(sentences: readonly string[], states: readonly string[]): Pick<Rule, 'next' | 'words'> | undefined {
  if (!sentences.some((one) => isComplete.test(one))) return undefined;
  const pairs = new Map<string, readonly string[]>();
  let clauses = 0;
  for (const one of sentences.flatMap((sentence) =>
    sentence
      .replace(/^[^:]*: /, '')
      .replaceAll(/\b(?:it|still|only|then|also|what(?:ever)? is) /gi, '')
      .split(/[,;] ?(?=\S+ (?:\w+ )*(?:to|->|→|=>|becomes?) )/i),
  )) {
    const { from = '', to = '' } = clause.exec(one)?.groups ?? {};
    if (from === '' || !isList(from, states) || !isList(to, states)) continue;
    clauses++;
    for (const state of statesIn(from, states))
      pairs.set(state, [...(pairs.get(state) ?? []), ...statesIn(to, states)]);
  }
  const words = sentences.find((one) => statesIn(one, states).length > 1) ?? '';
  // One alone, "draft or booked -> cancelled", is what an operation does.
  return clauses > 1 && pairs.size > 1 ? { next: pairs, words } : undefined;
}

/** Whether there are states in a text, and nothing else. */
const isNamed = (text: string, states: readonly string[]): boolean =>
  isList(text, states) && statesIn(text, states).length > 0;

/** Whether there is nothing but states in a text. */
const isList = (text: string, states: readonly string[]): boolean =>
  text
    .replaceAll(mentions(states), ' ')
    .replaceAll(
      /\b(?:or|nor|and|in|the|a|an|is|are|been|yet|still|currently|state|status|either)\b|[\s,/|()]/gi,
      '',
    ) === '';

/** The states at the beginning of a text: "draft", "draft or booked any more". */
function leading(text: string, states: readonly string[]): string[] {
  const words = text.split(/(?<=[\w-])[ ,/]+/);
  const end = words.findIndex((_, at) => !isList(words.slice(0, at + 1).join(' '), states));
  return statesIn(words.slice(0, end < 0 ? words.length : end).join(' '), states);
}

function statesIn(text: string, states: readonly string[]): string[] {
  const found = [...text.matchAll(mentions(states))].map(([one]) => plain(one));
  return states.filter((state) => found.some((one) => one === plain(state) || one === `${plain(state)}s`));
}

const mentions = perObject((states: readonly string[]): RegExp => {
  const alternatives = states
    .map((state) => state.split(/[\W_]+|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== ''))
    .filter((parts) => parts.length > 0)
    .map((parts) => parts.map((part) => part.replaceAll(/[^\w]/g, '')).join(String.raw`[\s_-]?`))
    .sort((one, other) => other.length - one.length);
  return new RegExp(String.raw`(?<![\w-])(?:${alternatives.join('|')})s?(?![\w-])`, 'gi');
});
