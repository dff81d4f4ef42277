/**
 * Installs a sub-package once per lock file in an ignored folder, since `npm ci` of the project would delete it
 * elsewhere.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/openapi/providers.js';

const manifest = ['package.json', 'package-lock.json', '.npmrc'];

/** Returns the `node_modules` folder with all packages of the lock file of `projectFolder`. */
export async function installLocked(projectFolder: string): Promise<string> {
  const cache = join(packageRoot, 'node_modules', '.cache', basename(projectFolder));
  const hash = createHash('sha256');
  for (const file of manifest) hash.update(readFileSync(join(projectFolder, file)));
  const key = hash.digest('hex').slice(0, 16);
  const home = join(cache, key);
  if (existsSync(home)) return join(home, 'node_modules');

  mkdirSync(cache, { recursive: true });
  for (const stale of readdirSync(cache)) rmSync(join(cache, stale), { recursive: true });
  // The folder is renamed at the end, so that an interrupted installation is never used.
  const draft = mkdtempSync(join(cache, 'draft-'));
  for (const file of manifest) cpSync(join(projectFolder, file), join(draft, file));
  await npm(draft, 'ci', '--ignore-scripts', '--prefer-offline');
  renameSync(draft, home);
  return join(home, 'node_modules');
}

/** Returns the output: results on stdout, warnings on stderr. */
export async function npm(folder: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  // The variables that npm sets for its scripts would configure this npm too.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name));
  return promisify(execFile)('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    env: Object.fromEntries(inherited),
    shell: process.platform === 'win32',
    maxBuffer: 16 * 1024 * 1024,
  });
}
