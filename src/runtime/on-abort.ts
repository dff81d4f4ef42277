/** One listener on a caller's signal, however many calls it ends: at the eleventh, Node.js would warn of a leak. */
import { reasonOf } from './abort-reason.js';

type Act = (reason: unknown) => void;

class Acts extends Set<Act> {
  handleEvent({ target }: Event): void {
    for (const act of this) act(reasonOf(target as AbortSignal));
  }
}

const ofSignal = new WeakMap<AbortSignal, Acts>();

/**
 * @param act is given the signal's reason when it aborts, which it has not yet
 * @returns takes it off again; with the last one goes the listener
 */
export function onAbort(signal: AbortSignal, act: Act): () => void {
  const acts = ofSignal.get(signal) ?? new Acts();
  ofSignal.set(signal, acts.add(act));
  // The same listener is not added twice.
  signal.addEventListener('abort', acts);
  return () => {
    acts.delete(act);
    if (!acts.size) signal.removeEventListener('abort', acts);
  };
}
