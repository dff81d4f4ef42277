import { mergeHeaders, type HeadersOptions } from 'openapi-fetch';

/**
 * `mergeHeaders` of openapi-fetch, for values that may be secrets.
 * @returns headers by name in lower case
 * @throws {TypeError} for a header that HTTP does not allow. The platform's own error would quote the value.
 */
export function sendableHeaders(...all: (HeadersOptions | undefined)[]): Readonly<Record<string, string>> {
  for (const headers of all) {
    for (const [name, value] of entriesOf(headers)) {
      try {
        if (value !== null && value !== undefined) mergeHeaders({ [name]: value as string });
      } catch {
        // An invalid name may be a value in the wrong place.
        const which = /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(name) ? `The header ${name}` : 'A header';
        throw new TypeError(`${which} has a character that no HTTP header may have.`);
      }
      // Platforms differ: Node accepts other control characters.
      if (/[\0-\x08\x0a-\x1f\x7f]/.test(String(value)))
        throw new TypeError(`The header ${name} has a character that no HTTP header may have.`);
    }
  }
  return Object.fromEntries(mergeHeaders(...all));
}

function entriesOf(headers: HeadersOptions | undefined): Iterable<readonly [string, unknown]> {
  if (headers instanceof Headers) return headers;
  return Array.isArray(headers) ? (headers as [string, unknown][]) : Object.entries(headers ?? {});
}

/** In browsers the header is left out: it belongs to the browser, and would cause a CORS preflight. */
export function userAgent(agent: string): Record<string, string> {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': agent };
}
