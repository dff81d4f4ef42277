/** A receiver for frameworks that speak `Request` and `Response`: Next.js, Hono, workers, Deno, Bun. */
import { checkNumbers } from '../../../runtime/numeric-options.js';
import { isKycEvent, type OtherSilaEvent, type SilaEvent } from './sila-event.js';
import { verifySilaWebhook, type SilaWebhookOptions } from './verify-sila-webhook.js';
import { WebhookRefused } from './webhook-refused.js';

export interface SilaReceiverOptions extends SilaWebhookOptions {
  /**
   * Deals with an event. When it rejects, so does the receiver, and the framework's 5xx makes Sila send the event again.
   * Two deliveries of one event at the same time may both get here.
   */
  onEvent(event: SilaEvent): unknown;
  /** Likewise, for what Sila sends about other things than KYC. @default takes it in and does nothing */
  onOther?(event: OtherSilaEvent): unknown;
  /** For your log: its message has nothing of the delivery. */
  onRefused?(refusal: WebhookRefused): void;
}

/** @returns a handler that answers 200 to what has been dealt with, now or before, and 4xx to what was refused */
export function silaWebhookReceiver(options: SilaReceiverOptions): (request: Request) => Promise<Response> {
  const { maxAge, maxBytes } = options;
  checkNumbers({ maxAge, maxBytes }, 'positive');
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
