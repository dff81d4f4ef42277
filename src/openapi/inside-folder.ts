/**
 * Reads a file that a document, a recipe or a workflow names. Such a name is foreign data: it reaches only regular
 * files of bounded size in the allowed folders.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { CliError } from './cli-error.js';

/** The largest file in bytes. */
export const maxFileSize = 16 * 1024 * 1024;

/** The folder of a document that the user named, and those of `--allow-refs`. */
export function allowedFolders(document: string, more: readonly string[] = []): string[] {
  return [dirname(resolve(document)), ...more.map((folder) => resolve(folder))];
}

/**
 * Why a name may not be followed, as the end of a sentence that begins with it; undefined where it may, and for a
 * missing file, which the reader reports.
 * @param from the folder that the name is relative to
 * @param read whether it is a text; a file of a form may be of any bytes
 */
export function refusal(
  name: string,
  from: string,
  allowed: readonly string[],
  read: typeof readBounded | typeof readBytes = readBounded,
): string | undefined {
  if (isAbsolute(name) || /^[a-z]:[\\/]|^\\/i.test(name)) {
    return 'is an absolute path, which is never followed: write it relative to this file';
  }
  if (name.includes('\0')) return 'is no file name';
  const path = resolve(from, name);
  const outside = `leads out of the document's folder: allow it with --allow-refs ${shown(dirname(path))}`;
  if (!allowed.some((folder) => isWithin(path, folder))) return outside;
  if (!existsSync(path)) return undefined;
  const real = realpathSync(path);
  const folders = allowed.filter(existsSync).map((folder) => realpathSync(folder));
  if (!folders.some((folder) => isWithin(real, folder))) {
    return "is a symbolic link out of the document's folder: copy the file, or allow its folder with --allow-refs";
  }
  if (statSync(real).isDirectory()) return undefined;
  const content = read(real);
  return 'refused' in content ? content.refused : undefined;
}

/**
 * Reads a file in a folder that the user named.
 * @param allowed folders that a symbolic link may lead to, beside the folder itself
 * @throws {CliError} exit code 2, for a file that leads elsewhere, is not regular or is too large
 */
export function readInside(folder: string, name: string, allowed: readonly string[] = []): string {
  const why = refusal(name, folder, allowedFolders(join(folder, name), allowed));
  const content = why ? { refused: why } : readBounded(realpathSync(join(folder, name)));
  if ('text' in content) return content.text;
  throw new CliError(`${relative(process.cwd(), join(folder, name))} ${content.refused}`, 2);
}

/** @throws {CliError} exit code 2 for a URL in place of a file, which nothing here fetches */
export function refuseUrl(file: string): void {
  if (!/^https?:/i.test(file)) return;
  throw new CliError(`${file} is a URL, and only files are read: download it, and name the file`, 2);
}

/** @param file a path without symbolic links */
export function readBounded(file: string, maxSize?: number): { text: string } | { refused: string } {
  const content = readBytes(file, maxSize);
  return 'refused' in content ? content : textOf(content.bytes);
}

/** @param file a path without symbolic links */
export function readBytes(file: string, maxSize = maxFileSize): { bytes: Buffer } | { refused: string } {
  // Without O_NONBLOCK, opening a named pipe waits for a writer.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { refused: 'is a folder: name a file' };
    if (!stat.isFile()) return { refused: 'is no regular file: name one that is' };
    if (stat.size > maxSize) {
      return { refused: `is larger than the ${maxSize / 1024 / 1024} MiB that are read: shorten it` };
    }
    return { bytes: readFileSync(descriptor) };
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes of another encoding are refused: they would become a text that nobody has written. */
function textOf(bytes: Buffer): { text: string } | { refused: string } {
  const start = bytes.subarray(0, 2);
  if (['fffe', 'feff'].includes(start.toString('hex')) || start.includes(0))
    return { refused: 'is in UTF-16: save it in UTF-8' };
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { refused: 'is not in UTF-8: save it in UTF-8' };
}

/**
 * Reads a file that an argument names, through symbolic links.
 * @param maxSize bytes
 * @throws {CliError} exit code 2 for a missing file, a folder, a loop of links, a device, or a file that is unreadable
 *   or too large
 */
export function readNamed(file: string, maxSize = maxFileSize): string {
  try {
    const content = readBounded(realpathSync(file), maxSize);
    if ('text' in content) return content.text;
    throw new CliError(`${file} ${content.refused}`, 2);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CliError(`${file} ${unreadable[code] ?? `cannot be read (${code})`}`, 2);
  }
}

const unreadable: Record<string, string> = {
  ENOENT: 'is not there: name a file that is',
  ENOTDIR: 'is not there: a part of its path is no folder',
  ELOOP: 'is a loop of symbolic links: name a file',
  EACCES: 'may not be read: give this user the permission',
  ENAMETOOLONG: 'is too long for a file name',
};

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const shown = (folder: string): string => relative(process.cwd(), folder) || '.';
