/** Generated code looks like code written here: Prettier, with the options of this repository. */
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';

export async function formatTypeScript(code: string): Promise<string> {
  const prettier = await import('prettier');
  const options = await prettier.resolveConfig(join(packageRoot, 'generated', 'types.ts'));
  return prettier.format(code, { ...options, parser: 'typescript' });
}
