/** Installs a sub-package once per lock file, where `npm ci` of the project would sweep it away: in an ignored folder. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/openapi/providers.js';

const manifest = ['package.json', 'package-lock.json', '.npmrc'];

/** The `node_modules` folder with everything that the lock file of `projectFolder` names. */
export async function installLocked(projectFolder: string): Promise<string> {
  const cache = join(packageRoot, 'node_modules', '.cache', basename(projectFolder));
  const hash = createHash('sha256');
  for (const file of manifest) hash.update(readFileSync(join(projectFolder, file)));
  const key = hash.digest('hex').slice(0, 16);
  const home = join(cache, key);
  if (existsSync(home)) return join(home, 'node_modules');

  mkdirSync(cache, { recursive: true });
  for (const stale of readdirSync(cache)) rmSync(join(cache, stale), { recursive: true });
  // Renamed at the end, so that an installation that was interrupted is never taken for a whole one.
  const draft = mkdtempSync(join(cache, 'draft-'));
  for (const file of manifest) cpSync(join(projectFolder, file), join(draft, file));
  await npm(draft, 'ci', '--ignore-scripts', '--prefer-offline');
  renameSync(draft, home);
  return join(home, 'node_modules');
}

/** What it prints: results to stdout, warnings to stderr. */
export async function npm(folder: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  // What npm sets for the scripts that it runs would reach this npm as configuration.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name));
  return promisify(execFile)('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    env: Object.fromEntries(inherited),
    shell: process.platform === 'win32',
    maxBuffer: 16 * 1024 * 1024,
  });
}
