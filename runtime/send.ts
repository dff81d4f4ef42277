/** One call within its time: its attempts, and what ends them. */
import { attemptOnce, type AttemptOptions, type Result, type Sender } from './attempt.js';
import type { Call } from './definition.js';
import { TimeoutError } from './errors/timeout-error.js';
import { delayAfter } from './retry.js';
import type { CallSettings } from './settings.js';

export type SendOptions = AttemptOptions & CallSettings & { signal?: AbortSignal | null };

/** The longest time that timers know; above it they fire at once. */
const forever = 2 ** 31 - 1;

/**
 * @returns what the last attempt brought
 * @throws the last attempt's error, TimeoutError, or the reason of `signal`
 */
export async function send(
  sender: Sender,
  call: Call,
  { signal, timeout = 30_000, deadline = 60_000, retry = {}, ...options }: SendOptions,
): Promise<Result> {
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.min(milliseconds, forever));
  };

  try {
    for (let attempt = 1; ; attempt++) {
      const time = Math.min(timeout, end - Date.now());
      after(time, () => controller.abort(new TimeoutError(call, time)));
      const [result, failure] = await Promise.race([
        attemptOnce(sender, call, options, controller.signal),
        aborted,
      ]).then(
        (result) => [result] as const,
        (failure: unknown) => [undefined, failure] as const,
      );
      controller.signal.throwIfAborted();
      const delay =
        attempt === 1 &&
        result &&
        !result.response.ok &&
        (await Promise.race([sender.extension.repeat?.(result), aborted]))
          ? 0
          : retry && delayAfter(result ? result.response : failure, call, retry, attempt);
      if (typeof delay !== 'number' || !(Date.now() + delay < end)) {
        if (result) return result;
        throw failure;
      }
      await Promise.race([new Promise<void>((resolve) => after(delay, resolve)), aborted]);
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
