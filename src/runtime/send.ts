/** Sends one call with its attempts, and ends it at the deadline or on abort. */
import { reasonOf } from './abort-reason.js';
import { attemptOnce, initOf, type AttemptInit, type AttemptOptions, type Result, type Sender } from './attempt.js';
import { baseUrlWithin } from './base-url.js';
import { isStream } from './body.js';
import type { Call } from './definition.js';
import { KycApiError } from './errors/kyc-api-error.js';
import { TimeoutError } from './errors/timeout-error.js';
import { onAbort } from './on-abort.js';
import { delayAfter } from './retry.js';
import { checkSettings, type CallSettings } from './settings.js';
import { withDefaults } from './with-defaults.js';

export type SendOptions = AttemptOptions & AttemptInit & CallSettings & { signal?: AbortSignal | null };

/** The longest delay of a timer; with a longer one it fires at once. */
const forever = 0x7fffffff;

/**
 * @returns the result of the last attempt
 * @throws the last attempt's error, TimeoutError, KycApiError with `throwOnError`, or the reason of `signal`
 */
export async function send(sender: Sender, call: Call, options: SendOptions = {}): Promise<Result> {
  checkSettings(options);
  if (options.signal?.aborted) throw reasonOf(options.signal);
  const all: SendOptions = withDefaults(sender.settings, options);
  const { signal, timeout = 30_000, deadline = 60_000, retry = {}, body } = all;
  const init = initOf(all);
  if (init.baseUrl) init.baseUrl = baseUrlWithin(init.baseUrl, sender.baseUrl);
  const end = Date.now() + deadline;
  // Listeners on the caller's signal are removed: `fetch` keeps one for each request until it is garbage-collected.
  const controller = new AbortController();
  let ended: { reason: unknown } | undefined;
  let rejectAll: (reason: unknown) => void;
  // Not everything that is awaited respects a signal: a vault, or a handler that replaces `fetch`.
  const aborted = new Promise<never>((_, reject) => (rejectAll = reject));
  aborted.catch(() => {});
  const orAborted = <T>(promise: T | Promise<T>) => Promise.race([promise, aborted]);
  const stop = (reason: unknown) => {
    ended = { reason };
    controller.abort(reason);
    rejectAll(reason);
  };
  const throwIfEnded = () => {
    if (ended) throw ended.reason;
  };
  let forget = signal && onAbort(signal, stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.min(milliseconds, forever));
  };
  let id: string | undefined;
  let hasLeft = false;
  const leave = () => {
    throwIfEnded();
    hasLeft = true;
  };

  try {
    for (let number = 1; ; number++) {
      const time = Math.min(timeout, end - Date.now());
      after(time, () => stop(new TimeoutError(call, time, hasLeft)));
      let result: Result | undefined;
      let error: unknown;
      const attempt = { number, signal: controller.signal, leave, ...(id && { id }) };
      try {
        result = await orAborted(attemptOnce(sender, call, all, init, attempt));
      } catch (failure) {
        error = failure;
      }
      throwIfEnded();
      ({ id } = attempt);
      const response = result?.response;
      if (response?.ok) {
        // The signal ends a stream, too.
        if (forget && all.parseAs === 'stream' && result!.data) {
          const stream = new TransformStream({ flush: forget, cancel: forget } as Transformer);
          result!.data = (result!.data as ReadableStream).pipeThrough(stream);
          forget = null;
        }
        return result!;
      }
      // A stream can be read only once, so it cannot be sent again.
      const isSpent = isStream(body);
      const again = number === 1 && !isSpent && response && (await orAborted(sender.extension.repeat?.(result!)));
      const delay = again ? 0 : delayAfter({ response, error }, call, (!isSpent && retry) || { attempts: 1 }, number);
      // The condition is also true for NaN.
      if (!(delay < end - Date.now())) {
        if (result && all.throwOnError) throw new KycApiError(call, result.status, result.error);
        if (result) return result;
        throw error;
      }
      await orAborted(new Promise<void>((resolve) => after(delay, resolve)));
    }
  } finally {
    clearTimeout(timer);
    forget?.();
  }
}
