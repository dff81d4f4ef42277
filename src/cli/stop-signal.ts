/** Stops a verb that serves: by the user (Ctrl-C, a closed terminal) or the machine (SIGTERM). */
import { once } from 'node:events';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls back at the first of these signals, once. @returns removes the listeners */
export function onStop(listener: () => void): () => void {
  for (const signal of signals) process.once(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/**
 * Aborts at the first signal, so that the verb can close its resources and end with 0. A second signal has no listener
 * and ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const forget = onStop(() => {
    forget();
    controller.abort();
  });
  return controller.signal;
}

/** Waits for the signal, which may have come during the start. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
