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
import { endOf, type Run } from '../run.js';
import { bare, collectionsOf, shapeOf, isChosen, type Collection } from './collections.js';
import { nounsOf, plain } from './ids.js';
import { linksOf } from './links.js';
import { noRecords, templateOf, type MadeCollection, type MadeRecord, type Records } from './made-record.js';
import { prepareRecords, withMoreSteps, type Attempt } from './preparation.js';
import { namedBy, nounsSaid, plainRequest, withReferences } from './references.js';
import { ask, learn, unlessFailed } from './learn-collection.js';
import { withTag, ofChange, withChosenId } from './request-of-record.js';
import { nameOthers, refer, enrich } from './refer.js';

/** Requests that find out what must come before others: on a target that takes a tenth of a second, two minutes. */
const mostRequests = 1200;

/** What is made last may need what was made before it to have been changed, and so on. */
const mostRounds = 5;

/** Makes some records, and finds out where the answer has their ids, and by what the target tells them apart. */
export async function learnRecords(run: Run): Promise<Records> {
  if (run.honoursPrefer || run.readOnly) return noRecords;
  const learner = new Learner(run);
  await learner.learnEach();
  await learner.prepare();
  return learner.records();
}

class Learner {
  readonly #run: Run;
  readonly #of = new Map<string, MadeRecord>();
  readonly #collections: MadeCollection[] = [];
  /** Those that could not be made so far. */
  readonly #failed: (readonly [index: number, collection: Collection])[] = [];
  #left = mostRequests;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Each collection that is wanted, outer ones first. */
  async learnEach(): Promise<void> {
    const { document, operations, recipes, selection } = this.#run;
    const all = collectionsOf(document, operations, linksOf(document, operations));
    const needed = neededFor(this.#run, all, selection.operations ?? []);
    for (const collection of namedFirst(document, all)) {
      const index = all.indexOf(collection);
      if (endOf(this.#run) !== undefined) return;
      // Whoever says how one is made has said what there is to it.
      if (operationsOf(collection).some((id) => recipes.of.has(id)) || !needed.has(collection)) continue;
      const isLearned = await this.#learnFirst(index, collection);
      if (!isLearned) this.#failed.push([index, collection]);
    }
  }

  /** What must come before an operation: steps between the making of a record and its request. */
  async prepare(): Promise<void> {
    const settled = new Set<Operation>();
    const attempt = this.#attempt;
    await this.#learnAgain();
    for (let round = 0; round < mostRounds; round++) {
      nameOthers(this.#run, this.#of, this.#collections);
      const isPrepared = await prepareRecords(this.#run, this.#of, this.#collections, { settled, attempt });
      const isLearned = await this.#learnAgain();
      if (!isPrepared && !isLearned) break;
    }
    await refer(this.#run, this.#of, this.#collections, attempt);
  }

  records(): Records {
    const collections = enrich(this.#of, this.#collections);
    nameOthers(this.#run, this.#of, collections);
    return { of: this.#of, collections };
  }

  async #learnFirst(index: number, collection: Collection): Promise<boolean> {
    if (this.#share(collection)) return true;
    const outer = this.#outerOf(collection);
    // An id that is made from its schema names nothing, or some record.
    const request = plainRequest(this.#run, collection.create);
    const isMade = request?.made.includes(madeBody) ?? false;
    // So does one of an example, where words say of what it is the id.
    const isSaid = nounsSaid(this.#run.document, collection.create).size > 0;
    const referring = outer && (isMade || isSaid) ? this.#refer(request, collection, outer) : [];
    for (const one of referring) if (await this.#learn(index, collection, one)) return true;
    return this.#learn(index, collection, outer);
  }

  /** With all that it may name, and with what it has to: what is refused may be one of the others. */
  #refer(request: ReturnType<typeof plainRequest>, collection: Collection, outer: MadeRecord): MadeRecord[] {
    const { document } = this.#run;
    const found = [true, false].flatMap(
      (isWhole) =>
        withReferences(document, request, collection, { outer, collections: this.#collections, isWhole }) ?? [],
    );
    return [...new Map(found.map((one) => [JSON.stringify(one.patch), one])).values()];
  }

  /** Those that failed, in other ways: what a record is made in may have to be in another state. */
  async #learnAgain(): Promise<boolean> {
    let isLearned = false;
    for (const [index, collection] of this.#failed.splice(0)) {
      if (endOf(this.#run) !== undefined) return isLearned;
      const outer = this.#outerOf(collection);
      const request = plainRequest(this.#run, collection.create);
      const referring = outer ? this.#refer(request, collection, outer) : [];
      const isPromising = referring.length > 0 || (outer?.given.length ?? 0) > 0;
      const record = referring.at(-1) ?? outer;
      const ways =
        isPromising && record
          ? [...referring.slice(0, -1), record, ...withMoreSteps(this.#run, record, this.#of, this.#collections)]
          : [];
      let isDone = false;
      for (const way of ways) if (!isDone && this.#mayTry(way)) isDone = await this.#learn(index, collection, way);
      if (!isDone) this.#failed.push([index, collection]);
      isLearned ||= isDone;
    }
    return isLearned;
  }

  /** `/applicants/{id}` and `/applicants/{applicant_id}/notes` name one record. @returns whether it is known already */
  #share(collection: Collection): boolean {
    const { create, parameter, below, item } = collection;
    const same = this.#collections.find(
      (one) => one.create === create && !one.isLost && shapeOf(one.item) === shapeOf(item),
    );
    if (!same) return false;
    const parameters = { ...same.outer.parameters, [parameter.name]: `$outputs.${same.output}` };
    const inner = { ...same.inner, parameters };
    this.#collections.push({ ...same, ...collection, inner });
    for (const operation of below)
      this.#of.set(operation.operationId, ofChange(this.#run, collection, operation, inner));
    return true;
  }

  /** @param outer what there is before it @returns whether its records can be made */
  async #learn(index: number, collection: Collection, outer: MadeRecord | undefined): Promise<boolean> {
    const { create, parameter, below } = collection;
    const learned = outer && (await unlessFailed(() => learn(this.#run, collection, outer)));
    if (!outer || !learned) return false;
    const { id, isLost } = learned;
    const patch = joinPatches(outer.patch, learned.patch);
    const output = `made${index}`;
    const creating = { ...outer, ...(patch !== undefined && { patch }) };
    const made = { operation: create.operationId, ...templateOf(creating), outputs: { [output]: id } };
    const inner: MadeRecord = {
      // The record around it has another tag then.
      given: [...outer.given, { ...made, mayRefuse: true }, ...(outer.tag ? [outer.tag] : [])],
      parameters: { ...outer.parameters, [parameter.name]: `$outputs.${output}` },
      ...(outer.tag && { tag: outer.tag }),
    };
    this.#collections.push({ ...collection, outer: creating, inner, id, output, isLost });
    if (!isChosen(collection)) this.#of.set(create.operationId, creating);
    const example = await exampleRecord(this.#run, collection);
    for (const operation of isLost ? [] : below) {
      // There is more to be seen of one that has been there for long.
      const isRead = example && (operation.method === 'GET' || operation.method === 'HEAD');
      const tagged = learned.hasTag ? withTag(operation, collection, inner) : inner;
      this.#of.set(
        operation.operationId,
        isRead ? { given: [], parameters: example } : ofChange(this.#run, collection, operation, tagged, patch),
      );
    }
    return true;
  }

  #outerOf(collection: Collection): MadeRecord | undefined {
    const own = this.#of.get(collection.create.operationId) ?? { given: [] };
    return isChosen(collection) ? withChosenId(this.#run, collection, own) : own;
  }

  #mayTry({ given }: MadeRecord): boolean {
    this.#left -= given.length + 1;
    return this.#left > 0 && endOf(this.#run) === undefined;
  }

  readonly #attempt: Attempt = async (operation, record) => {
    if (!this.#mayTry(record)) return undefined;
    return unlessFailed(async () => {
      const context = new CaseContext(this.#run);
      for (const step of record.given) await context.execute(step);
      return (await ask(context, operation, templateOf(record))).status;
    });
  };
}

/** What others name, by the words of their members, before those. */
function namedFirst(document: JsonObject, all: readonly Collection[]): Collection[] {
  const sorted = new Set<Collection>();
  const open = new Set<Collection>();
  const add = (one: Collection): void => {
    if (sorted.has(one) || open.has(one)) return;
    open.add(one);
    const nouns = [...nounsSaid(document, one.create).values()].map(plain);
    all.filter(({ path }) => nounsOf(path).some((noun) => nouns.includes(noun))).forEach(add);
    sorted.add(one);
  };
  all.forEach(add);
  return [...sorted];
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
    namedBy(plainRequest(run, create), all, nounsSaid(run.document, create)).forEach((one) => needed.add(one));
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
