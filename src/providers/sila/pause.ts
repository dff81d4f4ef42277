import { reasonOf } from '../../runtime/abort-reason.js';
import { onAbort } from '../../runtime/on-abort.js';

/** A timer that ends early, with the signal's reason, when the signal aborts. Leaves no listener behind. */
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
