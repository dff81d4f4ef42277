/**
 * What a record counts or adds up of others, by the words of the document: "Number of the applicant's checks that are
 * `pending` now", "The sum of the amounts of all `authorized` transfers of the account".
 */
import { valueAt, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { toPointer } from '../../../../openapi/pointer.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { bare, isChosen, shapeOf } from '../../../records/collections.js';
import { nounsOf, plain } from '../../../records/ids.js';
import { otherOutcomes } from '../../../records/preparation.js';
import { joinPatches } from '../../../recipes/rules.js';
import { stepOf, templateOf, type MadeCollection, type MadeRecord, recordOf } from '../../../records/made-record.js';
import { isReference } from '../../../records/references.js';
import { membersAnswered, membersIn } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy } from '../fixture.js';
import { isWhole, largestPage, listOf, readPages, type Listed } from '../lists/listed.js';
import { member, ownId, recordIn, type DerivedPart } from './subject.js';
import { stateMemberOf, type StateMember } from '../../../records/state-member.js';
import { numberIn } from '../../../relations/decimals.js';

interface Aggregate {
  /** Where the record shows it. */
  pointer: string;
  /** The collection whose records count, and what lists them. */
  of: MadeCollection;
  list: Listed;
  /** Name of the member that names the record; undefined where the list is that of the record. */
  reference: string | undefined;
  /** Name of the member that is added up; undefined where the records are counted. */
  added: string | undefined;
  /** Only those in one of these states; undefined for all. */
  states: { member: string; wanted: readonly string[] } | undefined;
  words: string;
}

/** Requests after which it is looked at. */
const mostRequests = 8;

export function aggregateParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, isLost } = collection;
  if (!read || isLost) return [];
  return aggregatesOf(run, collection, read).flatMap((aggregate): DerivedPart[] => {
    const { create, below } = aggregate.of;
    const requests = [create, ...below.filter(({ method }) => method !== 'GET' && method !== 'HEAD')];
    const name = `${aggregate.pointer} of its ${bare(collection.path).split('/').at(-1)} afterwards`;
    const parts = requests.slice(0, mostRequests).map((operation): DerivedPart => {
      const record = recordOf(run, operation);
      const check = () => checkAggregate({ run, read, collection, aggregate }, operation, record);
      return { name, operation, check };
    });
    const again = (): Promise<Found> =>
      checkAggregate({ run, read, collection, aggregate }, create, aggregate.of.inner);
    return isChosen(aggregate.of)
      ? [...parts, { name: `${name}, once it is replaced`, operation: create, check: again }]
      : parts;
  });
}

function aggregatesOf(run: Run, collection: MadeCollection, read: Operation): Aggregate[] {
  const { document, records } = run;
  const [outer, inner] = membersAnswered(document, read);
  const members = Object.keys(inner).length > 0 ? inner : outer;
  return describedIn(document, members).flatMap(([path, words]): Aggregate[] => {
    for (const sentence of words) {
      const [, what = 'number', phrase = ''] =
        /^(?:The )?(?:(number|count|sum|total) of|How many) (?:the )?(.+)$/i.exec(sentence) ?? [];
      if (phrase === '') continue;
      for (const of of records.collections) {
        if (of === collection || of.isLost) continue;
        const isNamed = countsNoun(path.at(-1) ?? '', of);
        const found = readPhrase(run, collection, of, { what, phrase, isNamed });
        if (found) return [{ ...found, of, pointer: toPointer(path), words: sentence }];
      }
    }
    return [];
  });
}

/** Members of an object and of the objects in it, each with what is said of it. */
function describedIn(document: JsonObject, members: JsonObject, path: readonly string[] = []): [string[], string[]][] {
  return Object.entries(members).flatMap(([name, node]): [string[], string[]][] => {
    const schema = flatten(document, node);
    const own = [...path, name];
    const inner = path.length === 0 ? describedIn(document, membersIn(document, schema), own) : [];
    return [[own, sentencesOf(schema?.description)], ...inner];
  });
}

/** Words that say nothing of which records count. */
const filler =
  /^(?:a|all|an|and|any|are|as|at|for|has|have|in|is|it|its|moment|now|of|or|own|present|presently|currently|current|so|far|that|the|there|they|this|which|who|s|amounts?|values?|sums?)$/;

/** Words that may say that only some count, where the name of the member says which records do. */
const narrowing =
  /^(?:with|without|whose|where|which|that|except|excluding|only|not|no|un\w+|last|first|new|other|different|distinct|active|open|valid|accepted|approved|archived|assigned|cancelled|closed|completed|deleted|expired|failed|finished|paid|rejected|required|resolved|signed|verified)$/;

/** `evidenceCount` of `/evidence`, `numberOfNotes` of `/notes` */
function countsNoun(name: string, { path }: MadeCollection): boolean {
  const [, one, other] = /^(?:number_?of_?(\w+)|(\w+?)_?(?:count|total))$/i.exec(name) ?? [];
  return nounsOf(path).includes(plain(one ?? other ?? '')) || nounsOf(path).includes(`${plain(one ?? other ?? '')}s`);
}

/** Undefined for a phrase with a word that is not known: it may say which of them count. */
function readPhrase(
  run: Run,
  around: MadeCollection,
  of: MadeCollection,
  { what, phrase, isNamed: isNamedSo }: { what: string; phrase: string; isNamed: boolean },
): Pick<Aggregate, 'list' | 'reference' | 'added' | 'states'> | undefined {
  const { document } = run;
  const list = listOf(run, of);
  const reference = list && Object.keys(list.members).find((name) => isReference(around, name));
  const isOwn = shapeOf(of.path).startsWith(`${shapeOf(around.item)}/`);
  if (!list || (reference === undefined && !isOwn)) return undefined;
  const nouns = ({ path }: MadeCollection): string[] => [...nounsOf(path), `${nounsOf(path)[0]}s`];
  const state = of.read && stateMemberOf(document, of.read);
  const wanted: string[] = [];
  const words = phrase.split(/[^\w-]+/).filter((one) => one !== '');
  let isNamed = isNamedSo;
  let added: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = plain(words[at] ?? '');
    const inState = stateNamed(state, words, at);
    const summed =
      what.match(/sum|total/i) && Object.keys(list.members).find((name) => singular(name) === singular(word));
    if (nouns(of).includes(word)) isNamed = true;
    else if (inState) {
      wanted.push(inState.state);
      at += inState.length - 1;
    } else if (summed && added === undefined) added = summed;
    else if (!nouns(around).includes(word) && !filler.test(word) && !(isNamedSo && !narrowing.test(word)))
      return undefined;
  }
  const isSum = /sum|total/i.test(what);
  if (!isNamed || (isSum && added === undefined)) return undefined;
  const states = state && wanted.length > 0 ? { member: state.name, wanted } : undefined;
  return { list, reference, added: isSum ? added : undefined, states };
}

const singular = (name: string): string => plain(name).replace(/s$/, '');

/** A state of one or two words: `checked out` is `checked_out`. */
function stateNamed(state: StateMember | undefined, words: readonly string[], at: number) {
  for (const length of [2, 1]) {
    const found = state?.states.find((one) => plain(one) === plain(words.slice(at, at + length).join('')));
    if (found !== undefined) return { state: found, length };
  }
  return undefined;
}

interface Subject {
  run: Run;
  read: Operation;
  collection: MadeCollection;
  aggregate: Aggregate;
}

async function checkAggregate(subject: Subject, operation: Operation, record: MadeRecord): Promise<Found> {
  const { run } = subject;
  let found: Found = 'its record names none of these';
  for (const outcome of [undefined, ...otherOutcomes(run.document, operation)]) {
    const patch = joinPatches(record.patch, outcome);
    const one = await checkAfter(subject, operation, { ...record, ...(patch !== undefined && { patch }) });
    if (typeof one !== 'string' && one.violations.length > 0) return one;
    if (typeof found === 'string') found = one;
  }
  return found;
}

async function checkAfter(
  { run, read, collection, aggregate }: Subject,
  operation: Operation,
  record: MadeRecord,
): Promise<Found> {
  const { pointer, of, words } = aggregate;
  const step = stepOf(collection);
  if (!step || !record.given.includes(step)) return 'its record names none of these';
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const done = await fixture.send(operation, templateOf(record));
  if (!hasSucceeded(done)) return refusedBy(done);
  const shown = await fixture.send(read, templateOf(collection.inner));
  if (!hasSucceeded(shown)) return 'the record is not shown afterwards';
  const value = numberIn(valueAt(recordIn(shown), pointer) ?? null);
  if (value === undefined) return 'it is not shown';
  const due = await amountDue(fixture, collection, aggregate);
  if (typeof due !== 'number') return due;
  const message = `expected ${Number(due.toFixed(6))}, by its ${bare(of.path).split('/').at(-1)} ("${words}"), got ${value}`;
  return {
    violations: Math.abs(due - value) < 0.005 ? [] : [member({ run }, pointer, message)],
    toCurl: done.toCurl,
  };
}

/** What the records that count come to; why that is not known. */
async function amountDue(
  fixture: Fixture,
  collection: MadeCollection,
  { list, reference, added, states }: Aggregate,
): Promise<number | Found> {
  const id = ownId(fixture, collection);
  const by = list.operation.parameters.find((one) => one.in === 'query' && isReference(collection, one.name));
  const items: JsonObject[] = [];
  let isAll = false;
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...(by && { [by.name]: id }) })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    items.push(...page.items);
    isAll = isWhole(list, page, largestPage(list));
  }
  if (!isAll) return 'there are more of them than are read';
  const own = reference === undefined ? items : items.filter((one) => String(one[reference]) === String(id));
  const counted = states ? own.filter((one) => states.wanted.includes(String(one[states.member]))) : own;
  const summands = counted.map((one) => (added === undefined ? 1 : numberIn(one[added] ?? null)));
  if (summands.includes(undefined)) return 'not each of them shows what is added up';
  return summands.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
