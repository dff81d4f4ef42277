/** Is it genuine, is it new, what does it say: in this order, so that nothing unsigned is ever parsed. */
import { checkNumbers } from '../../../runtime/numeric-options.js';
import { readDelivery, type Delivery } from './delivery.js';
import type { SeenEvents } from './seen-events.js';
import { parseSilaEvent, type OtherSilaEvent, type SilaEvent } from './sila-event.js';
import { assumedSilaSignature, checkSilaSignature, type SignatureScheme } from './sila-signature.js';
import { WebhookRefused } from './webhook-refused.js';

export interface SilaWebhookOptions {
  /**
   * The secret that you share with Sila; several while one takes the place of another; `null` to take in anything that
   * anybody sends, as for classic events, of which nobody says whether they are signed.
   */
  secret: string | readonly string[] | null;
  /** How Sila signs. @default assumedSilaSignature, which nobody has documented */
  scheme?: SignatureScheme;
  /** What has been dealt with. Without it, nothing counts as replayed. */
  seen?: SeenEvents;
  /**
   * Seconds between `event_time` and now, before or after it, beyond which an event is refused. Sila sends failed events again, as much later as the
   * console is set to, and the time stays that of the event: leave room for that.
   * @default none
   */
  maxAge?: number;
  /** Bytes that a body may have. @default 1_048_576 */
  maxBytes?: number;
  /** Unix milliseconds. @default Date.now */
  now?: () => number;
}

/**
 * Adds nothing to `seen`: do that once the event has been dealt with, so that one that failed may come again.
 * @throws {WebhookRefused} for a delivery that must not be acted on; its `status` is the answer
 * @throws {TypeError} for an empty secret, a number that makes no sense, and for a body that is not as it came
 */
export async function verifySilaWebhook(
  delivery: Request | Delivery,
  { secret, scheme = assumedSilaSignature, seen, maxAge, maxBytes = 2 ** 20, now = Date.now }: SilaWebhookOptions,
): Promise<SilaEvent | OtherSilaEvent> {
  checkNumbers({ maxAge, maxBytes }, 'positive');
  const raw = await readDelivery(delivery, maxBytes);
  if (secret !== null) await checkSilaSignature(raw, toSecrets(secret), scheme);
  const event = parseSilaEvent(raw.body);
  if (maxAge !== undefined && !(Math.abs(now() / 1000 - event.event_time) <= maxAge))
    throw new WebhookRefused('too old');
  if (await seen?.has(event.event_uuid)) throw new WebhookRefused('replayed');
  return event;
}

/** An unset environment variable must not become a secret that everybody knows. */
function toSecrets(secret: string | readonly string[]): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const areGiven =
    Array.isArray(secrets) && secrets.length > 0 && secrets.every((one) => typeof one === 'string' && one);
  if (!areGiven)
    throw new TypeError('secret is empty: give the one that you share with Sila, or null to check nothing.');
  return secrets;
}
