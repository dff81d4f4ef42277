/**
 * Polls a verification, for scripts, tests and verifications of minutes. Sila prefers webhooks and may limit the rate
 * of `getVerification` (docs/get_verification). A check takes 33 seconds on average (docs/get_verifications, older
 * copy), a review about a day.
 */
import { reasonOf } from '../../runtime/abort-reason.js';
import { checkNumbers, positive } from '../../runtime/numeric-options.js';
import { onAbort } from '../../runtime/on-abort.js';
import { retryAfter } from '../../runtime/retry-after.js';
import { PollingDeadline } from './polling-deadline.js';

/** A result of `getVerification`, or of `checkKyc`. */
export interface VerificationResult {
  data?: { verification_status: string } | undefined;
  response: Response;
}

export interface WaitOptions<Data> {
  /**
   * Milliseconds from the first request to the last one: the last wait is shortened to end there.
   * @default 300_000
   */
  deadline?: number;
  /** Milliseconds before the second request; each further wait is twice as long. @default 5_000 */
  interval?: number;
  /** The longest wait in milliseconds; only `Retry-After` may exceed it. @default 60_000 */
  maxInterval?: number;
  /** Ends the wait at once; the call rejects with its reason. */
  signal?: AbortSignal;
  /**
   * Whether the wait is over.
   * @default any status but `pending`, `documents_received` and `member_pending`: the caller has to act on a request
   *   for data, on a review by people, and on a status that this version does not know
   */
  until?: (verification: Data) => boolean;
  /**
   * Current time in Unix milliseconds, and a function that waits, for a test with its own clock.
   * @default Date.now and a timer
   */
  now?: () => number;
  wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const passing = ['pending', 'documents_received', 'member_pending'];

/**
 * @param read sends one request, such as `(signal) => sila.POST('/0.2/get_verifications/{verification_uuid}', …)`
 * @returns the last result: the awaited one, or a failure other than 429
 * @throws {TypeError} for a number out of range, {PollingDeadline}, the signal's reason, or the error of `read`
 */
export async function waitForVerification<Result extends VerificationResult>(
  read: (signal: AbortSignal | undefined) => Promise<Result>,
  options: WaitOptions<NonNullable<Result['data']>> = {},
): Promise<Result> {
  const { deadline = 300_000, interval = 5_000, maxInterval = 60_000, signal } = options;
  const { until = ({ verification_status }) => !passing.includes(verification_status) } = options;
  const { now = Date.now, wait = pause } = options;
  checkNumbers({ deadline, interval, maxInterval }, positive);
  const start = now();
  let waited = 0;
  let status: string | undefined;

  for (let next = interval; ; next = Math.min(next * 2, maxInterval)) {
    if (signal?.aborted) throw reasonOf(signal);
    const result = await read(signal);
    if (result.data ? until(result.data) : result.response.status !== 429) return result;
    status = result.data?.verification_status ?? status;
    // A random delay between half and all of it, so that verifications that were started together are polled at
    // different times.
    const asked = retryAfter(result.response.headers) || 0;
    // The waits count too: with a `wait` that returns at once, a clock that stands still would never end the loop.
    const left = deadline - Math.max(now() - start, waited);
    if (left <= 0 || asked > left) throw new PollingDeadline(deadline, status);
    const delay = Math.min(Math.max(next * (1 - Math.random() / 2), asked), left);
    waited += delay;
    await wait(delay, signal);
  }
}

/** A timer that rejects early, with the signal's reason, when the signal aborts. It removes its listener. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal));
    const forget =
      signal &&
      onAbort(signal, (reason) => {
        clearTimeout(timer);
        reject(reason);
      });
    const timer = setTimeout(() => {
      forget?.();
      resolve();
    }, milliseconds);
  });
}
