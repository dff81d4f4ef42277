/** The options of `check` and `proxy` that say where reports go; a file that cannot be written is refused at once. */
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { isWithin } from '../../openapi/inside-folder.js';
import { CliError } from '../../openapi/cli-error.js';

export interface ReportFlags {
  /** A file, or true for stdout. */
  json?: string | true;
  junit?: string;
  html?: string;
  sarif?: string;
  strict?: boolean;
}

export const addReportOptions = (command: Command): Command =>
  command
    .option('--json [file]', 'write the report as JSON to a file, or to stdout (the table then goes to stderr)')
    .option('--junit <file>', 'write JUnit XML, for the page of a CI system')
    .option('--html <file>', 'write one self-contained page that shows what was covered, clause by clause')
    .option('--sarif <file>', 'write SARIF 2.1.0')
    .option('--strict', 'a broken clause that the document only assumes fails, too; otherwise it is a warning');

/**
 * Makes the folders of the reports below the working directory, and sees whether each file can be written.
 * @throws {CliError} exit code 2, naming the option.
 */
export function prepareReports(flags: ReportFlags): void {
  const taken = new Map<string, string>();
  for (const name of ['json', 'junit', 'html', 'sarif'] as const) {
    const file = flags[name];
    if (typeof file !== 'string') continue;
    const other = taken.get(resolve(file));
    if (other) throw new CliError(`--${other} and --${name} cannot both write ${file}: choose two files`, 2);
    taken.set(resolve(file), name);
    try {
      const folder = dirname(resolve(file));
      if (!existsSync(folder) && !isWithin(folder, process.cwd())) {
        throw new CliError(`--${name}: the folder ${dirname(file)} is not there: make it first, or choose another`, 2);
      }
      mkdirSync(folder, { recursive: true });
      // Opened rather than asked about: permissions alone do not tell. Nothing is left behind if the run never begins.
      const isNew = !existsSync(file);
      closeSync(openSync(file, 'a'));
      if (isNew) rmSync(file);
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw cannotWrite(file, error, `--${name}`);
    }
  }
}

export const cannotWrite = (file: string, error: unknown, option: string): CliError =>
  new CliError(
    `${option}: ${file} cannot be written (${(error as NodeJS.ErrnoException).code}): choose another file`,
    2,
  );
