/**
 * Lets pages of other sites use a sandbox, where its user names them (the CORS protocol of the Fetch standard). Nobody is
 * let in by default: real clients of these providers hold a secret, which has no place in a page.
 */
type Answer = (request: Request) => Promise<Response>;

/** @param origins such as `http://localhost:5173`, as browsers send them */
export function withCors(origins: readonly string[], answer: Answer): Answer {
  return async (request) => {
    const origin = request.headers.get('Origin');
    if (origin === null || !origins.includes(origin)) return answer(request);
    const method = request.headers.get('Access-Control-Request-Method');
    const isPreflight = request.method === 'OPTIONS' && method !== null;
    const response = isPreflight ? new Response(null, { status: 204 }) : await answer(request);
    const { headers } = response;
    headers.set('Access-Control-Allow-Origin', origin);
    headers.append('Vary', 'Origin');
    if (isPreflight) {
      headers.set('Access-Control-Allow-Methods', method);
      const wanted = request.headers.get('Access-Control-Request-Headers');
      if (wanted !== null) headers.set('Access-Control-Allow-Headers', wanted);
    } else {
      headers.set('Access-Control-Expose-Headers', '*');
    }
    return response;
  };
}
