/** The code that a generator emitted, as one text without comments: a comment that names a value keeps nothing. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from './language.js';

/** Each file under a line `==> api/kyc/kyc.py`, as some generators tell operations by the file alone. */
export function emittedText(folder: string, { extension, comment }: Dialect): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(extension) && !/(^|\/)(target|test|docs|decode)\//.test(file))
    .sort()
    .map((file) => `==> ${file}\n${readFileSync(join(folder, file), 'utf8').replace(comment, '')}`)
    .join('\n');
}
