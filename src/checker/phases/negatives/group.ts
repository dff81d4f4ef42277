/**
 * Sends everything that is wrong about one valid request, and then that request itself. It has to succeed: otherwise
 * all the others may have been refused for its sake.
 */
import type { Failure } from '../../../openapi/exchange.js';
import type { CasePlan } from '../../plan.js';
import type { CaseResult } from '../../report.js';
import type { Run } from '../../run.js';
import type { Negative } from './negative.js';
import { rowOf, type Subject } from './row.js';
import type { Violation } from '../../validate/response.js';
import { NotSent, Precondition, type Sent } from './precondition.js';
import { isAccepted, validateRefusal, notExercised } from './verdict.js';

export interface Group extends Subject {
  casePlan: CasePlan;
  derive: (precondition: Precondition) => Derived;
  /** The request of another group, which succeeds, with other credentials that are as good. @default false */
  isOtherCredential?: boolean;
}

export interface Derived {
  negatives: Negative[];
  /** What nothing could be derived for: the case and why. */
  skipped: { name: string; reason: string }[];
}

export async function runGroup(run: Run, group: Group): Promise<CaseResult[]> {
  const { operation, casePlan, derive } = group;
  const skip = (name: string, reason: string): CaseResult => ({ ...rowOf(group, name), ...notExercised(reason) });
  let precondition = await Precondition.setUp(run, operation, casePlan);
  if ('reason' in precondition) return [skip('everything', precondition.reason)];
  const { negatives, skipped } = derive(precondition);
  const rows = skipped.map(({ name, reason }) => skip(name, reason));
  if (negatives.length === 0) return rows;

  let end: string | undefined;
  for (const negative of negatives) {
    end ??= endOf(run) ?? ('reason' in precondition ? 'its situation could not be brought about again' : undefined);
    if (end !== undefined || 'reason' in precondition) {
      rows.push(skip(negative.name, end ?? ''));
      continue;
    }
    const sent = await sendIn(precondition, negative);
    if (typeof sent === 'string') {
      rows.push(skip(negative.name, sent));
      continue;
    }
    const row = await responseValidator(run, group, negative, sent);
    run.bail.observe(row);
    rows.push(row);
    if ('failure' in sent.exchange && isHopeless(sent.exchange.failure)) end = sent.exchange.failure.message;
    if (isAccepted(sent.exchange)) precondition = await Precondition.setUp(run, operation, casePlan);
  }
  end ??= endOf(run);
  return end !== undefined || 'reason' in precondition ? rows : confirm(run, group, precondition, rows);
}

/** The exchange, or why it could not be had. */
async function sendIn(precondition: Precondition, { change }: Negative): Promise<Sent | string> {
  try {
    return await precondition.send(change);
  } catch (error) {
    if (error instanceof NotSent) return `what comes before it is not there: ${error.message}`;
    throw error;
  }
}

function endOf({ signal, bail }: Run): string | undefined {
  if (signal?.aborted) return 'the run ended before this case';
  return bail.reason;
}

/** Whoever waits for each of a hundred answers in vain learns nothing from the second. */
const isHopeless = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'timeout';

async function responseValidator(run: Run, group: Group, negative: Negative, sent: Sent): Promise<CaseResult> {
  const { repeat } = sent;
  const row = {
    ...rowOf(group, negative.name),
    ...validateRefusal(run.responseValidator, group.operation, negative, sent),
  };
  if (row.violations.length === 0 || !negative.repeatable) return row;
  return { ...row, curl: await repeat() };
}

const control = 'the valid request, last';

async function confirm(run: Run, group: Group, precondition: Precondition, rows: CaseResult[]): Promise<CaseResult[]> {
  const row = { ...rowOf(group, control), status: '2XX' };
  const refused = await precondition.refusal();
  if (refused === undefined) return [...rows, { ...row, outcome: 'passed', violations: [] }];

  const again = refused === '429' ? undefined : await Precondition.setUp(run, group.operation, group.casePlan);
  if (again instanceof Precondition && (await again.refusal()) === undefined) {
    const message = `expected a documented success, got ${refused}: one of the refused requests has had an effect`;
    const failed: CaseResult = {
      ...row,
      outcome: 'failed',
      violations: [{ code: 'status-after-refusals', kind: 'status', pointer: '', message, clause: '' }],
    };
    run.bail.observe(failed);
    return [...rows, failed];
  }
  const isRight = group.isOtherCredential && isOurs(run, group);
  if (isRight && ['401', '403', '407'].includes(refused)) {
    const message = `expected a documented success, got ${refused}: credentials that the document allows are refused`;
    const violations: Violation[] = [{ code: 'status-refused', kind: 'status', pointer: '', message, clause: '' }];
    return [...rows, { ...row, outcome: 'failed', violations }];
  }
  // It fails in the examples too, if it does not end there as a skip: no need to say it twice.
  const reason = `the valid request is not accepted either (${refused}), so a refusal proves nothing`;
  return rows.map((one) => (one.outcome === 'passed' ? { ...one, ...notExercised(reason) } : one));
}

/** Whether the target has to know the credentials: the user has given them, or a control API says that it is ours. */
const isOurs = ({ control, credentials }: Run, { casePlan: { security = [] } }: Group): boolean =>
  control !== undefined || security.every((scheme) => Object.hasOwn(credentials, scheme));
