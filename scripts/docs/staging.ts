/** Builds a folder elsewhere and moves it into place when it is complete, so that readers never see half a site. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';

/** Marks a folder that may be replaced. */
const marker = '.kyc-contracts-docs';

/**
 * Runs `build` on an empty folder beside `out`, then swaps the two. If `build` throws, `out` stays unchanged.
 * @throws {CliError} exit code 2, when `out` contains other files: `--out .` must not delete a project.
 */
export async function buildInto(out: string, build: (folder: string) => Promise<void>): Promise<void> {
  const target = resolve(out);
  refuseForeign(target, out);
  const staging = await makeBeside(target, out);
  try {
    const built = join(staging, 'new');
    await mkdir(built);
    await build(built);
    await writeFile(join(built, marker), 'Written by kyc-contracts docs, which replaces this whole folder.\n');
    if (existsSync(target)) await rename(target, join(staging, 'old'));
    await rename(built, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A sibling, because a rename works only within one file system. */
async function makeBeside(target: string, out: string): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true });
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new CliError(`${out} cannot be made (${code}): name another folder with --out`, 2, { cause: error });
  }
}

function refuseForeign(target: string, out: string): void {
  if (!existsSync(target) || existsSync(join(target, marker))) return;
  if (entriesOf(target, out).length > 0) {
    throw new CliError(`${out} holds files that are not ours: name an empty or a new folder with --out`, 2);
  }
}

function entriesOf(target: string, out: string): string[] {
  try {
    return readdirSync(target);
  } catch (error) {
    throw new CliError(`${out} is not a folder that can be read: name another with --out`, 2, { cause: error });
  }
}
