/**
 * What must be done with a record before an operation takes it: an invoice has a line before it is issued, and is issued
 * before it is paid. Which steps these are, no document says in a form that is read; so they are tried.
 */
import type { Operation } from '../../openapi/document.js';
import { endOf, type Run } from '../run.js';
import type { Step } from '../recipes/step.js';
import { isSuccess, stateRefusals } from '../status.js';
import { bare } from './collections.js';
import { templateOf, type MadeCollection, type MadeRecord } from './made-record.js';

/** Ways that are tried for one operation. */
const mostTried = 10;

/** Sends the request of an operation after some steps. @returns its status; undefined where they cannot be done */
export type Attempt = (operation: Operation, record: MadeRecord) => Promise<number | undefined>;

/** Puts steps before the records of operations that are refused without them. @param of changed in place */
export async function prepareRecords(
  run: Run,
  of: Map<string, MadeRecord>,
  collections: readonly MadeCollection[],
  attempt: Attempt,
): Promise<void> {
  const creates = new Set(collections.map(({ create }) => create));
  for (const { below, inner, item, isLost } of collections) {
    if (isLost) continue;
    const movesRecord = (one: Operation): boolean =>
      (one.method === 'POST' && bare(one.path) !== item && !one.path.slice(item.length).includes('{')) ||
      creates.has(one);
    const moves = below.filter((one) => movesRecord(one) && isOf(of.get(one.operationId), inner));
    const open = [];
    for (const operation of moves) {
      if (endOf(run) !== undefined) return;
      const status = await attempt(operation, of.get(operation.operationId)!);
      if (status !== undefined && stateRefusals.includes(status)) open.push(operation);
    }
    // What one wants may want something itself, which is found first then.
    for (let round = 0; round < 2; round++)
      for (const operation of open.splice(0)) {
        const record = of.get(operation.operationId)!;
        const found = await findSteps(run, operation, record, waysTo(operation, moves, of, inner), attempt);
        if (found) of.set(operation.operationId, found);
        else open.push(operation);
      }
  }
}

const isOf = (record: MadeRecord | undefined, inner: MadeRecord): boolean =>
  record !== undefined && inner.given.every((step) => record.given.includes(step));

/** Each other request that may come first, after what that one wants. */
function waysTo(
  operation: Operation,
  moves: readonly Operation[],
  of: ReadonlyMap<string, MadeRecord>,
  inner: MadeRecord,
): Step[][] {
  return moves.flatMap((one) => {
    const record = of.get(one.operationId);
    if (one === operation || !record) return [];
    const before = record.given.filter((step) => !inner.given.includes(step));
    return [[...before, { operation: one.operationId, ...templateOf(record), mayRefuse: true }]];
  });
}

async function findSteps(
  run: Run,
  operation: Operation,
  record: MadeRecord,
  ways: readonly (readonly Step[])[],
  attempt: Attempt,
): Promise<MadeRecord | undefined> {
  for (const way of ways.slice(0, mostTried)) {
    if (endOf(run) !== undefined) return undefined;
    const prepared = { ...record, given: [...record.given, ...way] };
    const status = await attempt(operation, prepared);
    if (status !== undefined && isSuccess(String(status))) return prepared;
  }
  return undefined;
}
