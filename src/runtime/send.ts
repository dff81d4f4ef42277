/** Sends one call with its attempts, and ends it at the deadline or on abort. */
import { reasonOf } from './abort-reason.js';
import { attemptOnce, type CallOptions, type Result, type Sender } from './attempt.js';
import { isStream } from './body.js';
import type { Call } from './definition.js';
import { KycApiError } from './errors/kyc-api-error.js';
import { TimeoutError } from './errors/timeout-error.js';
import type { CallContext } from './middleware.js';
import { onAbort } from './on-abort.js';
import { delayAfter } from './retry.js';
import { checkSettings } from './settings.js';

export type SendOptions = CallOptions & { signal?: AbortSignal | null };

/** The longest delay of a timer; with a longer one it fires at once. */
const forever = 0x7fffffff;

/**
 * @returns the result of the last attempt
 * @throws the last attempt's error, TimeoutError, KycApiError with `throwOnError`, or the reason of `signal`
 */
export function send(sender: Sender, call: Call, options: SendOptions = {}): Promise<Result> {
  // Not everything that is awaited respects a signal: a vault, or a handler that replaces `fetch`. So the end of the
  // call rejects it by itself, and what still goes on is without effect.
  return new Promise((resolve, reject) => {
    checkSettings(options);
    if (options.signal?.aborted) throw reasonOf(options.signal);
    const { settings, extension } = sender;
    const { timeout = settings.timeout, deadline = settings.deadline, retry = settings.retry } = options;
    const { throwOnError = settings.throwOnError, signal, body, parseAs } = options;
    const end = Date.now() + deadline;
    const controller = new AbortController();
    const context: CallContext = { call, signal: controller.signal, attempt: 0, hasLeft: false };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const after = (milliseconds: number, act: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(act, Math.min(milliseconds, forever));
    };
    const stop = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
      close();
    };
    // `fetch` would keep a listener on the caller's signal for each request until that is garbage-collected.
    let forget = signal && onAbort(signal, stop);
    const close = () => {
      clearTimeout(timer);
      forget?.();
    };

    const attempts = async (): Promise<Result> => {
      try {
        for (;;) {
          context.attempt++;
          const time = Math.min(timeout, end - Date.now());
          after(time, () => stop(new TimeoutError(call, time, context.hasLeft)));
          let result: Result | undefined;
          let error: unknown;
          try {
            result = await attemptOnce(sender, options, context);
          } catch (failure) {
            error = failure;
          }
          if (result?.ok) {
            // The signal ends a stream, too.
            if (forget && parseAs === 'stream' && result.data) {
              const stream = new TransformStream({ flush: forget, cancel: forget } as Transformer);
              result.data = (result.data as ReadableStream).pipeThrough(stream);
              forget = null;
            }
            return result;
          }
          // A stream can be read only once, so it cannot be sent again.
          const isSpent = isStream(body);
          const again = context.attempt === 1 && !isSpent && result && (await extension.repeat?.(result));
          const delay = again
            ? 0
            : delayAfter(result?.response, error, context, (!isSpent && retry) || { attempts: 1 });
          // The second condition is also true for NaN.
          if (controller.signal.aborted || !(delay < end - Date.now())) {
            if (result && throwOnError) throw new KycApiError(call, result.status, result.error);
            if (result) return result;
            throw error;
          }
          await new Promise<void>((next) => after(delay, next));
        }
      } finally {
        close();
      }
    };
    attempts().then(resolve, reject);
  });
}
