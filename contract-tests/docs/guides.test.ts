/** Every program in the guides is compiled and run, and prints what its last line says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const run = promisify(execFile);
const guides = join(packageRoot, 'docs', 'guides');
const programs = readdirSync(guides).flatMap((file) =>
  [...readFileSync(join(guides, file), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(([, program], index) => ({
    name: `${file} ${index + 1}`,
    file: `${file.replace('.md', '')}-${index}.ts`,
    program: program!,
  })),
);
// Within the package, so that its own name leads to what it exports.
const folder = mkdtempSync(join(packageRoot, 'dist', 'guides-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const { file, program } of programs) writeFileSync(join(folder, file), program);

test('programs of the guides compile', async () => {
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck'];
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const files = programs.map(({ file }) => join(folder, file));
  const { stdout } = await run(process.execPath, [tsc, ...options, ...files]).catch((error) => error);
  expect(stdout).toBe('');
});

describe.each(programs)('$name', ({ file, program }) => {
  const printed = /\/\/ prints: (.*)\n$/.exec(program)?.[1];
  test(`prints ${printed}`, async () => {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(folder, file)], { cwd: packageRoot });
    expect(stdout).toBe(`${printed}\n`);
  });
});

test('a page of the command is there for every verb that --help lists', async () => {
  const [published, own] = await Promise.all([
    run(process.execPath, [join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js'), '--help']),
    run(process.execPath, ['--import', 'tsx', join(packageRoot, 'scripts', 'repository.ts'), '--help'], {
      cwd: packageRoot,
    }),
  ]);
  const stdout = `${published.stdout}${own.stdout}`.replaceAll(/^ {2}help .*$/gm, '');
  const verbs = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, verb]) => `${verb}.md`);
  expect(readdirSync(join(packageRoot, 'docs', 'verbs')).sort()).toEqual(verbs.sort());
  for (const page of verbs) {
    expect(readFileSync(join(packageRoot, 'docs', 'verbs', page), 'utf8')).toContain('\n<!-- usage -->\n');
  }
});
