/** A broken implementation: what it gets wrong, and how it comes about from the sound one. */
import type { Fetch } from '../engine/in-process.js';

export interface Mutant {
  /** Stable and readable: `sila/requestKyc/202/pending/required/verification_uuid`. */
  id: string;
  provider: string;
  /** The operation that is broken; only its cases are run. */
  operationId: string;
  /** What is broken, in a word: a row of the table. */
  kind: string;
  /** Makes a fresh one, which keeps no state from an earlier run. */
  implement: () => Fetch;
}
