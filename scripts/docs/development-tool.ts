/** Tools that the published package does not contain, so that users who only want a client need not install them. */
import { CliError } from '../../src/openapi/cli-error.js';

/**
 * Imports a tool on first use.
 * @param need the user of the tool and its name, such as `the mock needs Prism`.
 * @param packages packages to install, with versions.
 * @throws {CliError} exit code 2, with the install command.
 */
export async function developmentTool<T>(need: string, packages: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isNotInstalled(error)) throw error;
    throw new CliError(`${need}, which is not installed: npm i -D ${packages}`, 2, { cause: error });
  }
}

/** The errors of `import` and `require` differ. */
function isNotInstalled(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}
