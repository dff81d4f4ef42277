/**
 * `SILA-SIGNATURE`. Source: docs/webhook-event-signing: an HMAC with a shared secret over "several parts of the event", 44
 * characters of Base64, so 32 bytes. Which parts and which hash could not be read.
 */
import { WebhookRefused } from './webhook-refused.js';

export interface SignedDelivery {
  /** The body's very bytes. */
  body: Uint8Array & BufferSource;
  /** Those of Sila are `sila-webhook-id`, `sila-webhook-type` and `sila-signature`. */
  headers: Headers;
  secret: string;
}

/** @returns what the header `SILA-SIGNATURE` must be */
export type SignatureScheme = (delivery: SignedDelivery) => string | Promise<string>;

/**
 * ASSUMED: HMAC-SHA-256 over the whole body, the secret as UTF-8, in Base64. It is what the sandbox sends. Check it against
 * a real delivery, and pass a scheme of your own where Sila's is another.
 */
export const assumedSilaSignature: SignatureScheme = async ({ body, secret }) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, body))));
};

/**
 * @param secrets any of them will do, so that one can take the place of another
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
  // Every secret, every time: how long it takes must not tell which one it was.
  for (const secret of secrets) fits = sameText(signature, await scheme({ ...delivery, secret })) || fits;
  if (!fits) throw new WebhookRefused('signature wrong');
}

/** In a time that depends on the lengths alone, so that nobody can guess a signature one character at a time. */
export function sameText(one: string, another: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [encoder.encode(one), encoder.encode(another)];
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ b[index]!), 0) === 0;
}
