/** How the control API decides a verification. */
import type { Decided, Decision, Verification } from '../core/provider.js';
import { isOpen } from './run-status.js';
import { settleRun } from './runs.js';
import { seconds, type Outcome, type Run } from './state.js';
import type { SilaContext } from './world.js';

export function decide(context: SilaContext, id: string, decision: Decision): Decided {
  const run = context.state.runs[id.toLowerCase()];
  if (!run) return undefined;
  if (!isOpen(run)) return { refused: `The verification has ${run.status} already.` };
  const outcome = outcomeOf(decision);
  if (!outcome) return { unknown: 'action' };
  settleRun(context, run, outcome, seconds(context));
  return view(run);
}

/** Source: docs/get_verification, older copies. */
const actions: readonly string[] = ['doc_upload', 'entity_data', 'review'];

/** The most ordinary reason, and what is asked for with it. Undefined: nothing that Sila would ask for then. */
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

export const view = (run: Run): Verification => ({
  id: run.id,
  subject: run.handle,
  status: run.status,
  reasons: [...run.reasons],
  createdAt: run.requestedAt * 1000,
  updatedAt: run.updatedAt * 1000,
});
