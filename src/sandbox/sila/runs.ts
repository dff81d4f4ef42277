/**
 * The life of a run: pending, then what its data or the control API bring about; expired after 30 days without a
 * change. Sources: docs/kyc (expiry, which counts as a failure), docs/check_kyc (33 seconds on average).
 */
import { emitForRun } from './events.js';
import { days, isOpen } from './run-status.js';
import { defaults } from './settings.js';
import { never, seconds, type Entity, type Outcome, type Run } from './state.js';
import { outcomeOf, passed } from './triggers.js';
import type { SilaContext } from './world.js';

const lifetime = days(30);

export type NewRun = Pick<Run, 'system' | 'flow' | 'level' | 'checks'> & Partial<Pick<Run, 'parent'>>;

export function startRun(context: SilaContext, entity: Entity, what: NewRun): Run {
  const now = seconds(context);
  const id = context.ids.uuid();
  const run: Run = {
    parent: null,
    members: [],
    ...what,
    id,
    app: entity.app,
    handle: entity.handle,
    requestedAt: now,
    updatedAt: now,
    ...pendingStatus(),
    ...planned(context, outcomeOf(entity, what.system)),
  };
  context.state.runs[id] = run;
  entity.runs.push(id);
  schedule(context, run);
  return run;
}

/** The trigger is lifted, so the run passes. Source: docs/triaging-kyc-failures, docs/new-kyc-flow-testing-triggers. */
export function resumeRun(context: SilaContext, run: Run): void {
  Object.assign(run, pendingStatus(), planned(context, passed()), { updatedAt: seconds(context) });
  schedule(context, run);
}

/** Source: docs/triaging-kyc-failures: with classic KYC a document is received, and two minutes later the run passes. */
export function receiveDocument(context: SilaContext, run: Run): void {
  const now = seconds(context);
  const received: Outcome = { status: 'documents_received', reasons: [], tags: [], action: null };
  Object.assign(run, received, { updatedAt: now, outcome: passed(), outcomeAt: now + 120 });
  schedule(context, run);
}

/** What happens to a run at an instant, with the event that tells of it. */
export function settleRun(context: SilaContext, run: Run, outcome: Outcome, at: number): void {
  Object.assign(run, outcome, { updatedAt: at, outcome: null, outcomeAt: null });
  schedule(context, run);
  emitForRun(context, run, at);
  const parent = run.parent === null ? undefined : context.state.runs[run.parent];
  if (parent?.status.startsWith('member_')) settleRun(context, parent, withMembers(context, parent, passed()), at);
}

/** A business passes with its members. Which of the `member_…` statuses comes when is our choice. */
function withMembers({ state }: SilaContext, run: Run, outcome: Outcome): Outcome {
  if (outcome.status !== 'passed') return outcome;
  const statuses = run.members.flatMap((id) => state.runs[id]?.status ?? []);
  if (statuses.includes('failed')) return { ...outcome, status: 'member_failed' };
  if (statuses.includes('review')) return { ...outcome, status: 'member_review' };
  return statuses.every((status) => status === 'passed') ? outcome : { ...outcome, status: 'member_pending' };
}

/** Makes everything happen that is due, in its order. */
export function advanceRuns(context: SilaContext): void {
  const now = seconds(context);
  const { state } = context;
  while (state.nextDue <= now) {
    const due = Object.entries(state.due)
      .filter(([, { at }]) => at <= now)
      .sort(([, a], [, b]) => a.at - b.at);
    for (const [id, { at }] of due) {
      const run = state.runs[id];
      if (run) settleRun(context, run, dueOutcome(context, run, at), at);
      else delete state.due[id];
    }
    state.nextDue = Object.values(state.due).reduce((first, { at }) => Math.min(first, at), never);
  }
}

const dueOutcome = (context: SilaContext, run: Run, at: number): Outcome =>
  run.outcomeAt === at && run.outcome ? withMembers(context, run, run.outcome) : expired();

const pendingStatus = (): Outcome => ({ status: 'pending', reasons: [], tags: [], action: null });

const expired = (): Outcome => ({
  status: 'failed',
  reasons: ['Expired: not updated within 30 days'],
  tags: ['Denied KYC', 'Name Not Verified'],
  action: null,
});

function planned(context: SilaContext, outcome: Outcome): Pick<Run, 'outcome' | 'outcomeAt'> {
  const delay = context.settings.verificationDelay ?? defaults.verificationDelay;
  return delay === 'decision'
    ? { outcome: null, outcomeAt: null }
    : { outcome, outcomeAt: seconds(context) + Math.min(delay, lifetime) };
}

function schedule(context: SilaContext, run: Run): void {
  const { state } = context;
  if (!isOpen(run)) {
    delete state.due[run.id];
    return;
  }
  const at = run.outcomeAt ?? run.updatedAt + lifetime;
  state.due[run.id] = { at };
  state.nextDue = Math.min(state.nextDue, at);
}
