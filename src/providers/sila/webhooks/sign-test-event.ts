/** Creates an event for a test of your own receiver, with the signature that `verifySilaWebhook` expects. */
import { assumedSilaSignature, type SignatureScheme } from './sila-signature.js';
import type { SilaEvent } from './sila-event.js';

export interface SignTestEventOptions {
  /** The secret of the receiver. */
  secret: string;
  /** The scheme of the receiver. @default assumedSilaSignature */
  scheme?: SignatureScheme;
}

/** A delivery that `fetch` and `new Request` accept too. */
export interface SignedTestEvent {
  method: 'POST';
  headers: Record<string, string>;
  body: string;
}

/**
 * @param event an event, or the text of a body that is no event
 * @example
 * const delivery = await signTestEvent(event, { secret });
 * const response = await receive(new Request('https://example.com/webhooks/sila', delivery));
 */
export async function signTestEvent(
  event: SilaEvent | string,
  { secret, scheme = assumedSilaSignature }: SignTestEventOptions,
): Promise<SignedTestEvent> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const headers = new Headers({ 'content-type': 'application/json' });
  if (typeof event !== 'string') {
    headers.set('sila-webhook-id', event.event_uuid);
    headers.set('sila-webhook-type', event.event_type);
  }
  headers.set('sila-signature', await scheme({ body: new TextEncoder().encode(body), headers, secret }));
  return { method: 'POST', headers: Object.fromEntries(headers), body };
}
