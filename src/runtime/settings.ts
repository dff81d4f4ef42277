/** How long, how often and how much: for a client, and again for one call. */
import { checkNumbers } from './numeric-options.js';
import type { RetryOptions } from './retry.js';

export interface CallSettings {
  /**
   * Milliseconds that one attempt may take, from credentials to the last byte of the answer. `Infinity` for no limit.
   * A call whose attempt runs out ends with TimeoutError: it is not repeated, as the provider may have acted.
   * @default 30_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds that all attempts and the waiting between them may take. A wait that would go beyond it is not begun.
   * @default 60_000
   */
  deadline?: number | undefined;
  /** What is sent again, and how often. `false`: nothing. */
  retry?: RetryOptions | false | undefined;
  /**
   * Rejects with KycApiError where the provider answers with a failure, in place of a result with `ok: false`.
   * @default false
   */
  throwOnError?: boolean | undefined;
  /**
   * Bytes that the body of an answer may have, after decompression. Reading stops there, with BodyTooLarge.
   * @default 33_554_432 (32 MiB)
   */
  maxBodySize?: number | undefined;
}

/** @throws {TypeError} for a number that makes no sense, by the name of the option */
export function checkSettings({ timeout, deadline, maxBodySize, retry }: CallSettings): void {
  if (timeout !== undefined || deadline !== undefined || maxBodySize !== undefined)
    checkNumbers({ timeout, deadline, maxBodySize }, 'positive');
  if (retry) checkNumbers({ 'retry.attempts': retry.attempts }, 'count');
}
