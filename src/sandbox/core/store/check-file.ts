/**
 * Detects that a file is no intact LMDB database before this process maps it: LMDB trusts what it maps, and ends the
 * process by a signal otherwise. Another process tries out what the bytes do not show.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, openSync, readSync, closeSync, statSync } from 'node:fs';

/** In the first two pages. Source: lmdb.h, where MDB_meta begins after a page header of 24 bytes. */
const magic = 0xbeefc0de;
const magicAt = 24;

/** Two pages of LMDB's smallest page size. */
const least = 2 * 4096;

/** @throws {Error} for a file that is no state; it says what the file is */
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

/** Reads everything, and begins a write, which reads the free pages; the write is then dropped. */
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

/** @throws {Error} for a file that LMDB cannot read */
export function tryOut(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const args = ['--input-type=module', '--eval', trial, import.meta.resolve('lmdb'), file];
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', timeout: 60_000, env: {} });
  if (status !== 0) throw new Error('it is damaged; restore it from a copy, or choose another file');
}
