/**
 * What must be done with a record before an operation takes it: an invoice has a line before it is issued, and is issued
 * before it is paid. Which steps these are, no document says in a form that is read; so they are tried.
 */
import { hasType, propertiesOf, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { filledSampleOf, flatten } from '../../openapi/sample.js';
import { endOf, type Run } from '../run.js';
import { joinPatches } from '../recipes/rules.js';
import type { Step } from '../recipes/step.js';
import { requiredWith, sentencesAbout } from '../sentences.js';
import { isSuccess, recordRefusals, stateRefusals } from '../status.js';
import { bare, isChange, isRestoring, atItem } from './collections.js';
import { recordSchemaOf, wrapped, wrappingOf } from './wrapping.js';
import { stepUntilEnd } from './background-work.js';
import { areMade, stepOf, templateOf, type MadeCollection, type MadeRecord } from './made-record.js';

/** Ways that are tried for one operation. */
const mostTried = 16;
/** Of those, the ways that are tried two by two. */
const mostPaired = 4;
/** Members that are added one by one. */
const mostAdded = 6;
/** Values of one member that are tried. */
const mostOutcomes = 4;

/** Sends the request of an operation after some steps. @returns its status; undefined where they cannot be done */
export type Attempt = (operation: Operation, record: MadeRecord) => Promise<number | undefined>;

/**
 * Puts steps before the records of operations that are refused without them.
 * @param of changed in place
 * @param settled the operations that need no more steps; changed in place
 * @returns whether steps were found for one
 */
export async function prepareRecords(
  run: Run,
  of: Map<string, MadeRecord>,
  collections: readonly MadeCollection[],
  { settled, attempt }: { settled: Set<Operation>; attempt: Attempt },
): Promise<boolean> {
  let isFound = false;
  for (const collection of collections) {
    if (collection.isLost) continue;
    const changes = collection.below.filter((one) => isChange(one) && of.has(one.operationId));
    const moves = [...movesOf(collection, of, collections), ...changes, ...laterOf(collection, of)].filter(
      (one) => !settled.has(one),
    );
    const open = [];
    for (const operation of moves) {
      if (endOf(run) !== undefined) return isFound;
      const status = await attempt(operation, of.get(operation.operationId)!);
      const deleting = isRestoring(operation) ? deletingBefore(collection, of, operation) : undefined;
      const restored = deleting && (await firstTaken(run, operation, [deleting], attempt));
      if (restored) {
        of.set(operation.operationId, restored);
        settled.add(operation);
        isFound = true;
        continue;
      }
      const isLacking = (status === 400 || status === 422) && operation.responses.has(String(status));
      const whole = isLacking
        ? await firstTaken(run, operation, withMoreMembers(run, of, operation), attempt)
        : undefined;
      if (whole) of.set(operation.operationId, whole);
      isFound ||= whole !== undefined;
      if (!whole && status !== undefined && mayBeState(operation, status)) open.push(operation);
      else settled.add(operation);
    }
    // What one wants may want something itself, which is found first then.
    for (let round = 0; round < 2; round++)
      for (const operation of open.splice(0)) {
        const record = of.get(operation.operationId)!;
        const found = await firstTaken(run, operation, withMoreSteps(run, record, of, collections, operation), attempt);
        if (found) of.set(operation.operationId, found);
        if (found) settled.add(operation);
        else open.push(operation);
        isFound ||= found !== undefined;
      }
  }
  return isFound;
}

/** The record of an operation that brings it back, deleted before. */
function deletingBefore(
  collection: MadeCollection,
  of: ReadonlyMap<string, MadeRecord>,
  { operationId }: Operation,
): MadeRecord | undefined {
  const { inner } = collection;
  const deleting = atItem(collection, 'DELETE');
  const record = of.get(operationId) ?? inner;
  const step = deleting && { operation: deleting.operationId, ...templateOf(of.get(deleting.operationId) ?? inner) };
  return step && { ...record, given: [...record.given, { ...step, mayRefuse: true }] };
}

/** Whether a refusal may be about the state of a record: where each is documented as 400, it may be. */
function mayBeState({ responses }: Operation, status: number): boolean {
  const isToldApart = [...stateRefusals, ...recordRefusals].some((one) => responses.has(String(one)));
  return stateRefusals.includes(status) || (status === 400 && !isToldApart && responses.has('400'));
}

/** What is done with the records of a collection, or made in them. */
function movesOf(
  { below, inner, item }: MadeCollection,
  of: ReadonlyMap<string, MadeRecord>,
  collections: readonly MadeCollection[],
): Operation[] {
  const creates = new Set(collections.map(({ create }) => create));
  const isInner = ({ path }: Operation): boolean =>
    collections.some((one) => one.item !== item && one.item.startsWith(item) && path.startsWith(one.item));
  const movesRecord = (one: Operation): boolean =>
    (one.method === 'POST' && bare(one.path) !== item && !isInner(one) && areMade(one, of.get(one.operationId))) ||
    creates.has(one);
  return below.filter((one) => movesRecord(one) && isOf(of.get(one.operationId), inner));
}

/** What is read of a record, or deleted with it, in some of its states only. */
const laterOf = ({ below, inner, item }: MadeCollection, of: ReadonlyMap<string, MadeRecord>): Operation[] =>
  below.filter(
    (one) =>
      (one.method === 'DELETE' || (one.method === 'GET' && bare(one.path) !== item)) &&
      stateRefusals.some((status) => one.responses.has(String(status))) &&
      isOf(of.get(one.operationId), inner),
  );

const isOf = (record: MadeRecord | undefined, inner: MadeRecord): boolean =>
  record !== undefined && inner.given.every((step) => record.given.includes(step));

/** The same record with each other request before it that may have to come first, after what that one wants. */
export function withMoreSteps(
  { document }: Run,
  record: MadeRecord,
  of: ReadonlyMap<string, MadeRecord>,
  collections: readonly MadeCollection[],
  operation?: Operation,
): MadeRecord[] {
  const isIn = (one: MadeCollection, given: readonly Step[]): boolean => given.includes(stepOf(one) as Step);
  const ways = collections
    .filter((one) => isIn(one, record.given))
    .toReversed()
    .flatMap((around): Step[][] => {
      const step = stepOf(around) as Step;
      const inside = collections.filter((one) => one !== around && one.outer.given.includes(step));
      const moves = [around, ...inside].flatMap((one) => movesOf(one, of, collections));
      const end = stepUntilEnd(document, around);
      const isGoingOn = ({ responses }: Operation): boolean => end !== undefined && responses.has('202');
      return [
        ...(end && isGoingOn(around.create) ? [[...around.inner.given, end]] : []),
        ...moves.flatMap((one) => {
          const { given, ...template } = of.get(one.operationId) ?? { given: [] };
          const patches = [undefined, ...otherOutcomes(document, one)];
          return patches.map((patch): Step[] => {
            const whole = joinPatches(template.patch, patch);
            const own = { given, ...template, ...(whole !== undefined && { patch: whole }) };
            const step: Step = { operation: one.operationId, ...templateOf(own), mayRefuse: true };
            return [...given, step, ...(end && isGoingOn(one) ? [end] : [])];
          });
        }),
        ...filledChangesOf(document, around, of),
        ...inside.map((one) => [...one.inner.given]),
      ];
    })
    .filter((way) => !way.some((step) => 'operation' in step && step.operation === operation?.operationId));
  const withWay = (one: MadeRecord, way: readonly Step[]): MadeRecord => ({
    ...one,
    given: [...way, ...one.given.filter((step) => !way.includes(step))],
  });
  const isLonger = ({ given }: MadeRecord, { given: known }: MadeRecord): boolean => given.length > known.length;
  const single = ways.map((way) => withWay(record, way)).filter((one) => isLonger(one, record));
  // An order wants a line, and its warehouse the stock for it.
  const pairs = single
    .slice(0, mostPaired)
    .flatMap((one) => ways.map((way) => withWay(one, way)).filter((both) => isLonger(both, one)));
  return [...single.slice(0, mostTried), ...pairs.slice(0, mostTried)];
}

/** Changes that give a record an item of each list that it may have: "A profile needs at least one rule". */
function filledChangesOf(
  document: JsonObject,
  collection: MadeCollection,
  of: ReadonlyMap<string, MadeRecord>,
): Step[][] {
  const change = atItem(collection, 'PATCH');
  const record = change && of.get(change.operationId);
  const lists = Object.entries(propertiesOf(change && recordSchemaOf(document, change))).flatMap(
    ([name, node]): [string, Json][] => {
      const filled = hasType(flatten(document, node), 'array') ? filledSampleOf(document, node) : undefined;
      return Array.isArray(filled) && filled.length > 0 ? [[name, filled]] : [];
    },
  );
  if (!record || lists.length === 0) return [];
  const patch = joinPatches(record.patch, wrapped(Object.fromEntries(lists), wrappingOf(document, change)));
  return [
    [...record.given, { operation: change.operationId, ...templateOf(record), patch: patch as Json, mayRefuse: true }],
  ];
}

/** Patches of the body of a request for the other values of a list of which it must name one, such as `reject`. */
export function otherOutcomes(document: JsonObject, operation: Operation): Json[] {
  const schema = recordSchemaOf(document, operation);
  const members = Object.entries(propertiesOf(schema)).map(([name, node]) => [name, flatten(document, node)] as const);
  const required = Array.isArray(schema?.required) ? schema.required : [];
  const { said } = sentencesAbout(document, operation, []);
  const wrapping = wrappingOf(document, operation);
  return members.flatMap(([name, one]) => {
    const values = required.includes(name) && Array.isArray(one?.enum) ? one.enum.slice(0, mostOutcomes) : [];
    return values.map((value): Json => {
      const wanted = members.flatMap(([other, node]): [string, Json][] => {
        const sample =
          node && requiredWith({ name: other, node, said }, value) ? filledSampleOf(document, node) : undefined;
        return sample === undefined ? [] : [[other, sample]];
      });
      return wrapped({ [name]: value, ...Object.fromEntries(wanted) }, wrapping);
    });
  });
}

/** The same record with a member that the body may leave out: only words say when it is wanted. */
function withMoreMembers({ document }: Run, of: ReadonlyMap<string, MadeRecord>, operation: Operation): MadeRecord[] {
  const record = of.get(operation.operationId) ?? { given: [] };
  const schema = recordSchemaOf(document, operation);
  const required = Array.isArray(schema?.required) ? schema.required : [];
  const wrapping = wrappingOf(document, operation);
  return Object.entries(propertiesOf(schema))
    .filter(([name]) => !required.includes(name))
    .slice(0, mostAdded)
    .flatMap(([name, node]): MadeRecord[] => {
      const member = flatten(document, node);
      const sample = member && filledSampleOf(document, member);
      const patch = sample === undefined ? undefined : joinPatches(record.patch, wrapped({ [name]: sample }, wrapping));
      return patch === undefined ? [] : [{ ...record, patch }];
    });
}

async function firstTaken(
  run: Run,
  operation: Operation,
  ways: readonly MadeRecord[],
  attempt: Attempt,
): Promise<MadeRecord | undefined> {
  for (const prepared of ways) {
    if (endOf(run) !== undefined) return undefined;
    const status = await attempt(operation, prepared);
    if (status !== undefined && isSuccess(String(status))) return prepared;
  }
  return undefined;
}
