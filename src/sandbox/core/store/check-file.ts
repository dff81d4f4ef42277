/**
 * Finds out that a file is no sound LMDB database before this process maps it: LMDB trusts what it maps, and ends the
 * process by a signal where it should not have. What no look at the file tells, another process tries out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, openSync, readSync, closeSync, statSync } from 'node:fs';

/** Of its two first pages, lmdb.h: MDB_meta begins after a page header of 24 bytes. */
const magic = 0xbeefc0de;
const magicAt = 24;

/** Two pages of the least size that LMDB uses. */
const least = 2 * 4096;

/** @throws {Error} with what it is instead, for whatever is there and no state */
export function checkKind(file: string): void {
  if (!existsSync(file)) {
    if (lstatSync(file, { throwIfNoEntry: false })) throw new Error('it is a link to a file that is not there');
    return;
  }
  const found = statSync(file);
  if (!found.isFile()) throw new Error('it is no regular file');
  if (found.size === 0) return;
  const head = Buffer.alloc(magicAt + 4);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.readUInt32LE(magicAt) !== magic) throw new Error('it holds something else');
  if (found.size < least) throw new Error('it is cut off');
}

/** Reads everything, and begins to write, which looks at the free pages; what was begun is then dropped. */
const trial = `
  const [, lmdb, file] = process.argv;
  const { open, ABORT } = await import(lmdb);
  const database = open({ path: file, noSubdir: true, encoding: 'msgpack' });
  let found = 0;
  for (const { value } of database.getRange()) if (value !== undefined) found++;
  if (found !== database.getStats().entryCount) process.exit(3);
  database.transactionSync(() => {
    database.putSync('trial', new Uint8Array(20000));
    return ABORT;
  });
  process.exit(0);
`;

/** @throws {Error} for a file in which LMDB meets what it does not bear */
export function tryOut(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const args = ['--input-type=module', '--eval', trial, import.meta.resolve('lmdb'), file];
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', timeout: 60_000, env: {} });
  if (status !== 0) throw new Error('it is damaged; restore it from a copy, or choose another file');
}
