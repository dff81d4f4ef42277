/** One call within its time: its attempts, and what ends them. */
import { attemptOnce, type AttemptOptions, type Result, type Sender } from './attempt.js';
import type { Call } from './definition.js';
import { TimeoutError } from './errors/timeout-error.js';
import { delayAfter } from './retry.js';
import { checkSettings, type CallSettings } from './settings.js';

export type SendOptions = AttemptOptions & CallSettings & { signal?: AbortSignal | null };

/** The longest time that timers know; above it they fire at once. */
const forever = 0x7fffffff;

/**
 * @returns what the last attempt brought
 * @throws the last attempt's error, TimeoutError, or the reason of `signal`
 */
export async function send(
  sender: Sender,
  call: Call,
  { signal, timeout = 30_000, deadline = 60_000, retry = {}, ...options }: SendOptions,
): Promise<Result> {
  checkSettings({ timeout, deadline, retry, maxBodySize: options.maxBodySize });
  signal?.throwIfAborted();
  const end = Date.now() + deadline;
  // One listener on the caller's signal, taken off again: `fetch` leaves one for each request until it is collected.
  const controller = new AbortController();
  const abort = () => controller.abort(signal!.reason);
  signal?.addEventListener('abort', abort);
  // Not everything that is waited for listens to a signal: a vault, a handler in place of `fetch`.
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  aborted.catch(() => {});
  const orAborted = <T>(promise: T | Promise<T>) => Promise.race([promise, aborted]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.min(milliseconds, forever));
  };

  try {
    for (let attempt = 1; ; attempt++) {
      const time = Math.min(timeout, end - Date.now());
      after(time, () => controller.abort(new TimeoutError(call, time)));
      let result: Result | undefined;
      let error: unknown;
      try {
        result = await orAborted(attemptOnce(sender, call, options, controller.signal));
      } catch (failure) {
        error = failure;
      }
      controller.signal.throwIfAborted();
      const response = result?.response;
      // A stream has been read: there is nothing to send a second time.
      const again =
        attempt === 1 &&
        !(options.body instanceof ReadableStream) &&
        response?.ok === false &&
        (await orAborted(sender.extension.repeat?.(result!)));
      const delay = again
        ? 0
        : delayAfter(
            { response, error },
            call,
            (!(options.body instanceof ReadableStream) && retry) || { attempts: 1 },
            attempt,
          );
      // Not so for NaN, either.
      if (!(delay < end - Date.now())) {
        if (result) return result;
        throw error;
      }
      await orAborted(new Promise<void>((resolve) => after(delay, resolve)));
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
