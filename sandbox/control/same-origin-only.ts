/**
 * Keeps websites out. A browser lets any page send requests to loopback; it names the page in `Origin`, and only pages
 * of the sandbox's own address (of which there are none) may control it.
 */
import type { Handler } from '../handler.js';
import { problem } from '../problem.js';

export function sameOriginOnly(handler: Handler): Handler {
  return (call) => {
    const { origin, host } = call.headers;
    if (origin === undefined || (host !== undefined && origin === `http://${host}`)) return handler(call);
    return problem(403, 'Forbidden', 'The control API answers no browser that comes from another site.');
  };
}
