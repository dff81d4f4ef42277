/** Adds one listener to a caller's signal for any number of calls, since Node.js warns of a leak at the eleventh. */
import { reasonOf } from './abort-reason.js';

type Act = (reason: unknown) => void;

class Acts extends Set<Act> {
  handleEvent({ target }: Event): void {
    for (const act of this) act(reasonOf(target as AbortSignal));
  }
}

const ofSignal = new WeakMap<AbortSignal, Acts>();

/**
 * @param act called with the signal's reason when it aborts; the signal must not be aborted yet
 * @returns a function that removes `act`; the last one removes the listener
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
