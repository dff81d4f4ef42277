/** Follows redirects within one origin. */

/** The limit of the Fetch standard. */
const most = 20;

/**
 * `redirect: 'follow'`, but only within the origin: any other host would receive the credentials and the body.
 * @param request its `redirect` is `manual`
 * @returns the first response that is no redirect within the origin. In browsers, that is any redirect
 */
export async function follow(request: Request, fetch: (request: Request) => Promise<Response>): Promise<Response> {
  for (let next = request, hops = 0; ; hops++) {
    const again = next.clone();
    const response = await fetch(next);
    const to = target(response, next.url);
    if (!to || hops === most) return response;
    response.body?.cancel().catch(() => {});
    // By the Fetch standard a POST becomes a GET, except by 307 and 308, and anything does by 303.
    const { method, signal, headers } = again;
    const becomesGet = response.status === 303 ? method !== 'HEAD' : response.status < 303 && method === 'POST';
    const kept = [...headers].filter(([name]) => !name.startsWith('content-'));
    next = new Request(to, becomesGet ? { headers: kept, signal, redirect: 'manual' } : again);
  }
}

/** Where the response leads, if that is within the origin. A URL with a user name or password could not be fetched. */
function target({ status, headers }: Response, from: string): URL | undefined {
  const location = headers.get('Location');
  if (!location || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  try {
    const to = new URL(location, from);
    return to.origin === new URL(from).origin && !to.username && !to.password ? to : undefined;
  } catch {
    return undefined;
  }
}
