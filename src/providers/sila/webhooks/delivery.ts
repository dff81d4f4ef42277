/** Reads a delivery with the exact bytes of its body, since the signature is computed over them. */
import type { Bytes } from '../../../runtime/bytes.js';
import { readAtMost } from '../../../runtime/read-at-most.js';
import { WebhookRefused } from './webhook-refused.js';

/** For frameworks without `Request`: with Express, `express.raw({ type: 'application/json' })` gives such a body. */
export interface Delivery {
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw body. If it is parsed and serialized again, another order or space makes the signature wrong. */
  body: Uint8Array | ArrayBuffer | string;
}

export interface RawDelivery {
  headers: Headers;
  body: Bytes;
}

/**
 * @param maxBytes largest accepted body
 * @throws {WebhookRefused} 'too large'
 * @throws {TypeError} for a body that was parsed or read before
 */
export async function readDelivery(delivery: Request | Delivery, maxBytes: number): Promise<RawDelivery> {
  // Not `instanceof`: a request of npm's undici, or of another realm, is one, too.
  if (isRequest(delivery)) {
    if (delivery.bodyUsed)
      throw new TypeError('The request has been read before: hand it over first, or its raw body.');
    const body = delivery.body ? await readAtMost(delivery.body, maxBytes) : new Uint8Array();
    if (!body) throw new WebhookRefused('too large');
    return { headers: delivery.headers, body };
  }
  const { body, headers } = delivery;
  const bytes =
    typeof body === 'string'
      ? new TextEncoder().encode(body)
      : body instanceof ArrayBuffer
        ? new Uint8Array(body)
        : body;
  if (!(bytes instanceof Uint8Array)) throw new TypeError('body must be the raw bytes or text, not what was parsed.');
  if (bytes.length > maxBytes) throw new WebhookRefused('too large');
  return { headers: toHeaders(headers), body: new Uint8Array(bytes) };
}

const isRequest = (delivery: Request | Delivery): delivery is Request =>
  'bodyUsed' in delivery && typeof delivery.arrayBuffer === 'function';

const isHeaders = (headers: Delivery['headers']): headers is Headers =>
  'getSetCookie' in headers || ('append' in headers && typeof headers.append === 'function');

function toHeaders(headers: Delivery['headers']): Headers {
  if (isHeaders(headers)) return new Headers([...headers]);
  if (Symbol.iterator in headers)
    throw new TypeError('headers must be Headers, or an object of names and values, as node:http has them.');
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    // HTTP/2 has pseudo-headers, such as `:method`, among the headers.
    value === undefined || name.startsWith(':') ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
  );
  return new Headers(entries);
}
