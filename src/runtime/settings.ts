/** Limits of time, attempts and size, for a client and for one call. */
import { checkNumbers, count, positive } from './numeric-options.js';
import type { RetryOptions } from './retry.js';

export interface CallSettings {
  /**
   * Milliseconds of one attempt, from credentials to the last byte of the response. `Infinity` for no limit. After a
   * timeout the call ends with TimeoutError: it is not repeated, since the provider may have acted.
   * @default 30_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds of all attempts and the waits between them. The client does not start a wait that would exceed it.
   * @default 60_000
   */
  deadline?: number | undefined;
  /** Which calls are sent again, and how often. `false`: none. */
  retry?: RetryOptions | false | undefined;
  /** Rejects with KycApiError for a failure of the provider, instead of a result with `ok: false`. @default false */
  throwOnError?: boolean | undefined;
  /**
   * Bytes of a response body after decompression. A larger body ends the call with BodyTooLarge.
   * @default 33_554_432 (32 MiB)
   */
  maxBodySize?: number | undefined;
}

/** The settings of a client, each with a value. */
export type Settings = Required<CallSettings> & { fetch: (request: Request) => Promise<Response> };

export const defaults: Settings = {
  timeout: 30_000,
  deadline: 60_000,
  retry: {},
  throwOnError: false,
  maxBodySize: 2 ** 25,
  // The global one may be replaced later.
  fetch: (request) => fetch(request),
};

/** @throws {TypeError} for a number out of range, and for a `retry` that is no object; it names the option */
export function checkSettings({ timeout, deadline, maxBodySize, retry }: CallSettings): void {
  checkNumbers({ timeout, deadline, maxBodySize }, positive);
  if (retry) checkNumbers({ 'retry.attempts': typeof retry === 'object' ? retry.attempts : NaN }, count);
}
