/** src/runtime/README.md lists what a client can be told and what it throws; its programs are run by printed.test.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const page = readFileSync(join(packageRoot, 'src', 'runtime', 'README.md'), 'utf8');

test('it lists every option and every code of an error', () => {
  for (const name of Object.keys({ ...settingsIn('settings.ts'), ...settingsIn('client.ts') })) {
    expect(page, name).toMatch(new RegExp(`^\\| \`${name}\``, 'm'));
  }
  const codes = readFileSync(join(packageRoot, 'src/runtime/errors/code.ts'), 'utf8').matchAll(/^ {2}\| '(\w+)'/gm);
  for (const [, code] of codes) expect(page).toMatch(new RegExp(`^\\| \`${code}\``, 'm'));
});

/** The properties of the interface in a file of `src/runtime/`. */
function settingsIn(file: string): Record<string, true> {
  const [, body = ''] =
    /export interface \w+[^{]*\{([^]*?)\n\}/.exec(readFileSync(join(packageRoot, 'src', 'runtime', file), 'utf8')) ??
    [];
  return Object.fromEntries([...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => [name, true]));
}
