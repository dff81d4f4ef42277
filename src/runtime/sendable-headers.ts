import { mergeHeaders, type HeadersOptions } from 'openapi-fetch';

/** A character that no field value of RFC 9110 may have. Platforms differ: Node accepts other control characters. */
export const unsendable = /[^\t -~\x80-\xff]/;

export const unsendableCharacter = 'a character that no HTTP header may have';

/** A `token` of RFC 9110. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * `mergeHeaders` of openapi-fetch, for values that may be secrets.
 * @returns headers by name in lower case
 * @throws {TypeError} for a header that HTTP does not allow. The platform's own error would quote the value.
 */
export function sendableHeaders(...all: (HeadersOptions | undefined)[]): Readonly<Record<string, string>> {
  const records = all.map((headers) =>
    headers instanceof Headers || Array.isArray(headers) ? Object.fromEntries(headers) : headers,
  );
  for (const [name, value] of records.flatMap((record) => Object.entries(record ?? {}))) {
    if (token.test(name) && !unsendable.test(String(value))) continue;
    // An invalid or long name may be a value in the wrong place.
    const which = token.test(name) && name.length < 65 ? `The header ${name}` : 'A header';
    throw new TypeError(`${which} has ${unsendableCharacter}.`);
  }
  return Object.fromEntries(mergeHeaders(...records));
}

/** In browsers the header is left out: it belongs to the browser, and would cause a CORS preflight. */
export function userAgent(agent: string): Record<string, string> {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': agent };
}
