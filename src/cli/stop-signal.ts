/** How a verb that serves is ended: by the person (Ctrl-C, closing the terminal) or the machine (SIGTERM). */
import { once } from 'node:events';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls at the first of these signals, once each. @returns what takes the listeners away */
export function onStop(listener: () => void): () => void {
  for (const signal of signals) process.once(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/**
 * Aborts at the first signal, so that the verb can close what it opened and end with 0: a stop on purpose is no failure.
 * A second signal finds no listener any more and ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const forget = onStop(() => {
    forget();
    controller.abort();
  });
  return controller.signal;
}

/** Waits for the end, which may have come while the verb was still starting. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
