/**
 * Milliseconds of `Retry-After`: RFC 9110 has seconds and dates. A date is relative to the server's `Date`. NaN for any
 * other value, such as a negative one, which a date parser would read as a year.
 */
export function retryAfter(headers: Headers): number {
  const value = headers.get('Retry-After') ?? '';
  // `fetch` joins two headers by a comma.
  if (/^[\d, ]+$/.test(value)) return Math.max(...value.split(',').map(Number)) * 1000;
  const date = /^[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Math.max(0, date - (Date.parse(headers.get('Date') ?? '') || Date.now()));
}
