/**
 * Verifies the signature first, so that nothing unsigned is parsed; then parses the event and checks its age and
 * replays.
 */
import { checkNumbers, positive } from '../../../runtime/numeric-options.js';
import { readDelivery, type Delivery } from './delivery.js';
import type { SeenEvents } from './seen-events.js';
import { parseSilaEvent, type OtherSilaEvent, type SilaEvent } from './sila-event.js';
import { assumedSilaSignature, checkSilaSignature, type SignatureScheme } from './sila-signature.js';
import { WebhookRefused } from './webhook-refused.js';

type Secrets = string | readonly string[];

export interface SilaWebhookOptions {
  /**
   * The secret that you share with Sila, or several during a rotation. A function is asked at each delivery, so that a
   * build that loads the module needs none. `null` accepts events from anyone, as for classic events, for which a
   * signature is not documented.
   */
  secret: Secrets | (() => Secrets) | null;
  /** How Sila signs. @default assumedSilaSignature, which is not documented */
  scheme?: SignatureScheme;
  /** The processed events. Without it, no event counts as replayed. */
  seen?: SeenEvents;
  /**
   * The largest difference in seconds between `event_time` and now, in both directions. Sila sends failed events again
   * with the same time, after the delay that is set in the console: allow for that.
   * @default none
   */
  maxAge?: number;
  /** Largest accepted body in bytes. @default 1_048_576 */
  maxBytes?: number;
  /** Current time in Unix milliseconds. @default Date.now */
  now?: () => number;
}

/**
 * Adds nothing to `seen`: do that after the event was processed, so that an event whose processing failed is accepted
 * again.
 * @throws {WebhookRefused} for a delivery that must not be processed; its `status` is the response
 * @throws {TypeError} for an empty secret, a number out of range, and a body that is not the raw one
 */
export async function verifySilaWebhook(
  delivery: Request | Delivery,
  { secret, scheme = assumedSilaSignature, seen, maxAge, maxBytes = 2 ** 20, now = Date.now }: SilaWebhookOptions,
): Promise<SilaEvent | OtherSilaEvent> {
  checkNumbers({ maxAge, maxBytes }, positive);
  const raw = await readDelivery(delivery, maxBytes);
  if (secret !== null)
    await checkSilaSignature(raw, toSecrets(typeof secret === 'function' ? secret() : secret), scheme);
  const event = parseSilaEvent(raw.body);
  if (maxAge !== undefined && !(Math.abs(now() / 1000 - event.event_time) <= maxAge))
    throw new WebhookRefused('too old');
  if (await seen?.has(event.event_uuid)) throw new WebhookRefused('replayed');
  return event;
}

/** An unset environment variable must not become an empty secret, which anyone could use. */
export function toSecrets(secret: Secrets): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const isList = Array.isArray(secrets) && secrets.every((one) => typeof one === 'string');
  if (secret !== undefined && !isList) throw new TypeError('secret must be a text, or a list of texts.');
  if (!isList || secrets.length === 0 || secrets.includes(''))
    throw new TypeError('secret is empty: give the one that you share with Sila, or null to check nothing.');
  return secrets;
}
