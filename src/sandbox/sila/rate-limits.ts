/**
 * Rate limits by app, if the settings have any: Sila publishes no numbers. Sources: docs/technical-details (429),
 * docs/limits-headers (the headers, also on success; a rolling window in its sample).
 */
import type { Reply } from '../core/handler.js';
import { headerOf } from './header.js';
import { isWithin } from './verification-status.js';
import { appsOf, seconds } from './state.js';
import type { RateLimit, SilaOperation } from './settings.js';
import type { SilaHandler } from './handler-types.js';

/**
 * Counts requests with a readable body that names an app, whoever sends them. Requests that are refused here do not
 * count.
 */
export const limited =
  (operation: SilaOperation, handler: SilaHandler): SilaHandler =>
  async (call) => {
    const rule = call.settings.rateLimits?.[operation];
    const name = headerOf(call)?.app;
    if (!rule || !appsOf(call.settings).some(({ handle }) => handle === name)) return handler(call);
    const key = `${operation}/${name}`;
    const now = seconds(call);
    const recent = (call.state.askedAt[key] ?? []).filter((then) => isWithin(rule.window, then, now));
    if (recent.length >= rule.limit) return { status: 429, headers: headersOf(rule, 0) };
    call.state.askedAt[key] = [...recent, now];
    const reply = await handler(call);
    return reply.status === 200 ? withHeaders(reply, headersOf(rule, rule.limit - recent.length - 1)) : reply;
  };

/** The headers have the form of the page's sample. */
const headersOf = ({ limit, window }: RateLimit, remaining: number) => ({
  'RateLimit-Limit': `${limit}, ${limit};window=${window};comment="rolling"`,
  'RateLimit-Remaining': String(remaining),
});

const withHeaders = (reply: Reply, headers: Record<string, string>): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
