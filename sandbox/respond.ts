/** Makes a Response of what a handler returned. */
import type { Reply } from './handler.js';

export function toResponse({ status, headers, body, contentType }: Reply): Response {
  const sent = new Headers(headers);
  if (body === undefined) return new Response(null, { status, headers: sent });
  const isBytes = body instanceof Uint8Array;
  sent.set('Content-Type', contentType ?? (isBytes ? 'application/octet-stream' : 'application/json'));
  return new Response(isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body), { status, headers: sent });
}
