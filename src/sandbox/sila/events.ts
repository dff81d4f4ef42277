/**
 * Webhook events. Sources: docs/webhooks, docs/webhook-event-reference, docs/webhook-event-signing,
 * docs/webhook-management. Only Advanced KYC has kyc_status (passed, failed, member_failed) and kyc_action
 * (documents_required, as in the newest copies); classic KYC has `kyc`.
 */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import type { SilaContext } from './handler-types.js';
import { endpointsOf, entityKey, seconds, type Endpoint, type SentEvent, type Verification } from './state.js';

interface News {
  type: 'kyc_status' | 'kyc_action' | 'kyc';
  details: Record<string, string>;
}

/** Sends an event to every active endpoint that subscribes to it, each with its own event. */
export function emitForVerification(context: SilaContext, verification: Verification, at: number): void {
  const news = newsOf(context, verification);
  if (!news) return;
  for (const endpoint of endpointsOf(context.state)) {
    if (!endpoint.active || !wants(endpoint, news.type)) continue;
    const id = context.ids.uuid();
    const event: SentEvent = {
      id,
      number: (context.state.eventCount += 1),
      app: verification.app,
      handle: verification.handle,
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

/** Sends an event again, whatever its outcome was. Source: docs/retry_webhook. */
export function resendEvent(context: SilaContext, event: SentEvent, endpoint: Endpoint): void {
  const now = seconds(context);
  Object.assign(event, { processing: true, tries: 0, nextAttempt: now, updated: now });
  sendEvent(context, event, endpoint);
}

function newsOf(context: SilaContext, verification: Verification): News | undefined {
  const about = { kyc: verification.id, entity: verification.handle };
  if (verification.system === 'classic') return { type: 'kyc', details: { ...about, outcome: verification.status } };
  if (['passed', 'failed', 'member_failed'].includes(verification.status)) {
    const wallet = context.state.entities[entityKey(verification.app, verification.handle)]?.wallet;
    const wallet_id: Record<string, string> = verification.status === 'passed' && wallet ? { wallet_id: wallet } : {};
    return { type: 'kyc_status', details: { ...about, outcome: verification.status, ...wallet_id } };
  }
  if (verification.status !== 'documents_required') return undefined;
  return { type: 'kyc_action', details: { ...about, action_needed: verification.action ?? 'doc_upload' } };
}

/** The classic event is `kyc` in its own body and `kyc_update` in /get_webhooks; either name subscribes. */
const wants = ({ events }: Endpoint, type: string): boolean =>
  events === null || events.includes(type) || (type === 'kyc' && events.includes('kyc_update'));

/**
 * SILA-SIGNATURE. The page shows 44 characters of base64 (32 bytes), and says HMAC with a shared secret over "several
 * parts of the event", without the hash and the parts. HMAC-SHA-256 over the whole body is OUR CHOICE: code that
 * verifies it may have to change against Sila.
 */
const encoder = new TextEncoder();

export const signEvent = (body: string, secret: string): string =>
  btoa(String.fromCharCode(...hmac(sha256, encoder.encode(secret), encoder.encode(body))));
