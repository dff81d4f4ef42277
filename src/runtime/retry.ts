/** When a call is sent again, and after which wait. */
import type { Call } from './definition.js';
import { NetworkError } from './errors/network-error.js';
import { retryAfter } from './retry-after.js';

/**
 * Sent again is:
 * - any call whose connection was never made, as far as the platform tells (Node, Deno and Bun do; a browser does not),
 * - any call that is refused with 429 and a `Retry-After`,
 * - a repeatable call that is answered with 503 and a `Retry-After`, or whose connection broke.
 *
 * Repeatable are GET and HEAD, and what the document marks with `x-repeatable: true`: operations that change nothing.
 * So a call that may have started a KYC run is never repeated, unless `unsafe` asks for it.
 */
export interface RetryOptions {
  /**
   * How often a call is sent at most.
   * @default 3
   */
  attempts?: number;
  /**
   * Treats calls that are not repeatable as if they were.
   * @default false
   */
  unsafe?: boolean;
}

/** Full jitter, in milliseconds: before the second attempt anything from 0 to this, then to its double, and so on. */
const firstWait = 500;
const longestWait = 8_000;

/**
 * @param response of the attempt that has just been made, or else `error`
 * @param attempt its number, from 1
 * @returns milliseconds until the next attempt; NaN if there must not be one
 */
export function delayAfter(
  { response, error }: { response?: Response | undefined; error?: unknown },
  call: Call,
  { attempts = 3, unsafe }: RetryOptions,
  attempt: number,
): number {
  const repeatable = call.repeatable || unsafe;
  let least = NaN;
  if (response?.status === 429 || (repeatable && response?.status === 503)) least = retryAfter(response!.headers);
  if (error instanceof NetworkError && (repeatable || error.sent === 'no')) least = 0;
  // The jitter comes on top of what a server asks for: it keeps clients apart that were refused together.
  const most = Math.min(firstWait * 2 ** (attempt - 1), longestWait);
  return attempt < attempts ? least + Math.random() * most : NaN;
}
