/**
 * The lifecycle of a verification: pending, then the outcome of its data or of the control API; expired after 30 days
 * without a change. Sources: docs/kyc (expiry, which counts as a failure), docs/check_kyc (33 seconds on average).
 */
import { compare } from '../core/compare.js';
import { emitForVerification } from './events.js';
import { days, isOpen } from './verification-status.js';
import { defaults } from './settings.js';
import { entityKey, never, seconds, type Entity, type Outcome, type Verification } from './state.js';
import { outcomeOf, passed } from './triggers.js';
import type { SilaContext } from './handler-types.js';

const lifetime = days(30);

export type NewVerification = Pick<Verification, 'system' | 'flow' | 'level' | 'checks'> &
  Partial<Pick<Verification, 'parent'>>;

export function startVerification(context: SilaContext, entity: Entity, what: NewVerification): Verification {
  const now = seconds(context);
  const id = context.ids.uuid();
  const verification: Verification = {
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
  context.state.verifications[id] = verification;
  entity.verifications.push(id);
  schedule(context, verification);
  return verification;
}

/**
 * Resuming ignores the trigger, so the verification passes. Source: docs/triaging-kyc-failures,
 * docs/new-kyc-flow-testing-triggers.
 */
export function passResumed(context: SilaContext, verification: Verification): void {
  Object.assign(verification, pendingStatus(), planned(context, passed()), { updatedAt: seconds(context) });
  schedule(context, verification);
}

/**
 * Source: docs/triaging-kyc-failures: in classic KYC the verification passes two minutes after a document is received.
 */
export function receiveDocument(context: SilaContext, verification: Verification): void {
  const now = seconds(context);
  const received: Outcome = { status: 'documents_received', reasons: [], tags: [], action: null };
  Object.assign(verification, received, { updatedAt: now, outcome: passed(), outcomeAt: now + 120 });
  schedule(context, verification);
}

/** Changes a verification as of an instant, and sends the event. */
export function settleVerification(
  context: SilaContext,
  verification: Verification,
  outcome: Outcome,
  at: number,
): void {
  Object.assign(verification, outcome, { updatedAt: at, outcome: null, outcomeAt: null });
  schedule(context, verification);
  emitForVerification(context, verification, at);
  for (const business of waitingFor(context, verification)) {
    const outcome = withMembers(context, business, passed());
    if (outcome.status !== business.status) settleVerification(context, business, outcome, at);
  }
}

/** The verifications of businesses that wait for a member's, which one of them may have started. */
function waitingFor({ state }: SilaContext, { id, app, handle, parent }: Verification): Verification[] {
  const roles = state.entities[entityKey(app, handle)]?.roles ?? [];
  const ofBusinesses = roles.flatMap(({ other }) => state.entities[entityKey(app, other)]?.verifications ?? []);
  return [...new Set([...(parent === null ? [] : [parent]), ...ofBusinesses])]
    .flatMap((one) => state.verifications[one] ?? [])
    .filter(({ status, members }) => status.startsWith('member_') && members.includes(id));
}

/** A business passes with its members. The order of the `member_…` statuses is our choice. */
function withMembers({ state }: SilaContext, verification: Verification, outcome: Outcome): Outcome {
  if (outcome.status !== 'passed') return outcome;
  const statuses = verification.members.flatMap((id) => state.verifications[id]?.status ?? []);
  if (statuses.includes('failed')) return { ...outcome, status: 'member_failed' };
  if (statuses.includes('review')) return { ...outcome, status: 'member_review' };
  return statuses.every((status) => status === 'passed') ? outcome : { ...outcome, status: 'member_pending' };
}

/** Applies everything that is due, in chronological order. */
export function advanceVerifications(context: SilaContext): void {
  const now = seconds(context);
  const { state } = context;
  while (state.nextDue <= now) {
    const due = Object.entries(state.due)
      .filter(([, { at }]) => at <= now)
      .sort(([id, a], [other, b]) => a.at - b.at || compare(id, other));
    for (const [id, { at }] of due) {
      delete state.due[id];
      const verification = state.verifications[id];
      if (verification) settleVerification(context, verification, dueOutcome(context, verification, at), at);
    }
    state.nextDue = Object.values(state.due).reduce((first, { at }) => Math.min(first, at), never);
  }
}

const dueOutcome = (context: SilaContext, verification: Verification, at: number): Outcome =>
  verification.outcomeAt === at && verification.outcome
    ? withMembers(context, verification, verification.outcome)
    : expired();

const pendingStatus = (): Outcome => ({ status: 'pending', reasons: [], tags: [], action: null });

const expired = (): Outcome => ({
  status: 'failed',
  reasons: ['Expired: not updated within 30 days'],
  tags: ['Denied KYC', 'Name Not Verified'],
  action: null,
});

function planned(context: SilaContext, outcome: Outcome): Pick<Verification, 'outcome' | 'outcomeAt'> {
  const delay = context.settings.verificationDelay ?? defaults.verificationDelay;
  return delay === 'decision'
    ? { outcome: null, outcomeAt: null }
    : { outcome, outcomeAt: seconds(context) + Math.min(delay, lifetime) };
}

function schedule(context: SilaContext, verification: Verification): void {
  const { state } = context;
  if (!isOpen(verification)) {
    delete state.due[verification.id];
    return;
  }
  const at = verification.outcomeAt ?? verification.updatedAt + lifetime;
  state.due[verification.id] = { at };
  state.nextDue = Math.min(state.nextDue, at);
}
