/**
 * `SILA-SIGNATURE`. Source: docs/webhook-event-signing: an HMAC with a shared secret over "several parts of the event",
 * 44 characters of Base64, so 32 bytes. The parts and the hash are not readable there.
 */
import type { Bytes } from '../../../runtime/bytes.js';
import { WebhookRefused } from './webhook-refused.js';

export interface SignedDelivery {
  /** The exact bytes of the body. */
  body: Bytes;
  /** Sila's headers are `sila-webhook-id`, `sila-webhook-type` and `sila-signature`. */
  headers: Headers;
  secret: string;
}

/** @returns the expected value of the header `SILA-SIGNATURE` */
export type SignatureScheme = (delivery: SignedDelivery) => string | Promise<string>;

/**
 * ASSUMED: HMAC-SHA-256 over the whole body, the secret as UTF-8, in Base64. The sandbox uses it. Verify it with a real
 * delivery, and pass your own scheme if Sila's differs.
 */
export const assumedSilaSignature: SignatureScheme = async ({ body, secret }) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, body))));
};

/**
 * @param secrets any of them is accepted, so that one can replace another
 * @throws {WebhookRefused} 'signature missing' or 'signature wrong'
 */
export async function checkSilaSignature(
  delivery: Omit<SignedDelivery, 'secret'>,
  secrets: readonly string[],
  scheme: SignatureScheme,
): Promise<void> {
  const signature = delivery.headers.get('sila-signature');
  if (!signature) throw new WebhookRefused('signature missing');
  let fits = false;
  // All secrets are tried every time, so that the duration does not reveal which one matched.
  for (const secret of secrets) fits = sameText(signature, await scheme({ ...delivery, secret })) || fits;
  if (!fits) throw new WebhookRefused('signature wrong');
}

/**
 * Compares in a time that depends only on the lengths, so that a signature cannot be guessed one character at a time.
 */
export function sameText(one: string, another: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [encoder.encode(one), encoder.encode(another)];
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ b[index]!), 0) === 0;
}
