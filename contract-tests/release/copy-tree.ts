/** A copy of the repository, which a release is rehearsed in. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { packageRoot } from '../../src/openapi/providers.js';

/**
 * Copies what Git would commit into the folder, which uses the packages of this one.
 * @param withBuild whether `dist/` is copied too
 * @throws {CliError} exit code 2, outside a clone.
 */
export function copyTree(folder: string, withBuild: boolean): void {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  let listed: string;
  try {
    listed = execFileSync('git', args, { cwd: packageRoot, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } catch {
    throw new CliError('Git does not list the files of this folder: rehearse a release in a clone', 2);
  }
  // Git also lists a file that is deleted but not committed, and a node_modules that is a link.
  const isFile = (name: string) => lstatSync(join(packageRoot, name), { throwIfNoEntry: false })?.isFile() ?? false;
  const files = listed.split('\0').filter((name) => name !== '' && isFile(name));
  for (const name of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(packageRoot, name), join(folder, name));
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  if (withBuild) cpSync(join(packageRoot, 'dist'), join(folder, 'dist'), { recursive: true });
}
