/** A delivery as it came: the very bytes of its body, because those are what is signed. */
import { readAtMost } from '../../../runtime/read-at-most.js';
import { WebhookRefused } from './webhook-refused.js';

/** For frameworks without `Request`: with Express, `express.raw({ type: 'application/json' })` gives such a body. */
export interface Delivery {
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Not parsed and written again: another order, or one space more, and no signature fits. */
  body: Uint8Array | string;
}

export interface RawDelivery {
  headers: Headers;
  body: Uint8Array & BufferSource;
}

/**
 * @param maxBytes largest body that is read
 * @throws {WebhookRefused} 'too large'
 * @throws {TypeError} for a body that somebody has parsed, or read before
 */
export async function readDelivery(delivery: Request | Delivery, maxBytes: number): Promise<RawDelivery> {
  if (delivery instanceof Request) {
    if (delivery.bodyUsed)
      throw new TypeError('The request has been read before: hand it over first, or its raw body.');
    const body = delivery.body ? await readAtMost(delivery.body, maxBytes) : new Uint8Array();
    if (!body) throw new WebhookRefused('too large');
    return { headers: delivery.headers, body };
  }
  const { body, headers } = delivery;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  if (!(bytes instanceof Uint8Array)) throw new TypeError('body must be the raw bytes or text, not what was parsed.');
  if (bytes.length > maxBytes) throw new WebhookRefused('too large');
  return { headers: toHeaders(headers), body: new Uint8Array(bytes) };
}

function toHeaders(headers: Delivery['headers']): Headers {
  if (headers instanceof Headers) return headers;
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    // HTTP/2 has pseudo-headers, such as `:method`, among the others.
    value === undefined || name.startsWith(':') ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
  );
  return new Headers(entries);
}
