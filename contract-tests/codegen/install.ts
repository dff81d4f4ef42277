/** Installs the generators once per lock file, where `npm ci` of the project would sweep them away: in an ignored folder. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../scripts/providers.js';

export const projectFolder = join(packageRoot, 'contract-tests', 'codegen');
const cache = join(packageRoot, 'node_modules', '.cache', 'codegen');
const manifest = ['package.json', 'package-lock.json', '.npmrc'];

/** The `node_modules` folder with every generator in it. */
export async function installGenerators(): Promise<string> {
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
  await npmCi(draft);
  renameSync(draft, home);
  return join(home, 'node_modules');
}

async function npmCi(folder: string): Promise<void> {
  // What npm sets for the scripts that it runs would reach this npm as configuration.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name));
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    env: Object.fromEntries(inherited),
    shell: process.platform === 'win32',
  });
}
