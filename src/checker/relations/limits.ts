/**
 * Checks the headers of rate limits (draft-ietf-httpapi-ratelimit-headers, and `X-` headers): no more requests remain
 * than before, and each request uses one.
 */
import type { ReceivedResponse } from '../../openapi/exchange.js';

/** So many successes in a row with the same number left, within one window, prove that requests are not counted. */
const most = 5;

interface Seen {
  remaining: number;
  count: number;
  /** Milliseconds. */
  since: number;
}

export class RateLimits {
  readonly #seen = new Map<string, Seen>();

  /** @returns the wrong header and a sentence */
  broken(operationId: string, { status, headers }: ReceivedResponse, now = Date.now()): [string, string][] {
    return ['ratelimit', 'x-ratelimit'].flatMap((prefix): [string, string][] => {
      const [limit, remaining] = [`${prefix}-limit`, `${prefix}-remaining`].map((name) =>
        Number(/^\s*(\d+)/.exec(headers[name]?.[0] ?? '')?.[1] ?? NaN),
      ) as [number, number];
      if (Number.isNaN(limit) || Number.isNaN(remaining)) return [];
      if (remaining > limit) return [[`${prefix}-remaining`, `expected no more than the ${limit} of the limit`]];
      const window = Number(/;\s*w(?:indow)?\s*=\s*(\d+)/.exec(headers[`${prefix}-limit`]?.[0] ?? '')?.[1] ?? NaN);
      if (status >= 300 || !(window > 0)) return [];
      const key = `${prefix} ${operationId}`;
      const known = this.#seen.get(key);
      const isSame = known?.remaining === remaining && now - known.since < window * 1000;
      const seen = isSame ? { ...known, count: known.count + 1 } : { remaining, count: 1, since: now };
      this.#seen.set(key, seen);
      return seen.count === most
        ? [[`${prefix}-remaining`, `expected fewer with each request, got the same ${most} times`]]
        : [];
    });
  }
}
