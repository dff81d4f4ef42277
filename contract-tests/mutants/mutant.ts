/** Another implementation: a broken one, or one that is other and lawful. */
import type { Fetch } from '../../src/checker/http/in-process.js';

export interface Mutant {
  /** Stable and readable: `sila/requestKyc/202/pending/required/verification_uuid`. */
  id: string;
  provider: string;
  /** The operation that is broken. Its cases are run first, those of the others for who survives them. */
  operationId: string;
  /** What is broken, or other, in a word: a row of the table. */
  kind: string;
  /** It breaks nothing: whoever finds fault with it is wrong. */
  isLawful?: boolean;
  /** Whether the cases of other operations may find it out as well. */
  showsElsewhere?: boolean;
  /** Makes a fresh one, which knows nothing of an earlier run. */
  implement: () => Implementation;
}

export interface Implementation {
  fetch: Fetch;
  /** Whether anything that it has answered was other than the sound one's: a mutant that never was is none. */
  hasErred: () => boolean;
}
