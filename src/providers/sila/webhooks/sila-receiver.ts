/** A receiver for frameworks with `Request` and `Response`: Next.js, Hono, workers, Deno, Bun. */
import { checkNumbers, positive } from '../../../runtime/numeric-options.js';
import { isKycEvent, type OtherSilaEvent, type SilaEvent } from './sila-event.js';
import { toSecrets, verifySilaWebhook, type SilaWebhookOptions } from './verify-sila-webhook.js';
import { WebhookRefused } from './webhook-refused.js';

export interface SilaReceiverOptions extends SilaWebhookOptions {
  /**
   * Processes an event. If it rejects, so does the receiver, and the framework's 5xx makes Sila send the event again.
   * Two concurrent deliveries of one event may both be processed.
   */
  onEvent(event: SilaEvent): unknown;
  /** Processes an event that is not about KYC, in the same way. @default the event is accepted and ignored */
  onOther?(event: OtherSilaEvent): unknown;
  /**
   * Called with each refusal, for a log; its message contains nothing of the delivery. An error that this function
   * throws rejects the receiver.
   */
  onRefused?(refusal: WebhookRefused): void;
}

/**
 * @returns a handler that answers 200 to events that are or were processed, and 4xx to refused ones
 * @throws {TypeError} for an empty secret (of a function: at a delivery), a number out of range, and a missing `onEvent`
 */
export function silaWebhookReceiver(options: SilaReceiverOptions): (request: Request) => Promise<Response> {
  const { maxAge, maxBytes, secret } = options;
  checkNumbers({ maxAge, maxBytes }, positive);
  if (secret !== null && typeof secret !== 'function') toSecrets(secret);
  if (typeof options.onEvent !== 'function')
    throw new TypeError('onEvent is missing: give a function that processes an event.');
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
    try {
      const event = await verifySilaWebhook(request, options);
      await (isKycEvent(event) ? options.onEvent(event) : options.onOther?.(event));
      await options.seen?.add(event.event_uuid);
      return new Response(null, { status: 200 });
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      options.onRefused?.(error);
      return new Response(null, { status: error.status });
    }
  };
}
