/** What the control API can do with Sila: see and decide verifications, register endpoints for events. */
import type { Decision, ProviderControl, Verification } from '../provider.js';
import { isOpen } from './run-status.js';
import { settleRun } from './runs.js';
import type { SilaSettings } from './settings.js';
import { seconds, type Outcome, type Run, type SilaState } from './state.js';

export const control: ProviderControl<SilaState, SilaSettings> = {
  verifications: (context) =>
    Object.values(context.state.runs)
      .sort((a, b) => a.requestedAt - b.requestedAt)
      .map(view),

  decide: (context, id, decision) => {
    const run = context.state.runs[id.toLowerCase()];
    if (!run) return undefined;
    if (!isOpen(run)) return { refused: `The verification has ${run.status} already.` };
    settleRun(context, run, outcomeOf(decision), seconds(context));
    return view(run);
  },

  registerWebhook: (context, { url, secret, events }) => {
    const { endpoints } = context.state;
    const known = Object.values(endpoints).find((endpoint) => endpoint.url === url);
    const id = known?.id ?? context.ids.uuid();
    const name = known?.name ?? `endpoint ${Object.keys(endpoints).length + 1}`;
    const wanted = events ? [...events] : null;
    endpoints[id] = { id, name, url, secret: secret ?? null, events: wanted, active: true, failures: 0 };
  },

  webhookEndpoints: (context) =>
    Object.values(context.state.endpoints).map(({ url, secret, events, active }) => ({
      url,
      ...(secret === null ? {} : { secret }),
      ...(events === null ? {} : { events }),
      active,
    })),
};

/** The most ordinary reason, and what is asked for with it. */
function outcomeOf({ outcome, reasons }: Decision): Outcome {
  switch (outcome) {
    case 'passed':
      return { status: 'passed', reasons: [...(reasons ?? [])], tags: [], action: null };
    case 'failed':
      return { status: 'failed', ...because(reasons ?? ['Name Mismatch'], 'Denied KYC'), action: null };
    case 'documents_required':
      return { status: outcome, ...because(reasons ?? ['Address Not Matched']), action: 'doc_upload' };
    case 'review':
      return { status: outcome, ...because(reasons ?? ['Fraud Review']), action: 'review' };
  }
}

const because = (reasons: readonly string[], ...more: string[]) => ({
  reasons: [...reasons],
  tags: [...new Set([...reasons, ...more])],
});

const view = (run: Run): Verification => ({
  id: run.id,
  subject: run.handle,
  status: run.status,
  reasons: [...run.reasons],
  createdAt: run.requestedAt * 1000,
  updatedAt: run.updatedAt * 1000,
});
