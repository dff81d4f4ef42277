/** Makes a Response of what a handler returned. */
import type { Reply } from './handler.js';

/** @param now Unix milliseconds, for `Date`: a caller's clock may be put right by it, and the sandbox's is what counts. */
export function toResponse({ status, headers, body, contentType }: Reply, now: number): Response {
  const sent = new Headers(headers);
  if (!sent.has('Date')) sent.set('Date', new Date(now).toUTCString());
  if (body === undefined) return new Response(null, { status, headers: sent });
  const isBytes = body instanceof Uint8Array;
  sent.set('Content-Type', contentType ?? (isBytes ? 'application/octet-stream' : 'application/json'));
  return new Response(isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body), { status, headers: sent });
}
