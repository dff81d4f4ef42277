/**
 * Makes the records that requests are about, for operations without a recipe: what `POST /customers` has created stands
 * in place of the example in `/customers/{customerId}`. How is found out at the target, before anything is planned.
 */
import { CaseContext } from '../case-context.js';
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { parseJson } from '../../openapi/json.js';
import type { ReceivedResponse } from '../../openapi/exchange.js';
import { madeBody, type RequestTemplate } from '../../openapi/request.js';
import { isRefusal, isSuccess } from '../status.js';
import { joinPatches } from '../recipes/rules.js';
import type { Step } from '../recipes/step.js';
import { sampleOf } from '../../openapi/sample.js';
import { endOf, type Run } from '../run.js';
import { StepFailed } from '../step-failed.js';
import { bare, collectionsOf, isChange, isChosen, tagOf, type Collection } from './collections.js';
import { idsIn, isResourceName } from './ids.js';
import { linksOf } from './links.js';
import {
  areMade,
  noRecords,
  stepOf,
  templateOf,
  type MadeCollection,
  type MadeRecord,
  type Records,
} from './made-record.js';
import { within, wrapped, wrappingOf, type Wrapping } from './wrapping.js';
import { prepareRecords, withMoreSteps, type Attempt } from './preparation.js';
import { namedBy, plainRequest, referringTo, withReferences } from './references.js';

/** Requests that look for the member by which a target tells records apart. */
const mostProbes = 12;

/** Requests that find out what must come before others: on a target that takes a tenth of a second, two minutes. */
const mostRequests = 1200;

/** What is made last may need what was made before it to have been changed, and so on. */
const mostRounds = 5;

/** Makes some records, and finds out where the answer has their ids, and by what the target tells them apart. */
export async function learnRecords(run: Run): Promise<Records> {
  const of = new Map<string, MadeRecord>();
  const collections: MadeCollection[] = [];
  if (run.honoursPrefer || run.readOnly) return noRecords;
  const { operations: wanted = [] } = run.selection;
  const failed: [number, Collection][] = [];
  const add = async (index: number, collection: Collection, outer: MadeRecord | undefined): Promise<boolean> => {
    const { create, parameter, below } = collection;
    const learned = outer && (await unlessFailed(() => learn(run, collection, outer)));
    if (!outer || !learned) return false;
    const { id, isLost } = learned;
    const patch = joinPatches(outer.patch, learned.patch);
    const output = `made${index}`;
    const creating = { ...outer, ...(patch !== undefined && { patch }) };
    const step: Step = {
      operation: create.operationId,
      ...templateOf(creating),
      outputs: { [output]: id },
      mayRefuse: true,
    };
    const inner: MadeRecord = {
      // The record around it has another tag then.
      given: [...outer.given, step, ...(outer.tag ? [outer.tag] : [])],
      parameters: { ...outer.parameters, [parameter.name]: `$outputs.${output}` },
      ...(outer.tag && { tag: outer.tag }),
    };
    collections.push({ ...collection, outer: creating, inner, id, output, isLost });
    if (!isChosen(collection)) of.set(create.operationId, creating);
    const example = await exampleRecord(run, collection);
    for (const operation of isLost ? [] : below) {
      // There is more to be seen of one that has been there for long.
      const isRead = example && (operation.method === 'GET' || operation.method === 'HEAD');
      const tagged = learned.hasTag ? withTag(operation, collection, inner) : inner;
      of.set(
        operation.operationId,
        isRead ? { given: [], parameters: example } : ofChange(run, collection, operation, tagged, patch),
      );
    }
    return true;
  };
  const outerOf = (collection: Collection): MadeRecord | undefined => {
    const own = of.get(collection.create.operationId) ?? { given: [] };
    return isChosen(collection) ? withChosenId(run, collection, own) : own;
  };
  const all = collectionsOf(run.document, run.operations, linksOf(run.document, run.operations));
  const needed = neededFor(run, all, wanted);
  for (const [index, collection] of all.entries()) {
    if (endOf(run) !== undefined) break;
    // Whoever says how one is made has said what there is to it.
    if (operationsOf(collection).some((id) => run.recipes.of.has(id)) || !needed.has(collection)) continue;
    const outer = outerOf(collection);
    // An id that is made from its schema names nothing, or some record.
    const request = plainRequest(run, collection.create);
    const isMade = request?.made.includes(madeBody) ?? false;
    const referring = outer && isMade ? withReferences(request, collection, outer, collections) : undefined;
    const isLearned = (referring && (await add(index, collection, referring))) || (await add(index, collection, outer));
    if (!isLearned) failed.push([index, collection]);
  }
  let left = mostRequests;
  const mayTry = ({ given }: MadeRecord): boolean => {
    left -= given.length + 1;
    return left > 0 && endOf(run) === undefined;
  };
  const tryAgain = async (): Promise<boolean> => {
    let isLearned = false;
    for (const [index, collection] of failed.splice(0)) {
      if (endOf(run) !== undefined) return isLearned;
      const outer = outerOf(collection);
      const referring = outer && withReferences(plainRequest(run, collection.create), collection, outer, collections);
      const isPromising = referring !== undefined || (outer?.given.length ?? 0) > 0;
      const record = referring ?? outer;
      // What it is made in may have to be in another state.
      const ways = isPromising && record ? [record, ...withMoreSteps(run, record, of, collections)] : [];
      let isDone = false;
      for (const way of ways) if (!isDone && mayTry(way)) isDone = await add(index, collection, way);
      if (!isDone) failed.push([index, collection]);
      isLearned ||= isDone;
    }
    return isLearned;
  };
  const settled = new Set<Operation>();
  const attempt: Attempt = async (operation, record) => {
    if (!mayTry(record)) return undefined;
    return unlessFailed(async () => {
      const context = new CaseContext(run);
      for (const step of record.given) await context.execute(step);
      return (await ask(context, operation, templateOf(record))).status;
    });
  };
  await tryAgain();
  for (let round = 0; round < mostRounds; round++) {
    nameOthers(run, of, collections);
    const isPrepared = await prepareRecords(run, of, collections, { settled, attempt });
    const isLearned = await tryAgain();
    if (!isPrepared && !isLearned) break;
  }
  await refer(run, of, collections, attempt);
  const whole = enrich(of, collections);
  nameOthers(run, of, whole);
  return { of, collections: whole };
}

/** Records that operations name beside their own, such as the product of `/warehouses/{id}/stock/{product}`. */
function nameOthers(run: Run, of: Map<string, MadeRecord>, collections: readonly MadeCollection[]): void {
  const creates = new Set(collections.map(({ create }) => create));
  for (const operation of run.operations) {
    const { operationId } = operation;
    const known = of.get(operationId);
    // What creates a record has been asked already, with and without others.
    const isOpen = known ? !areMade(operation, known) : !creates.has(operation);
    const record =
      isOpen && !run.recipes.of.has(operationId) ? referringTo(run, operation, collections, known) : undefined;
    if (record) of.set(operationId, record);
  }
}

/**
 * Operations below a record that are refused as they name others, or as what they show is not there yet: the supplier of a
 * product, which a PUT sets. @param of changed in place
 */
async function refer(
  run: Run,
  of: Map<string, MadeRecord>,
  collections: readonly MadeCollection[],
  attempt: Attempt,
): Promise<void> {
  const below = [...new Set(collections.flatMap((one) => (one.isLost ? [] : one.below)))];
  const isRefused = async (operation: Operation, record: MadeRecord): Promise<boolean> =>
    isRefusal((await attempt(operation, record)) ?? 0);
  const isTaken = async (operation: Operation, record: MadeRecord): Promise<boolean> =>
    isSuccess(String(await attempt(operation, record)));
  const creates = new Set(collections.map(({ create }) => create));
  for (const operation of below) {
    const known = of.get(operation.operationId);
    if (endOf(run) !== undefined || !known || creates.has(operation) || operation.method === 'GET') continue;
    const named = referringTo(run, operation, collections, known);
    if (named?.patch === undefined || named.patch === known.patch) continue;
    if ((await isRefused(operation, known)) && (await isTaken(operation, named))) of.set(operation.operationId, named);
  }
  for (const operation of below) {
    const known = of.get(operation.operationId);
    const setting = below.find(({ method, path }) => method === 'PUT' && bare(path) === bare(operation.path));
    const before = setting && of.get(setting.operationId);
    if (endOf(run) !== undefined || operation.method !== 'GET' || !known || !before) continue;
    if (collections.some(({ read }) => read === operation) || !(await isRefused(operation, known))) continue;
    const step: Step = { operation: setting.operationId, ...templateOf(before), mayRefuse: true };
    const prepared = { ...known, given: [...before.given, step] };
    if (await isTaken(operation, prepared)) of.set(operation.operationId, prepared);
  }
}

/**
 * What some operations of a record need before it is made, such as money on the account of a transfer, is done for all of
 * them. @param of changed in place
 */
function enrich(of: Map<string, MadeRecord>, collections: readonly MadeCollection[]): MadeCollection[] {
  let whole = [...collections];
  for (const collection of collections) {
    const step = stepOf(collection);
    if (!step || collection.isLost) continue;
    const known = collection.inner.given;
    const needed = collection.below.map(({ operationId }) => of.get(operationId)?.given ?? []);
    const before = needed.map((given) => given.slice(0, given.indexOf(step)).filter((one) => !known.includes(one)));
    const more = before.toSorted((one, other) => other.length - one.length)[0] ?? [];
    if (more.length === 0) continue;
    const withMore = (given: readonly Step[], at = given.indexOf(step)): readonly Step[] => [
      ...given.slice(0, at).filter((one) => !more.includes(one)),
      ...more,
      ...given.slice(at).filter((one) => !more.includes(one)),
    ];
    const change = (record: MadeRecord): MadeRecord =>
      record.given.includes(step) ? { ...record, given: withMore(record.given) } : record;
    for (const [operationId, record] of of) of.set(operationId, change(record));
    const { create, outer } = collection;
    const creating = { ...outer, given: withMore(outer.given, outer.given.length) };
    if (of.has(create.operationId)) of.set(create.operationId, creating);
    whole = whole.map((one) => ({
      ...one,
      outer: one.create === create ? creating : change(one.outer),
      inner: change(one.inner),
    }));
  }
  return whole;
}

const operationsOf = ({ create, below }: Collection): string[] =>
  [create, ...below].map(({ operationId }) => operationId);

/** The collections that some operations are about, and those that their records name. @param wanted none for all */
function neededFor(run: Run, all: readonly Collection[], wanted: readonly string[]): Set<Collection> {
  const paths = run.operations.flatMap((one) => (wanted.includes(one.operationId) ? [bare(one.path)] : []));
  // What lists the records, or some of them, stands beside them.
  const isBeside = ({ path }: Collection) => paths.some((one) => one === path || one.startsWith(`${path}:`));
  const isWanted = (one: Collection) =>
    wanted.length === 0 || operationsOf(one).some((id) => wanted.includes(id)) || isBeside(one);
  const needed = new Set(all.filter(isWanted));
  if (wanted.length === 0) return needed;
  for (const { create } of needed) {
    namedBy(plainRequest(run, create), all).forEach((one) => needed.add(one));
    all.filter(({ below }) => below.includes(create)).forEach((one) => needed.add(one));
  }
  return needed;
}

/** What creates a record at another id than that of the example. */
function withChosenId({ document }: Run, { parameter }: Collection, outer: MadeRecord): MadeRecord | undefined {
  const [known] = examplesOf(document, parameter.object).values();
  const example = known ?? sampleOf(document, parameter.object.schema);
  // A position in what has just been made is free.
  if (typeof example === 'number' && outer.given.length > 0)
    return { ...outer, parameters: { ...outer.parameters, [parameter.name]: example } };
  if (typeof example !== 'string') return undefined;
  return { ...outer, parameters: { ...outer.parameters, [parameter.name]: { $another: example } } };
}

/** `If-Match` has the tag that the record has then (RFC 9110, 13.1.1). */
function withTag(operation: Operation, { read }: Collection, record: MadeRecord): MadeRecord {
  const tag = tagOf(operation);
  if (!tag || !read) return record;
  const step: Step = { operation: read.operationId, ...templateOf(record), outputs: { tag: '$response.etag' } };
  return {
    ...record,
    given: [...record.given, step],
    tag: step,
    parameters: { ...record.parameters, [tag.name]: '$outputs.tag' },
  };
}

/** What replaces or changes a record is told from others by the same members, and names it in its body as JSON:API does. */
function ofChange(
  run: Run,
  { create, parameter }: Collection,
  operation: Operation,
  record: MadeRecord,
  patch?: Json,
): MadeRecord {
  if (!isChange(operation)) return record;
  const { document } = run;
  const wrapping = wrappingOf(document, operation);
  const body = plainRequest(run, operation)?.body?.value ?? null;
  const unique = patch === undefined ? null : within(patch, wrappingOf(document, create));
  const all = Object.entries(isObject(unique) ? unique : {});
  const own = all.filter(([name]) => Object.hasOwn(objectAt(body, wrapping), name));
  const isTaken = own.length > 0 && (own.length === all.length || operation.method === 'PATCH');
  const resource = wrapping.at(-1) === 'attributes' ? wrapping.slice(0, -1) : undefined;
  const hasId = resource && Object.hasOwn(objectAt(body, resource), 'id');
  const patches = [
    ...(isTaken ? [wrapped(Object.fromEntries(own), wrapping)] : []),
    ...(hasId ? [wrapped({ id: record.parameters?.[parameter.name] ?? null }, resource)] : []),
  ];
  const whole = patches.reduce<Json | undefined>(joinPatches, undefined);
  return whole === undefined ? record : { ...record, patch: whole };
}

function objectAt(body: Json, wrapping: Wrapping): JsonObject {
  const found = within(body, wrapping);
  return isObject(found) ? found : {};
}

/** The parameters that the document's examples have for an item, where the target has that one. */
async function exampleRecord(run: Run, { read }: Collection): Promise<JsonObject | undefined> {
  const named = read?.parameters.filter((one) => one.in === 'path') ?? [];
  const values = named.flatMap(({ name, object }): [string, Json][] => {
    const [value] = examplesOf(run.document, object).values();
    return value === undefined ? [] : [[name, value]];
  });
  if (!read || values.length < named.length) return undefined;
  const answer = await unlessFailed(() => ask(new CaseContext(run), read, {}));
  return answer && isSuccess(String(answer.status)) ? Object.fromEntries(values) : undefined;
}

/** Undefined without an example, a credential, or what must come before it. */
async function unlessFailed<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StepFailed) return undefined;
    throw error;
  }
}

async function ask(context: CaseContext, operation: Operation, template: RequestTemplate): Promise<Answer> {
  const { request } = await context.request(operation, template);
  const exchange = await context.send(operation, request);
  if ('failure' in exchange) return { status: 0 };
  const { status, body, headers } = exchange.response;
  return { status, json: parseJson(body), headers };
}

interface Learned extends Pick<MadeCollection, 'id' | 'isLost'> {
  /** Of the member by which records are told apart; undefined where the same request creates another one. */
  patch: Json | undefined;
  /** Whether what shows a record has an `ETag`. */
  hasTag: boolean;
}

async function learn(run: Run, collection: Collection, outer: MadeRecord): Promise<Learned | undefined> {
  const { create, read, parameter, link } = collection;
  const context = new CaseContext(run);
  const createOne = async (more?: Json) => {
    if (outer.tag) await context.execute(outer.tag);
    const whole = joinPatches(outer.patch, more);
    return ask(context, create, { ...templateOf(outer), ...(whole !== undefined && { patch: whole }) });
  };
  for (const step of outer.given) await context.execute(step);
  const first = await createOne();
  let patch: Json | undefined;
  let created = isDone(first) ? await createOne() : first;
  const isAnother = () => isDone(created) && (isChosen(collection) || !isSameRecord(first, created, parameter.name));
  // The record of an example is there already, or the first one is: another must differ in something.
  const isTaken = isDone(first) ? isDone(created) || isRefusal(created.status) : created.status === 409;
  for (const one of isTaken && !isAnother() ? patchesOf(run, context, create, outer) : []) {
    created = await createOne(one);
    patch = one;
    if (isAnother()) break;
  }
  // A class that is full takes no second booking, and another one does.
  if (isDone(first) && !isAnother() && outer.given.length > 0) {
    patch = undefined;
    for (const step of outer.given) await context.execute(step);
    created = await createOne();
  }
  const isOnly = !isAnother();
  if (isOnly) [created, patch] = [first, undefined];
  if (!isDone(created)) return undefined;
  const named = idsIn(created.json ?? null, parameter.name).map((pointer) =>
    isResourceName(created.json ?? null, pointer) ? `$response.segment#${pointer}` : `$response.body#${pointer}`,
  );
  const inBody = link === undefined ? named : [link];
  const chosen = isChosen(collection) ? outer.parameters?.[parameter.name] : undefined;
  const ids = [
    // A number that the client has chosen need not be in the answer.
    ...(typeof chosen === 'number' ? [String(chosen)] : inBody),
    ...(created.headers?.location === undefined ? [] : ['$response.location']),
  ];
  for (const id of ids) {
    context.keep('made', id, created.json, created.headers);
    const named = { ...outer.parameters, [parameter.name]: '$outputs.made' };
    const shown = read && (await ask(context, read, { parameters: named }));
    if (shown && !isDone(shown)) continue;
    // What there is one of cannot be made for each request.
    return isOnly ? undefined : { id, patch, isLost: false, hasTag: shown?.headers?.etag !== undefined };
  }
  // It cannot be told which of several is meant.
  const [id, other] = inBody.length > 0 ? inBody : ids;
  return id === undefined || other !== undefined ? undefined : { id, patch, isLost: true, hasTag: false };
}

interface Answer {
  /** 0 where none came. */
  status: number;
  json?: Json | undefined;
  headers?: ReceivedResponse['headers'];
}

/** Whether two answers have the same ids: what creates nothing, or what is there already, is no other record. */
function isSameRecord(one: Answer, other: Answer, parameter: string): boolean {
  const ids = [one, other].map(({ json = null, headers }) =>
    JSON.stringify([...idsIn(json, parameter).map((pointer) => valueAt(json, pointer)), headers?.location]),
  );
  return one.status > 0 && ids[0] !== '[null]' && ids[0] === ids[1];
}

const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Each with another value for one text of the body. */
function patchesOf({ document }: Run, context: CaseContext, create: Operation, outer: MadeRecord): Json[] {
  const wrapping = wrappingOf(document, create);
  const body = within(context.bodyOf(create, templateOf(outer)) ?? null, wrapping);
  if (!isObject(body)) return [];
  const texts = (object: JsonObject): [string, string][] =>
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /[a-z\d]{2}/i.test(entry[1]),
    );
  const outermost = texts(body).map(([name, text]): Json => ({ [name]: { $another: text } }));
  const inner = Object.entries(body).flatMap(([name, member]) =>
    isObject(member) ? texts(member).map(([own, text]): Json => ({ [name]: { [own]: { $another: text } } })) : [],
  );
  return [...outermost, ...inner].slice(0, mostProbes).map((patch) => wrapped(patch, wrapping));
}
