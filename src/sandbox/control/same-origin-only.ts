/**
 * Keeps websites out. A browser lets any page send requests to loopback; it names the page in `Origin`, and only pages
 * of the sandbox's own address (of which there are none) and those that its user has named may control it.
 */
import type { Handler } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { ControlAccess } from './access.js';

export function sameOriginOnly(handler: Handler): Handler {
  return (call) => {
    const { origin, host } = call.headers;
    const { origins } = call.settings as ControlAccess;
    const isOwn = host !== undefined && origin === `http://${host}`;
    if (origin === undefined || isOwn || origins.includes(origin)) return handler(call);
    return problem(403, 'Forbidden', 'The control API answers no browser that comes from another site.');
  };
}
