/** The pages of the command are those of its verbs. The programs of the guides are run by printed.test.ts. */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const run = promisify(execFile);

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
