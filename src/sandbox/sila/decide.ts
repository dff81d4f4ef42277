/** Decisions of the control API about a verification. */
import type { Decided, Decision, Verification as VerificationView } from '../core/provider.js';
import { isOpen } from './verification-status.js';
import { settleVerification } from './verifications.js';
import { seconds, type Outcome, type Verification } from './state.js';
import type { SilaContext } from './handler-types.js';

export function decide(context: SilaContext, id: string, decision: Decision): Decided {
  const verification = context.state.verifications[id.toLowerCase()];
  if (!verification) return undefined;
  if (!isOpen(verification)) return { refused: `The verification has ${verification.status} already.` };
  const outcome = outcomeOf(decision);
  if (!outcome) return { unknown: 'action' };
  settleVerification(context, verification, outcome, seconds(context));
  return view(verification);
}

/** Source: docs/get_verification, older copies. */
const actions: readonly string[] = ['doc_upload', 'entity_data', 'review'];

/** The outcome with its default reason and action; undefined for an action that does not fit. */
function outcomeOf({ outcome, reasons, action }: Decision): Outcome | undefined {
  const isFinal = outcome === 'passed' || outcome === 'failed';
  if (action !== undefined && (isFinal || !actions.includes(action))) return undefined;
  switch (outcome) {
    case 'passed':
      return { status: 'passed', reasons: [...(reasons ?? [])], tags: [], action: null };
    case 'failed':
      return { status: 'failed', ...because(reasons ?? ['Name Mismatch'], 'Denied KYC'), action: null };
    case 'documents_required':
      return { status: outcome, ...because(reasons ?? ['Address Not Matched']), action: action ?? 'doc_upload' };
    case 'review':
      return { status: outcome, ...because(reasons ?? ['Fraud Review']), action: action ?? 'review' };
  }
}

const because = (reasons: readonly string[], ...more: string[]) => ({
  reasons: [...reasons],
  tags: [...new Set([...reasons, ...more])],
});

export const view = (verification: Verification): VerificationView => ({
  id: verification.id,
  subject: verification.handle,
  status: verification.status,
  reasons: [...verification.reasons],
  createdAt: verification.requestedAt * 1000,
  updatedAt: verification.updatedAt * 1000,
});
