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
    const { status } = response;
    const to = target(response, next.url);
    if (!to || hops === most) return response;
    response.body?.cancel().catch(() => {});
    const { method } = next;
    const becomesGet = (status === 303 && method !== 'GET' && method !== 'HEAD') || (status < 303 && method === 'POST');
    next = new Request(to, becomesGet ? asGet(next) : again);
  }
}

function asGet({ headers, signal }: Request): RequestInit {
  const kept = new Headers(headers);
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location'])
    kept.delete(name);
  return { method: 'GET', headers: kept, signal, redirect: 'manual' };
}

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
