/** The lifecycle of a submission: its status changes and their webhook events. */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { compare } from '../core/compare.js';
import { recordsOf } from '../core/draft.js';
import type { Delivery, Reply } from '../core/handler.js';
import type { Decided, Decision, DeliveryVerdict, Verification } from '../core/provider.js';
import { defaultReviewDelay } from './settings.js';
import { statuses, type CustomersCall, type CustomersContext, type Status, type Submission } from './state.js';

/** Sets the status as of a time, and sends the event to every endpoint that gets events of its kind. */
export function move(
  context: CustomersContext,
  submission: Submission,
  status: Status,
  metadata: Submission['metadata'] = null,
  at = context.now,
): void {
  const { state, settings } = context;
  Object.assign(submission, { status, metadata, updatedAt: at });
  delete state.due[submission.id];
  const { reviewDelay = defaultReviewDelay } = settings;
  if (status === 'IN_REVIEW' && reviewDelay !== 'decision') state.due[submission.id] = at + reviewDelay * 1000;
  const body = JSON.stringify({ referenceId: submission.id, eventType: submission.kind, status, metadata });
  for (const { url, secret, events } of recordsOf(state.endpoints).sort((a, b) => compare(a.url, b.url))) {
    if (events && !events.includes(submission.kind)) continue;
    const headers: Record<string, string> = secret === null ? {} : { Signature: sign(body, secret, at) };
    context.webhooks.enqueue({ id: context.ids.uuid(), url, headers, body });
  }
}

const encoder = new TextEncoder();

/**
 * The header and the algorithm are from the page. The signed text (time, full stop, body) is from one integrator's
 * code.
 */
function sign(body: string, secret: string, at: number): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},s=${bytesToHex(hmac(sha256, encoder.encode(secret), encoder.encode(`${seconds}.${body}`)))}`;
}

/** Completes submissions that have been in review for long enough. */
export function advance(context: CustomersContext): void {
  const { state, now } = context;
  const due = Object.entries(state.due)
    .filter(([, at]) => at <= now)
    .sort(([a, first], [b, second]) => first - second || compare(a, b));
  for (const [id, at] of due) {
    delete state.due[id];
    // A restored state may have no submission of this id.
    const submission = state.submissions[id];
    if (submission) move(context, submission, 'COMPLETED', null, at);
  }
}

const retries = 10;

/**
 * Source: the page, for at least ten attempts with growing delays after 4xx and 5xx. The delays of 1, 2, 4 … seconds
 * are our choice.
 */
export function checkDelivery(context: CustomersContext, { attempt, status }: Delivery): DeliveryVerdict {
  if (status !== undefined && status >= 200 && status < 300) return 'delivered';
  if (attempt > retries || (status !== undefined && status < 400)) return 'abandoned';
  return { retryAt: context.now + 1000 * 2 ** (attempt - 1) };
}

/** The background work of `sendStatusEvent`, which ignores unknown submissions. */
export function sendStatusEvent(call: CustomersCall): Reply {
  const { referenceId, eventType, status, metadata } = call.body as Record<
    'referenceId' | 'eventType' | 'status',
    string
  > & {
    metadata?: Submission['metadata'];
  };
  const submission = call.state.submissions[referenceId.toLowerCase()];
  const known = statuses.find((one) => one === status.toUpperCase());
  if (submission?.kind === eventType && known) {
    const { failureReason, requiredFields } = metadata ?? {};
    move(
      call,
      submission,
      known,
      metadata ? { ...(failureReason && { failureReason }), ...(requiredFields && { requiredFields }) } : null,
    );
  }
  return { status: 200, body: { message: 'success' } };
}

export function decide(context: CustomersContext, id: string, { outcome, reasons, action }: Decision): Decided {
  const submission = context.state.submissions[id.toLowerCase()];
  if (!submission) return undefined;
  if (['COMPLETED', 'FAILED'].includes(submission.status)) {
    return { refused: `The submission is ${submission.status} already.` };
  }
  // Alfred requests only fields and files, and their names are its reasons.
  if (action !== undefined) return { unknown: 'action' };
  if (outcome === 'passed') move(context, submission, 'COMPLETED');
  else if (outcome === 'failed') {
    move(context, submission, 'FAILED', { failureReason: reasons?.join('; ') ?? 'document not readable' });
  } else if (outcome === 'review') move(context, submission, 'IN_REVIEW');
  else move(context, submission, 'UPDATE_REQUIRED', { requiredFields: [...(reasons ?? ['National ID Back'])] });
  return view(submission);
}

export const view = ({ id, customer, status, metadata, createdAt, updatedAt }: Submission): Verification => ({
  id,
  subject: customer,
  status,
  reasons: metadata?.requiredFields ?? (metadata?.failureReason === undefined ? [] : [metadata.failureReason]),
  createdAt,
  updatedAt,
});
