/**
 * Events to webhooks. Sources: docs/webhooks, docs/webhook-event-reference, docs/webhook-event-signing,
 * docs/webhook-management. Only Advanced KYC has kyc_status (passed, failed, member_failed) and kyc_action (documents_required, as in
 * the newest copies); classic KYC has `kyc`.
 */
import { entityKey, seconds, type Endpoint, type Run, type SentEvent } from './state.js';
import { signEvent } from './webhook-signature.js';
import type { SilaContext } from './world.js';

interface News {
  type: 'kyc_status' | 'kyc_action' | 'kyc';
  details: Record<string, string>;
}

/** Tells every active endpoint that wants to know, each with an event of its own. */
export function emitForRun(context: SilaContext, run: Run, at: number): void {
  const news = newsOf(context, run);
  if (!news) return;
  for (const endpoint of Object.values(context.state.endpoints)) {
    if (!endpoint.active || !wants(endpoint, news.type)) continue;
    const id = context.ids.uuid();
    const event: SentEvent = {
      id,
      number: (context.state.eventCount += 1),
      app: run.app,
      handle: run.handle,
      type: news.type,
      endpoint: endpoint.id,
      body: JSON.stringify({ event_time: at, event_type: news.type, event_uuid: id, event_details: news.details }),
      details: news.details,
      created: at,
      updated: at,
      nextAttempt: at,
      delivered: false,
      processing: true,
      attempts: 0,
      tries: 0,
      responses: [],
    };
    context.state.events[id] = event;
    sendEvent(context, event, endpoint);
  }
}

export function sendEvent(context: SilaContext, event: SentEvent, endpoint: Endpoint): void {
  context.webhooks.enqueue({
    id: event.id,
    url: endpoint.url,
    body: event.body,
    headers: {
      'sila-webhook-id': endpoint.id,
      'sila-webhook-type': event.type,
      ...(endpoint.secret === null ? {} : { 'sila-signature': signEvent(event.body, endpoint.secret) }),
    },
  });
}

/** Sends an event once more, however it went before. Source: docs/retry_webhook. */
export function resendEvent(context: SilaContext, event: SentEvent, endpoint: Endpoint): void {
  const now = seconds(context);
  Object.assign(event, { processing: true, tries: 0, nextAttempt: now, updated: now });
  sendEvent(context, event, endpoint);
}

function newsOf(context: SilaContext, run: Run): News | undefined {
  const about = { kyc: run.id, entity: run.handle };
  if (run.system === 'classic') return { type: 'kyc', details: { ...about, outcome: run.status } };
  if (['passed', 'failed', 'member_failed'].includes(run.status)) {
    const wallet = context.state.entities[entityKey(run.app, run.handle)]?.wallet;
    const wallet_id: Record<string, string> = run.status === 'passed' && wallet ? { wallet_id: wallet } : {};
    return { type: 'kyc_status', details: { ...about, outcome: run.status, ...wallet_id } };
  }
  if (run.status !== 'documents_required') return undefined;
  return { type: 'kyc_action', details: { ...about, action_needed: run.action ?? 'doc_upload' } };
}

/** The classic event is `kyc` in its own body and `kyc_update` in /get_webhooks: either subscribes. */
const wants = ({ events }: Endpoint, type: string): boolean =>
  events === null || events.includes(type) || (type === 'kyc' && events.includes('kyc_update'));
