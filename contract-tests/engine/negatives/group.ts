/**
 * Sends everything that is wrong about one valid request, and then that request itself. It has to succeed: otherwise
 * all the others may have been refused for its sake.
 */
import type { Operation } from '../document.js';
import type { Failure } from '../exchange.js';
import type { Approach } from '../plan.js';
import type { Row } from '../report.js';
import type { Run } from '../run.js';
import type { Negative } from './negative.js';
import { Situation } from './situation.js';
import { isAccepted, judgeRefusal, notExercised, type Verdict } from './verdict.js';

export interface Group {
  operation: Operation;
  /** The named example of the response that the valid request gets. */
  example: string | null;
  approach: Approach;
  derive: (situation: Situation) => Derived;
}

export interface Derived {
  negatives: Negative[];
  /** What nothing could be derived for: the case and why. */
  left: { name: string; reason: string }[];
}

export async function runGroup(run: Run, group: Group): Promise<Row[]> {
  const { operation, approach, derive } = group;
  const row = rowsOf(group);
  let situation = await Situation.bringAbout(run, operation, approach);
  if ('reason' in situation) return [row('everything', notExercised(situation.reason))];
  const { negatives, left } = derive(situation);
  const rows = left.map(({ name, reason }) => row(name, notExercised(reason)));
  if (negatives.length === 0) return rows;

  let end: string | undefined;
  for (const negative of negatives) {
    if (run.signal?.aborted) end = 'the run ended before this case';
    if (end !== undefined || 'reason' in situation) {
      rows.push(row(negative.name, notExercised(end ?? 'its situation could not be brought about again')));
      continue;
    }
    const exchange = await situation.send(negative.change);
    rows.push(row(negative.name, judgeRefusal(run.judge, operation, negative, exchange)));
    if ('failure' in exchange && isHopeless(exchange.failure)) end = exchange.failure.message;
    if (isAccepted(exchange)) situation = await Situation.bringAbout(run, operation, approach);
  }
  if (end !== undefined || 'reason' in situation) return rows;
  return confirm(run, group, situation, rows);
}

/** Whoever waits for each of a hundred answers in vain learns nothing from the second. */
const isHopeless = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'timeout';

const rowsOf =
  ({ operation, example }: Group) =>
  (name: string, verdict: Verdict): Row => ({
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    example,
    phase: 'negatives',
    case: name,
    ...verdict,
  });

const control = 'the valid request, last';

async function confirm(run: Run, group: Group, situation: Situation, rows: Row[]): Promise<Row[]> {
  const row = rowsOf(group);
  const refused = await situation.refusal();
  if (refused === undefined) return [...rows, row(control, { outcome: 'passed', violations: [], status: '2XX' })];

  const again = refused === '429' ? undefined : await Situation.bringAbout(run, group.operation, group.approach);
  if (again instanceof Situation && (await again.refusal()) === undefined) {
    const message = `expected a documented success, got ${refused}: one of the refused requests has had an effect`;
    const violations = [{ kind: 'status' as const, pointer: '', message, clause: '' }];
    return [...rows, row(control, { outcome: 'failed', violations, status: '2XX' })];
  }
  // It fails in the transactions too, if it does not end there as a skip: no need to say it twice.
  const reason = `the valid request is not accepted either (${refused}), so a refusal proves nothing`;
  return rows.map((one) => (one.outcome === 'passed' ? { ...one, ...notExercised(reason) } : one));
}
