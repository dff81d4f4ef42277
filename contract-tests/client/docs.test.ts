/** Every program in src/runtime/README.md is compiled and run, and prints what its last line says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const run = promisify(execFile);
const page = readFileSync(join(packageRoot, 'src', 'runtime', 'README.md'), 'utf8');
const programs = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, program]) => program!);
// Within the package, so that its own name leads to what it exports.
const folder = mkdtempSync(join(packageRoot, 'dist', 'docs-'));
afterAll(() => rmSync(folder, { recursive: true }));
programs.forEach((program, index) => writeFileSync(join(folder, `${index}.ts`), program));

test('there are programs', () => {
  expect(programs.length).toBeGreaterThan(5);
});

test('they compile', async () => {
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck'];
  const files = programs.map((_, index) => join(folder, `${index}.ts`));
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await run(process.execPath, [tsc, ...options, ...files]).catch((error) => error);
  expect(stdout).toBe('');
});

programs.forEach((program, index) => {
  const printed = /\/\/ prints: (.*)\n$/.exec(program)?.[1];
  test(`program ${index + 1} prints ${printed}`, async () => {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(folder, `${index}.ts`)], {
      cwd: packageRoot,
    });
    expect(stdout).toBe(`${printed}\n`);
  });
});

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
