/** What the README says of the check and the verbs; its commands and programs are run by printed.test.ts. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { RunningCommand } from '../support/command.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

test('the check passes against the sandbox, with as many cases as it says', async () => {
  const [, url = '', cases = ''] =
    /npm run check -- sila --url (\S+) +# the sandbox: ([\d,]+) cases/.exec(readme) ?? [];
  expect(url).toBe('http://127.0.0.1:4000');
  const sandbox = await serveSandbox(createSandbox(), { port: 0 });
  const command = new RunningCommand('check', 'sila', '--url', sandbox.url);
  expect(await command.exitCode, command.stdout).toBe(0);
  await sandbox.close();
  const count = cases.replace(',', '');
  expect(command.stdout).toMatch(new RegExp(`${count} of ${count} passed, 0 failed, 0 not exercised`));
});

test('the table of verbs lists every verb of the command, and no other', async () => {
  const own = promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/repository.ts', '--help'], {
    cwd: packageRoot,
  });
  const command = new RunningCommand('--help');
  await command.exitCode;
  const help = `${command.stdout}${(await own).stdout}`.replaceAll(/^ {2}help .*$/gm, '');
  const verbs = [...help.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, verb]) => verb);
  const table = [...readme.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, verb]) => verb);
  expect(table.sort()).toEqual(verbs.sort());
});

test('links to files lead somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target as string);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((target) => !existsSync(join(packageRoot, target)))).toEqual([]);
});
