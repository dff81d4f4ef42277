/** Checks the report files before anything is sent. */
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isWithin } from '../../openapi/inside-folder.js';
import { CliError } from '../../openapi/cli-error.js';
import type { ReportFlags } from './add-options.js';
import { reportOptions } from './option-table.js';

/**
 * Creates the folders of the reports below the working directory, and checks that each file can be written.
 * @throws {CliError} exit code 2, with the option
 */
export function prepareReports(flags: ReportFlags): void {
  const taken = new Map<string, string>();
  for (const name of Object.keys(reportOptions) as (keyof typeof reportOptions)[]) {
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
      // Each file is opened, since permissions alone do not tell. A new one is removed, in case the run never starts.
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
