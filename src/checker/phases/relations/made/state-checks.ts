/**
 * Brings a record into each state that its operations lead to, and tries each operation there: what the words of the
 * document allow or refuse in a state, and that what has been done, and nothing that was refused, is shown afterwards.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isObject, propertiesOf, valueAt, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare, isChange } from '../../../records/collections.js';
import { allAnswered, recordSchemaOf } from '../../../records/wrapping.js';
import type { Step } from '../../../recipes/step.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { stepUntilEnd } from '../../../records/background-work.js';
import { isFinal } from '../../../relations/final-states.js';
import { disagreeing, notTaken } from '../../../relations/shared-members.js';
import { endedBefore, endOf, type Run } from '../../../run.js';
import { isGone, isRefusal, stateRefusals } from '../../../status.js';
import { responseFor, type Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, statusViolation, type Received } from '../fixture.js';
import { isAbout, mayEnd } from './changed.js';
import { member, pointerTo, recordIn, type DerivedPart } from './subject.js';
import { otherMembers, sendMembers, sendOther } from '../other-values.js';
import { memberConditionsOf, type MemberCondition } from './member-conditions.js';
import { ruleOf, type Rule } from './state-rules.js';
import { stateMemberOf, type StateMember } from '../../../records/state-member.js';

/** Requests that are tried in some state, of one collection. */
const mostTried = 80;
const mostStates = 8;

/** A request that may lead to another state. */
interface Move {
  operation: Operation;
  /** The state that it asks for, where it is a change of that member. */
  asks?: string;
  /** Sent until work in the background has come to its end. */
  untilEnd?: Step;
}

/** A request in a state. */
interface Tried extends Move {
  state: string;
  before: Received;
  answer: Received;
  after: Received;
}

interface LifeCycle {
  run: Run;
  collection: MadeCollection;
  read: Operation;
  member: StateMember;
  /** By operation. */
  rules: ReadonlyMap<Operation, Rule>;
  /** By operation. */
  conditions: ReadonlyMap<Operation, readonly MemberCondition[]>;
  moves: readonly Move[];
  /** Whether work in the background moves a record on. */
  goesOn: boolean;
}

/** One case for each operation of a record that has states. */
export function stateParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const cycle = lifeCycleOf(run, collection);
  if (!cycle) return [];
  let tried: Promise<Tried[]> | undefined;
  const operations = new Set(cycle.moves.flatMap(({ operation, untilEnd }) => (untilEnd ? [] : [operation])));
  return [...operations].map((operation) => ({
    name: 'what is allowed in each state of the record',
    operation,
    check: async () => {
      tried ??= explore(cycle);
      return verdictOf(
        cycle,
        operation,
        (await tried).filter((one) => one.operation === operation),
      );
    },
  }));
}

function lifeCycleOf(run: Run, collection: MadeCollection): LifeCycle | undefined {
  const { read, isLost, below, item, inner } = collection;
  const member = read && !isLost ? stateMemberOf(run.document, read) : undefined;
  if (!read || !member) return undefined;
  const lastOf = (path: string) => bare(path).split('/').at(-1);
  // `POST /jobs/{job}:archive` answers with an operation, and does something with the job all the same.
  const creating = new Set(
    run.records.collections
      .filter(({ create, path }) => path.startsWith(`${item}/`) || lastOf(create.path) === lastOf(path))
      .map(({ create }) => create),
  );
  const noun =
    collection.path
      .split('/')
      .at(-1)
      ?.replace(/(?:es|s)$/, '') ?? '';
  const rules = new Map<Operation, Rule>();
  const moves = below.flatMap((operation): Move[] => {
    const { method, path } = operation;
    if (method === 'HEAD' || (bare(path) === bare(read.path) && method === 'GET')) return [];
    if (!areMade(operation, recordOf(run, operation, inner)) || path.slice(item.length).includes('{')) return [];
    const said = ruleOf(run.document, operation, member);
    // What creates something below a record may speak of that.
    const rule = creating.has(operation) && !said?.words.toLowerCase().includes(noun) ? undefined : said;
    if (rule) rules.set(operation, rule);
    const isAction = method === 'POST' && bare(path) !== item && !creating.has(operation);
    const asked = statesAsked(run, operation, collection, member);
    return [
      ...(isAction || (rule && asked.length === 0) ? [{ operation }] : []),
      ...asked.map((asks): Move => ({ operation, asks })),
    ];
  });
  const untilEnd = stepUntilEnd(run.document, collection);
  if (moves.length > 0 && untilEnd) moves.push({ operation: read, untilEnd });
  // What is deleted is tried last, as it leads nowhere.
  const isLast = ({ operation }: Move) => Number(operation.method === 'DELETE');
  const sorted = moves.sort((one, other) => isLast(one) - isLast(other));
  const goesOn = untilEnd !== undefined;
  const shown = allAnswered(run.document, read);
  const conditions = new Map(
    moves.map(({ operation }) => [operation, memberConditionsOf(run.document, operation, shown)]),
  );
  return moves.length === 0 ? undefined : { run, collection, read, member, rules, conditions, moves: sorted, goesOn };
}

/** The states that a change of the record, or of its state alone, may ask for. */
function statesAsked(
  { document }: Run,
  operation: Operation,
  { item }: MadeCollection,
  { name, states }: StateMember,
): readonly string[] {
  const { method, path } = operation;
  const isOfState = (method === 'PATCH' && bare(path) === item) || bare(path) === `${item}/${name}`;
  const { required = [], properties } = (isOfState && recordSchemaOf(document, operation)) || {};
  const isAlone = Array.isArray(required) && required.every((one) => one === name);
  return isAlone && isObject(properties) && Object.hasOwn(properties, name) ? states : [];
}

async function explore(cycle: LifeCycle): Promise<Tried[]> {
  const { run, moves } = cycle;
  const tried: Tried[] = [];
  const ways = new Map<string, readonly Move[]>();
  const queue: (readonly Move[])[] = [[]];
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const move of moves) {
      if (tried.length >= mostTried || endOf(run) !== undefined) return tried;
      const one = await attemptSurely(cycle, way, move);
      if (!one) continue;
      if (!ways.has(one.state)) ways.set(one.state, way);
      // Another way has led here.
      if (ways.get(one.state) !== way) break;
      tried.push(one);
      const next = stateIn(cycle, one.after);
      const isNew = next !== undefined && !ways.has(next) && ways.size < mostStates;
      if (!isNew || !hasSucceeded(one.answer)) continue;
      ways.set(next, [...way, move]);
      queue.push(ways.get(next)!);
    }
  }
  return tried;
}

/** Times that something wrong is seen, where work may have moved the record on just then. */
const mostSeen = 3;

async function attemptSurely(cycle: LifeCycle, way: readonly Move[], move: Move): Promise<Tried | undefined> {
  for (let seen = 1; ; seen++) {
    const one = await attempt(cycle, way, move);
    const isWrong = one && cycle.goesOn && !isFinal(one.state) && wrongIn(cycle, move.operation, one).length > 0;
    if (!isWrong || seen === mostSeen) return one;
  }
}

/** Undefined where the record does not come that far. */
async function attempt(cycle: LifeCycle, way: readonly Move[], move: Move): Promise<Tried | undefined> {
  const { run, collection, read } = cycle;
  const fixture = await Fixture.after(run, collection.inner.given);
  if (!(fixture instanceof Fixture)) return undefined;
  const look = () => fixture.send(read, templateOf(collection.inner));
  for (const one of way) {
    await prepare(cycle, fixture, one);
    const moved = await sendMove(cycle, fixture, one);
    if (!hasSucceeded(moved)) return undefined;
    await unlessPending(cycle, moved, look);
  }
  await prepare(cycle, fixture, move);
  const before = await look();
  const state = stateIn(cycle, before);
  if (state === undefined) return undefined;
  const answer = await sendMove(cycle, fixture, move, before);
  return { ...move, state, before, answer, after: await unlessPending(cycle, answer, look) };
}

/** Does what a request needs beside the record, such as an invoice its line, where the state of the record lets it. */
async function prepare({ run, collection, moves }: LifeCycle, fixture: Fixture, { operation }: Move): Promise<void> {
  const { given, tag } = recordOf(run, operation, collection.inner);
  const isMove = (step: Step) =>
    'operation' in step && moves.some((one) => one.operation.operationId === step.operation);
  for (const step of given) {
    const isWaiting = 'operation' in step && step.untilEnd !== undefined;
    if (collection.inner.given.includes(step) || isMove(step) || isWaiting || step === tag) continue;
    await fixture.context.runStep(step);
  }
}

/** Milliseconds that an operation of its own may take, and between two looks at the record. */
const longest = 4000;
const betweenLooks = 250;

/** The record, as soon as it is in another state where the answer is an operation that goes on (Google's proposal 151). */
async function unlessPending(cycle: LifeCycle, answer: Received, look: () => Promise<Received>): Promise<Received> {
  const first = await look();
  const { json } = answer;
  const isPending = isObject(json) && json.done === false && typeof json.name === 'string';
  const end = Date.now() + longest;
  let shown = first;
  while (isPending && stateIn(cycle, shown) === stateIn(cycle, first) && Date.now() < end) {
    await delay(betweenLooks);
    shown = await look();
  }
  return shown;
}

async function sendMove(
  { run, collection, member }: LifeCycle,
  fixture: Fixture,
  { operation, asks, untilEnd }: Move,
  before?: Received,
): Promise<Received> {
  if (untilEnd) {
    await fixture.context.runStep(untilEnd);
    return fixture.send(operation, templateOf(collection.inner));
  }
  const record = recordOf(run, operation, collection.inner);
  if (record.tag) await fixture.context.execute(record.tag);
  const template = templateOf(record);
  if (asks !== undefined) return sendMembers(fixture, operation, template, () => ({ [member.name]: asks }));
  if (!before || !isChange(operation)) return fixture.send(operation, template);
  // What is as it was before would not show whether it was done.
  const properties = propertiesOf(recordSchemaOf(run.document, operation));
  const { answer } = await sendOther(fixture, operation, template, () =>
    otherMembers(run, properties, recordIn(before)),
  );
  return answer;
}

function stateIn({ member: { name, states } }: LifeCycle, received: Received): string | undefined {
  const state = valueAt(recordIn(received), pointerTo(name));
  return typeof state === 'string' && states.includes(state) ? state : undefined;
}

function verdictOf(cycle: LifeCycle, operation: Operation, tried: readonly Tried[]): Found {
  if (endOf(cycle.run) !== undefined) return endedBefore;
  if (tried.length === 0) return 'its record came into no state that is shown';
  for (const one of tried) {
    const violations = wrongIn(cycle, operation, one);
    if (violations.length > 0) return { violations, toCurl: one.answer.toCurl };
  }
  return { violations: [] };
}

function wrongIn(cycle: LifeCycle, operation: Operation, one: Tried): Violation[] {
  const rule = cycle.rules.get(operation);
  const words = rule?.words ?? '';
  const where = `where ${cycle.member.name} is "${one.state}"`;
  const why = rule ? ` ("${words.length > 80 ? `${words.slice(0, 79)}…` : words}")` : '';
  const saying = { rule, where, why };
  return hasSucceeded(one.answer)
    ? wrongWhereDone(cycle, operation, one, saying)
    : wrongWhereRefused(cycle, operation, one, saying);
}

interface Saying {
  rule: Rule | undefined;
  /** The state, and what is said of it, at the end of a message. */
  where: string;
  why: string;
}

/** Whether a request may ask for a state; undefined where nothing is said of it. */
const mayAsk = ({ state, asks }: Tried, { rule }: Saying): boolean | undefined =>
  asks === undefined || asks === state || !rule?.next ? undefined : (rule.next.get(state)?.includes(asks) ?? false);

function wrongWhereRefused(cycle: LifeCycle, { responses }: Operation, one: Tried, saying: Saying): Violation[] {
  const { state, answer, before, after } = one;
  const { rule, where, why } = saying;
  const broken = refusedBy(answer);
  if (typeof broken !== 'string') return [...broken.violations];
  const isAllowed = mayAsk(one, saying) ?? rule?.only?.includes(state);
  const isDue = isAllowed && rule?.isWhole && stateRefusals.includes(answer.status);
  // "Only a draft" leaves open whether there are other reasons than the state.
  const isCertain = rule?.to !== undefined || rule?.next !== undefined;
  const refused = statusViolation(`expected it to be done ${where}${why}, got ${answer.status}`);
  const isShown = isRefusal(answer.status) && hasSucceeded(after);
  const changed = isShown ? disagreeing(recordIn(before), recordIn(after)) : [];
  // Which failures there are, few documents say in full.
  const isDocumented = responseFor(responses, answer.status) !== undefined || !isRefusal(answer.status);
  return [
    ...(isDocumented ? answer.violations : []),
    ...(isDue ? [isCertain ? refused : { ...refused, severity: 'warning' as const }] : []),
    ...changed.map((at) => member(cycle, at, `is another value after a request that was refused, ${where}`)),
  ];
}

function wrongWhereDone(cycle: LifeCycle, operation: Operation, one: Tried, saying: Saying): Violation[] {
  const { state, answer, before, after, asks } = one;
  const { rule, where, why } = saying;
  const unmet = cycle.conditions
    .get(operation)
    ?.find(({ isBroken }) => isBroken(recordIn(before), cycle.run.gateway.now()));
  if (unmet) return [statusViolation(`expected it to be refused ("${unmet.words}"), got ${answer.status}`)];
  const isForbidden =
    rule?.never?.includes(state) || rule?.only?.includes(state) === false || mayAsk(one, saying) === false;
  if (isForbidden) return [statusViolation(`expected it to be refused ${where}${why}, got ${answer.status}`)];
  if (answer.status === 202 || operation.method === 'DELETE' || operation.method === 'GET') return answer.violations;
  if (mayEnd(operation) && isGone(cycle.read, after.status)) return answer.violations;
  if (!hasSucceeded(after)) return [relationViolation('', `expected the record afterwards, got ${after.status}`)];
  const subject = { run: cycle.run, look: cycle.read, record: cycle.collection.inner };
  const said = isAbout(subject, operation, recordIn(answer), recordIn(before)) ? recordIn(answer) : {};
  const lost = notTaken(said, recordIn(before), recordIn(after));
  const to = asks ?? rule?.to;
  const [shown, later] = [stateIn(cycle, answer), stateIn(cycle, after)];
  // Once the answer has shown it, work in the background may move the record on.
  const got = later === state && to !== state ? later : asks === undefined ? shown : undefined;
  const isOther = lost.length === 0 && to !== undefined && got !== undefined && got !== to;
  const wrong = `expected "${to}" afterwards, ${where}${why}, got "${got}"`;
  return [
    ...answer.violations,
    ...after.violations,
    ...lost.map((at) => member(cycle, at, `is afterwards what it was before, or nothing, ${where}`)),
    ...disagreeing(said, recordIn(after))
      .filter((at) => !lost.includes(at))
      .map((at) => member(cycle, at, `is another value than in the answer to the change, ${where}`)),
    ...(isOther ? [member(cycle, pointerTo(cycle.member.name), wrong)] : []),
  ];
}
