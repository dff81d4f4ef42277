/** One listener on a caller's signal, however many calls it ends: at the eleventh, Node.js would warn of a leak. */

interface Waiting {
  acts: Set<() => void>;
  listener: () => void;
}

const all = new WeakMap<AbortSignal, Waiting>();

/**
 * @param act is called when the signal aborts, which it has not yet
 * @returns takes it off again; with the last one goes the listener
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  let waiting = all.get(signal);
  if (!waiting) {
    const acts = new Set<() => void>();
    waiting = { acts, listener: () => acts.forEach((one) => one()) };
    all.set(signal, waiting);
    signal.addEventListener('abort', waiting.listener);
  }
  const { acts, listener } = waiting;
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0 || all.get(signal)?.acts !== acts) return;
    all.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}
