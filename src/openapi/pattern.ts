/** Runs patterns of documents, which may be slow, within a time limit. */
import { createContext, Script } from 'node:vm';

/** Milliseconds for one text. */
const longest = 1000;

const script = new Script('found = pattern.exec(text) !== null');
const vmContext = createContext({ pattern: /(?:)/, text: '', found: false });

/**
 * Whether a pattern may backtrack without bound: by two quantifiers, or by one with alternatives. A count of one
 * character cannot.
 */
function mayTakeLong(pattern: string): boolean {
  const bare = pattern
    .replaceAll(/\\./gs, 'x')
    .replaceAll(/\[[^\]]*\]/g, 'x')
    .replaceAll('(?', '(');
  const quantifiers = bare.match(/[*+?]|\{\d+,\d*\}|\)\{/g)?.length ?? 0;
  return quantifiers > 1 || (quantifiers > 0 && bare.includes('|'));
}

class BoundedRegExp extends RegExp {
  readonly #onSlow: () => boolean;
  #answerOfSlow: boolean | undefined;

  constructor(pattern: string, flags: string, onSlow: () => boolean) {
    super(pattern, flags);
    this.#onSlow = onSlow;
  }

  override test(text: string): boolean {
    if (this.#answerOfSlow !== undefined) return this.#answerOfSlow;
    Object.assign(vmContext, { pattern: this, text });
    try {
      script.runInContext(vmContext, { timeout: longest });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      this.#answerOfSlow = this.#onSlow();
      return this.#answerOfSlow;
    }
    return (vmContext as { found: boolean }).found;
  }
}

/**
 * @param onSlow called once, for a text that takes longer than a second; its result is that of all texts from then on
 * @throws {SyntaxError}
 */
export const patternOf = (pattern: string, flags: string, onSlow: () => boolean = () => false): RegExp =>
  mayTakeLong(pattern) ? new BoundedRegExp(pattern, flags, onSlow) : new RegExp(pattern, flags);
