/**
 * Receives Sila's webhooks: verifies the signature, detects replays and parses the event. Alfred's document has no
 * webhook: that of the API with the KYC operations is only for invoices, and is not modelled.
 * @module kyc-contracts/webhooks
 * @example
 * const receive = silaWebhookReceiver({ secret, seen, onEvent: (event) => queue.send(event) });
 * export const POST = (request: Request) => receive(request);
 */
export { assumedSilaSignature, type SignedDelivery, type SignatureScheme } from './sila-signature.js';
export { signTestEvent, type SignedTestEvent, type SignTestEventOptions } from './sign-test-event.js';
export {
  isKycEvent,
  parseSilaEvent,
  type OtherSilaEvent,
  type OtherSilaEventType,
  type SilaEvent,
} from './sila-event.js';
export { seenInMemory, type SeenEvents } from './seen-events.js';
export { silaWebhookReceiver, type SilaReceiverOptions } from './sila-receiver.js';
export { verifySilaWebhook, type SilaWebhookOptions } from './verify-sila-webhook.js';
export type { Delivery } from './delivery.js';
export { WebhookRefused, type RefusalReason } from './webhook-refused.js';
