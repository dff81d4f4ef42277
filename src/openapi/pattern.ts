/** Patterns of documents, which nobody has written to be quick on every text. */
import { createContext, Script } from 'node:vm';
import { CliError } from './cli-error.js';

/** Milliseconds that one text may take. */
const longest = 1000;

const trial = new Script('found = pattern.exec(text) !== null');
const room = createContext({ pattern: /(?:)/, text: '', found: false });

/** Two quantifiers without an end, or one over alternatives, may try as many ways as there are. */
function mayTakeLong(pattern: string): boolean {
  const bare = pattern.replaceAll(/\\./gs, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  const quantifiers = bare.match(/[*+]|\{\d+,(\d{2,})?\}/g)?.length ?? 0;
  return quantifiers > 1 || (quantifiers > 0 && bare.includes('|'));
}

class BoundedRegExp extends RegExp {
  /** @throws {CliError} exit code 2 where it takes longer than a second */
  override test(text: string): boolean {
    Object.assign(room, { pattern: this, text });
    try {
      trial.runInContext(room, { timeout: longest });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const few = this.source.length > 60 ? `${this.source.slice(0, 60)}…` : this.source;
      const sentence = `the document's pattern ${few} takes more than a second on a text of ${text.length} characters`;
      throw new CliError(`${sentence}: write it without repetitions within repetitions`, 2);
    }
    return (room as { found: boolean }).found;
  }
}

/** @throws {SyntaxError} */
export const patternOf = (pattern: string, flags: string): RegExp =>
  mayTakeLong(pattern) ? new BoundedRegExp(pattern, flags) : new RegExp(pattern, flags);
