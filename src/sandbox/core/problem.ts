/** What the sandbox itself has to say: RFC 9457, so that nobody takes it for an answer of the provider. */
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
