/** Patterns of documents, which nobody has written to be quick on every text. */
import { createContext, Script } from 'node:vm';

/** Milliseconds that one text may take. */
const longest = 1000;

const script = new Script('found = pattern.exec(text) !== null');
const vmContext = createContext({ pattern: /(?:)/, text: '', found: false });

/** Two quantifiers, or one over alternatives, may try as many ways as there are. A count of one character has one way. */
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
 * @param onSlow Is called once, where a text takes longer than a second: whether that and all others match.
 * @throws {SyntaxError}
 */
export const patternOf = (pattern: string, flags: string, onSlow: () => boolean = () => false): RegExp =>
  mayTakeLong(pattern) ? new BoundedRegExp(pattern, flags, onSlow) : new RegExp(pattern, flags);
