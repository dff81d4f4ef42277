/** The CORS protocol of the Fetch standard, by which a browser lets a page use a server. */

export interface PageRequest {
  method: string | undefined;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | null | undefined;
}

export const isPreflight = ({ method, header }: PageRequest): boolean =>
  method === 'OPTIONS' && typeof header('access-control-request-method') === 'string';

/** Headers of the response, by lower-case names; empty for a request without an origin. */
export function corsHeaders(request: PageRequest): Record<string, string> {
  const origin = request.header('origin');
  if (typeof origin !== 'string') return {};
  const own = { 'access-control-allow-origin': origin, vary: 'Origin' };
  if (!isPreflight(request)) return { ...own, 'access-control-expose-headers': '*' };
  const wanted = request.header('access-control-request-headers');
  return {
    ...own,
    'access-control-allow-methods': request.header('access-control-request-method') ?? '',
    ...(typeof wanted === 'string' && { 'access-control-allow-headers': wanted }),
  };
}
