/** Tools that the published package does not bring along, so that whoever only wants a client need not install them. */
import { CliError } from '../../src/openapi/cli-error.js';

/**
 * Imports a tool when it is first needed.
 * @param need what needs it, and what it is, such as `the mock needs Prism`.
 * @param packages what to install, with versions.
 * @throws {CliError} exit code 2, with the command to type.
 */
export async function developmentTool<T>(need: string, packages: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isNotInstalled(error)) throw error;
    throw new CliError(`${need}, which is not installed: npm i -D ${packages}`, 2, { cause: error });
  }
}

/** `import` and `require` say it differently. */
function isNotInstalled(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}
