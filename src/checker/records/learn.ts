/**
 * Makes the records that requests are about, for operations without a recipe: what `POST /customers` has created stands
 * in place of the example in `/customers/{customerId}`. How is found out at the target, before anything is planned.
 */
import { CaseContext } from '../case-context.js';
import type { Json, JsonObject, Operation } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { madeBody } from '../../openapi/request.js';
import { isSuccess } from '../status.js';
import { joinPatches } from '../recipes/rules.js';
import type { Step } from '../recipes/step.js';
import { endOf, type Run } from '../run.js';
import { bare, collectionsOf, shapeOf, isChosen, type Collection } from './collections.js';
import { linksOf } from './links.js';
import { noRecords, templateOf, type MadeCollection, type MadeRecord, type Records } from './made-record.js';
import { prepareRecords, withMoreSteps, type Attempt } from './preparation.js';
import { namedBy, plainRequest, withReferences } from './references.js';
import { ask, learn, unlessFailed } from './learn-collection.js';
import { withTag, ofChange, withChosenId } from './request-of-record.js';
import { nameOthers, refer, enrich } from './refer.js';

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
    const same = collections.find(
      (one) => one.create === create && !one.isLost && shapeOf(one.item) === shapeOf(collection.item),
    );
    if (same) {
      // `/applicants/{id}` and `/applicants/{applicant_id}/notes` name one record.
      const inner = {
        ...same.inner,
        parameters: { ...same.outer.parameters, [parameter.name]: `$outputs.${same.output}` },
      };
      collections.push({ ...same, ...collection, inner });
      for (const operation of below) of.set(operation.operationId, ofChange(run, collection, operation, inner));
      return true;
    }
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
