/** Ends a run at its first failure, where that was asked for. */
import type { CaseResult } from './report.js';

export class Bail {
  readonly #isWanted: boolean;
  #reached = false;

  constructor(isWanted: boolean) {
    this.#isWanted = isWanted;
  }

  /** Whether nothing more is to be sent. */
  get reached(): boolean {
    return this.#reached;
  }

  observe({ outcome }: Pick<CaseResult, 'outcome'>): void {
    if (this.#isWanted && outcome === 'failed') this.#reached = true;
  }
}

export const bailReason = 'the run stopped at the first failure (--bail)';
