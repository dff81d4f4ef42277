/** Which programs of a language's toolchain are missing. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function missingPrograms(needs: readonly string[], path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return needs.filter(
    (program) => !folders.some((folder) => suffixes.some((suffix) => isExecutable(join(folder, program + suffix)))),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
