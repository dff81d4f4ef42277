/**
 * Ends a run before its time: at its first failure, where that was asked for, when the target refuses to sign us in, or
 * does not answer any more.
 */
import type { CaseResult } from './report.js';

export class Bail {
  readonly #isWanted: boolean;
  readonly #applySeverity: (result: CaseResult) => CaseResult;
  #reason: string | undefined;
  #refusal: string | undefined;
  #silence: string | undefined;

  /** @param applySeverity tells a failure from a warning, after which the run goes on. @default every finding is a failure */
  constructor(isWanted: boolean, applySeverity = (result: CaseResult): CaseResult => result) {
    this.#isWanted = isWanted;
    this.#applySeverity = applySeverity;
  }

  /** Why nothing more is to be sent; undefined while the run goes on. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The sentence of a run error, when the target has refused the credentials that others are obtained with. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** The sentence that the run ends with, when the target has stopped answering. */
  get silence(): string | undefined {
    return this.#silence;
  }

  observe(result: CaseResult): void {
    if (this.#isWanted && this.#applySeverity(result).outcome === 'failed')
      this.#reason ??= 'the run stopped at the first failure (--bail)';
  }

  fallSilent(sentence: string): void {
    this.#silence ??= sentence;
    this.#reason ??= 'the run stopped: the target does not answer any more';
  }

  refuse(sentence: string): void {
    this.#refusal ??= sentence;
    this.#reason ??= 'the run stopped: the target refused the sign-in';
  }
}
