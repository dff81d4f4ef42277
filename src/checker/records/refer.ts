/** Operations that name records of other collections, and what some of them need before a record is made. */
import type { Operation } from '../../openapi/document.js';
import { isRefusal, isSuccess } from '../status.js';
import type { Step } from '../recipes/step.js';
import { endOf, type Run } from '../run.js';
import { bare } from './collections.js';
import { areMade, stepOf, templateOf, type MadeCollection, type MadeRecord } from './made-record.js';
import type { Attempt } from './preparation.js';
import { referringTo } from './references.js';

/** Records that operations name beside their own, such as the product of `/warehouses/{id}/stock/{product}`. */
export function nameOthers(run: Run, of: Map<string, MadeRecord>, collections: readonly MadeCollection[]): void {
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
export async function refer(
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
export function enrich(of: Map<string, MadeRecord>, collections: readonly MadeCollection[]): MadeCollection[] {
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
