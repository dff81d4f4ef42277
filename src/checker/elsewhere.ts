/** Says of an answer that nobody documents where it comes from or leads to, as far as that helps to mend `--url`. */
import type { ReceivedResponse } from '../openapi/exchange.js';
import { essenceOf } from '../openapi/media-type.js';

/** In brackets after a finding; empty for an answer like any other. Of a redirection the host alone: a path may hold anything. */
export function redirectHint({ status, headers }: ReceivedResponse): string {
  const location = headers.location?.[0];
  if (status >= 300 && status < 400 && location !== undefined) {
    return ` (it redirects to ${URL.canParse(location) ? new URL(location).host : 'another path'})`;
  }
  return essenceOf(headers['content-type']?.[0] ?? '') === 'text/html' ? ' (it is a web page)' : '';
}
