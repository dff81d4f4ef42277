/** The folder `generated/`: what differs there from what ought to be, and how it is brought up to date. */
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
 * @param owned the folders in it whose every file is generated: what else is there is superfluous
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
 * A reader never sees half a file: each is written beside its place and then moved there. Bundles that are right are
 * dated anew, so that `spec/` is no longer newer than they are.
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
  const now = new Date();
  for (const file of wanted.keys()) if (file.endsWith('/openapi.json')) utimesSync(join(folder, file), now, now);
}

/** Files of a folder, but not the ones that the system hides there. */
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
