/** Formats generated code and pages with oxfmt and the options of this repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import { packageRoot } from '../src/openapi/providers.js';

const options = JSON.parse(readFileSync(join(packageRoot, '.oxfmtrc.json'), 'utf8')) as FormatConfig;

/**
 * @param name a file name, whose extension determines the type of the text
 * @throws {Error} for text that is not of this type.
 */
export async function formatAs(name: string, text: string): Promise<string> {
  const { code, errors } = await format(name, text, options);
  const [first] = errors;
  if (first) throw new Error(`${name} cannot be formatted: ${first.message}`);
  return code;
}

export const formatTypeScript = (code: string): Promise<string> => formatAs('generated.ts', code);
