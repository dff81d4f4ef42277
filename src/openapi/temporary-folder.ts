/** A folder for files that live as long as a piece of work. */
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from './cli-error.js';

/**
 * Makes a new one where the system keeps temporary files; whoever asks for it removes it.
 * @returns its path, without links
 * @throws {CliError} exit code 2, where none can be made there: a disk that is full, or `TMPDIR` names what is not there
 */
export function makeTemporaryFolder(name: string): string {
  try {
    return mkdtempSync(join(realpathSync(tmpdir()), `${name}-`));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `no folder can be made in ${tmpdir()} (${code}): set TMPDIR to one that can be written to`;
    throw new CliError(message, 2, { cause: error });
  }
}
