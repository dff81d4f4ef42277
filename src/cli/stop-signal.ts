/** Stops a verb that serves: by the user (Ctrl-C, a closed terminal), the machine (SIGTERM), or npm, which ends alone. */
import { once } from 'node:events';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds between two looks at whether npm is still there. */
const betweenLooks = 500;

/** Calls back at the first of these signals, once. @returns removes the listeners */
export function onStop(listener: () => void): () => void {
  for (const signal of signals) process.once(signal, listener);
  const look = process.env.npm_lifecycle_event === undefined ? undefined : whenParentEnds(listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
    clearInterval(look);
  };
}

/**
 * A signal to `npm start` or `npx` ends npm and its shell, and does not reach what they run. What a shell runs by itself
 * may outlive the shell.
 */
function whenParentEnds(listener: () => void): NodeJS.Timeout {
  const { ppid } = process;
  const look = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(look);
    listener();
  }, betweenLooks);
  return look.unref();
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
