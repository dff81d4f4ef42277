/** Makes a module self-contained: what it requires of Ajv's run time becomes part of it. */
import { packageRoot } from '../../src/openapi/providers.js';

/** @param banner first line of the result */
export async function bundleModule(code: string, banner: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    stdin: { contents: code, resolveDir: packageRoot, sourcefile: 'validators.js', loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['main'],
    banner: { js: banner },
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
    // Paths of modules stand in comments and names: they must not depend on where this folder or its links are.
    absWorkingDir: packageRoot,
    preserveSymlinks: true,
  });
  return result.outputFiles[0]?.text ?? '';
}
