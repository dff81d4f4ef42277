/** A digest of inputs: files by path and content. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A path relative to the root, and its content. */
export type Content = readonly [path: string, content: string | Buffer];

/** The content of a file, or of all files of a folder in a fixed order; empty if the path does not exist. */
export function contentsOf(root: string, path: string): [path: string, content: Buffer][] {
  const whole = join(root, path);
  const stats = statSync(whole, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [[path, readFileSync(whole)]];
  return readdirSync(whole)
    .sort()
    .flatMap((name) => contentsOf(root, `${path}/${name}`));
}

/** SHA-256 in hexadecimal. It covers where each path and each content ends. */
export function digestOf(contents: readonly Content[]): string {
  const hash = createHash('sha256');
  for (const [path, content] of contents) hash.update(`${path}\n${Buffer.byteLength(content)}\n`).update(content);
  return hash.digest('hex');
}
