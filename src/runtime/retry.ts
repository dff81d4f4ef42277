/** Decides whether a call is sent again, and after how long. */
import { NetworkError } from './errors/network-error.js';
import type { CallContext } from './middleware.js';
import { retryAfter } from './retry-after.js';

/**
 * The client sends again:
 *
 * - any call for which no connection was made, if the platform says so (Node, Deno and Bun do; a browser does not),
 * - any call with a 429 response and a `Retry-After`,
 * - a repeatable call with a 503 response and a `Retry-After`, or with a broken connection.
 *
 * GET and HEAD are repeatable, and operations with `x-repeatable: true` in the document, which change nothing.
 * So a call that may have started a KYC run is never repeated, unless `unsafe` is set.
 */
export interface RetryOptions {
  /** The maximal number of attempts. @default 3 */
  attempts?: number;
  /** Treats all calls as repeatable. @default false */
  unsafe?: boolean;
}

/**
 * Full jitter, in milliseconds: a random time up to this before the second attempt, up to its double before the third,
 * and so on.
 */
const firstWait = 500;
const longestWait = 8_000;

/**
 * @param response the response of the last attempt, or else `error`
 * @returns milliseconds until the next attempt; NaN for none
 */
export function delayAfter(
  response: Response | undefined,
  error: unknown,
  { call, attempt }: Pick<CallContext, 'call' | 'attempt'>,
  { attempts = 3, unsafe }: RetryOptions,
): number {
  const repeatable = call.repeatable || unsafe;
  let least = NaN;
  if (response?.status === 429 || (repeatable && response?.status === 503)) least = retryAfter(response!.headers);
  if (error instanceof NetworkError && (repeatable || error.sent === 'no')) least = 0;
  // The jitter is added to the server's `Retry-After`, so that clients that were refused together do not return
  // together.
  const most = Math.min(firstWait * 2 ** (attempt - 1), longestWait);
  return attempt < attempts ? least + Math.random() * most : NaN;
}
