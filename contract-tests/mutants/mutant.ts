/** Another implementation: a broken one, or a lawful variation. */
import type { Fetch } from '../../src/checker/http/in-process.js';

export interface Mutant {
  /** Stable and readable: `sila/requestKyc/202/pending/required/verification_uuid`. */
  id: string;
  provider: string;
  /** The broken operation. Its cases are run first; if the mutant survives, those of other operations follow. */
  operationId: string;
  /** The defect or variation in a word: a row of the table. */
  kind: string;
  /** Whether it is lawful, so that any reported violation is wrong. */
  isLawful?: boolean;
  /** Whether the cases of other operations may detect it too. */
  showsElsewhere?: boolean;
  /** Creates a fresh implementation without state of an earlier run. */
  implement: () => Implementation;
}

export interface Implementation {
  fetch: Fetch;
  /** Whether any of its responses differed from the sound one's. A mutant without any difference is equivalent. */
  hasErred: () => boolean;
}
