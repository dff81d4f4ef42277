/**
 * Ends a run early: at its first failure if `--bail` asks for it, when the target refuses our credentials, or when it
 * stops answering.
 */
import type { CaseResult } from './report.js';

export class Bail {
  readonly #isWanted: boolean;
  readonly #applySeverity: (result: CaseResult) => CaseResult;
  #reason: string | undefined;
  #refusal: string | undefined;
  #silence: string | undefined;

  /**
   * @param applySeverity tells failures from warnings, since a warning does not end the run. @default every violation
   *   is a failure
   */
  constructor(isWanted: boolean, applySeverity = (result: CaseResult): CaseResult => result) {
    this.#isWanted = isWanted;
    this.#applySeverity = applySeverity;
  }

  /** Why no more requests are sent; undefined while the run goes on. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The message of the run error for a target that has refused the credentials of a sign-in. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** The message of the run error for a target that has stopped answering. */
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
