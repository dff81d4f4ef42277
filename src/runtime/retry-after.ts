/**
 * Milliseconds of `Retry-After`: RFC 9110 has seconds and dates. A date is relative to the server's `Date`. NaN for any
 * other value.
 */
export function retryAfter(headers: Headers): number {
  const value = headers.get('Retry-After') ?? '';
  if (/^\d+$/.test(value)) return +value * 1000;
  return Math.max(0, Date.parse(value) - (Date.parse(headers.get('Date') ?? '') || Date.now()));
}
