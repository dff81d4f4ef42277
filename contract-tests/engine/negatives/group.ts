/**
 * Sends everything that is wrong about one valid request, and then that request itself. It has to succeed: otherwise
 * all the others may have been refused for its sake.
 */
import { bailReason } from '../bail.js';
import type { Failure } from '../exchange.js';
import type { Approach } from '../plan.js';
import type { Row } from '../report.js';
import type { Run } from '../run.js';
import type { Negative } from './negative.js';
import { rowOf, type Subject } from './row.js';
import { Situation, type Sent } from './situation.js';
import { isAccepted, judgeRefusal, notExercised } from './verdict.js';

export interface Group extends Subject {
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
  const skip = (name: string, reason: string): Row => ({ ...rowOf(group, name), ...notExercised(reason) });
  let situation = await Situation.bringAbout(run, operation, approach);
  if ('reason' in situation) return [skip('everything', situation.reason)];
  const { negatives, left } = derive(situation);
  const rows = left.map(({ name, reason }) => skip(name, reason));
  if (negatives.length === 0) return rows;

  let end: string | undefined;
  for (const negative of negatives) {
    end ??= endOf(run) ?? ('reason' in situation ? 'its situation could not be brought about again' : undefined);
    if (end !== undefined || 'reason' in situation) {
      rows.push(skip(negative.name, end ?? ''));
      continue;
    }
    const sent = await situation.send(negative.change);
    const row = await judge(run, group, negative, sent);
    run.bail.observe(row);
    rows.push(row);
    if ('failure' in sent.exchange && isHopeless(sent.exchange.failure)) end = sent.exchange.failure.message;
    if (isAccepted(sent.exchange)) situation = await Situation.bringAbout(run, operation, approach);
  }
  end ??= endOf(run);
  return end !== undefined || 'reason' in situation ? rows : confirm(run, group, situation, rows);
}

function endOf({ signal, bail }: Run): string | undefined {
  if (signal?.aborted) return 'the run ended before this case';
  return bail.reached ? bailReason : undefined;
}

/** Whoever waits for each of a hundred answers in vain learns nothing from the second. */
const isHopeless = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'timeout';

async function judge(run: Run, group: Group, negative: Negative, sent: Sent): Promise<Row> {
  const { repeat } = sent;
  const row = { ...rowOf(group, negative.name), ...judgeRefusal(run.judge, group.operation, negative, sent) };
  if (row.violations.length === 0 || !negative.repeatable) return row;
  return { ...row, curl: await repeat() };
}

const control = 'the valid request, last';

async function confirm(run: Run, group: Group, situation: Situation, rows: Row[]): Promise<Row[]> {
  const row = { ...rowOf(group, control), status: '2XX' };
  const refused = await situation.refusal();
  if (refused === undefined) return [...rows, { ...row, outcome: 'passed', violations: [] }];

  const again = refused === '429' ? undefined : await Situation.bringAbout(run, group.operation, group.approach);
  if (again instanceof Situation && (await again.refusal()) === undefined) {
    const message = `expected a documented success, got ${refused}: one of the refused requests has had an effect`;
    const failed: Row = {
      ...row,
      outcome: 'failed',
      violations: [{ kind: 'status', pointer: '', message, clause: '' }],
    };
    run.bail.observe(failed);
    return [...rows, failed];
  }
  // It fails in the transactions too, if it does not end there as a skip: no need to say it twice.
  const reason = `the valid request is not accepted either (${refused}), so a refusal proves nothing`;
  return rows.map((one) => (one.outcome === 'passed' ? { ...one, ...notExercised(reason) } : one));
}
