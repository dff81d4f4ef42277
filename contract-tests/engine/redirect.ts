/** Says of an answer that it leads elsewhere, and where to: the host alone, since a path may hold anything. */
import type { ReceivedResponse } from './exchange.js';

/** Empty for an answer that is no redirection. */
export function redirectOf({ status, headers }: ReceivedResponse): string {
  const location = headers.location?.[0];
  if (status < 300 || status >= 400 || location === undefined) return '';
  const host = URL.canParse(location) ? new URL(location).host : 'the same host';
  return ` (it redirects to ${host})`;
}
