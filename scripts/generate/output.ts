/** The folder `generated/`: compares it with the expected content, and updates it. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export interface Difference {
  /** Relative to `generated/`, with slashes, such as `sila/types.ts`. */
  file: string;
  kind: 'stale' | 'missing' | 'superfluous';
}

/**
 * @param wanted contents by file, relative to `folder`
 * @param owned folders in it that contain only generated files: any other file in them is superfluous
 */
export function compare(folder: string, wanted: ReadonlyMap<string, string>, owned: readonly string[]): Difference[] {
  const differences: Difference[] = [];
  for (const [file, content] of wanted) {
    const path = join(folder, file);
    if (!existsSync(path)) differences.push({ file, kind: 'missing' });
    else if (readFileSync(path, 'utf8') !== content) differences.push({ file, kind: 'stale' });
  }
  for (const file of owned.flatMap((name) => listFiles(folder, name))) {
    if (!wanted.has(file)) differences.push({ file, kind: 'superfluous' });
  }
  return differences;
}

/**
 * Writes each file beside its place and then moves it, so that a reader never sees half a file.
 */
export function apply(folder: string, wanted: ReadonlyMap<string, string>, differences: readonly Difference[]): void {
  for (const { file, kind } of differences) {
    const path = join(folder, file);
    if (kind === 'superfluous') {
      rmSync(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, wanted.get(file) ?? '');
    renameSync(temporary, path);
  }
}

/** A bundle that is up to date gets a new modification time, so that `spec/` is no longer newer than it is. */
export function touchBundle(folder: string, provider: string): void {
  const now = new Date();
  utimesSync(join(folder, provider, 'openapi.json'), now, now);
}

/** The files of a provider as they are, in a fixed order. */
export const contentsIn = (folder: string, name: string): [file: string, content: Buffer][] =>
  listFiles(folder, name).map((file) => [file, readFileSync(join(folder, file))]);

/** Files of a folder, without hidden files of the system. */
function listFiles(folder: string, name: string): string[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(
      (entry) =>
        `${name}/${join(entry.parentPath, entry.name)
          .slice(path.length + 1)
          .replaceAll('\\', '/')}`,
    )
    .sort();
}
