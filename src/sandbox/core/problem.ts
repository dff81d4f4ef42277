/** The sandbox's own errors. They use RFC 9457, so that they are not mistaken for responses of the provider. */
import type { Reply } from './handler.js';

export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: { type: 'about:blank', title, status, detail },
  };
}
