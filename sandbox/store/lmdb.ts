/**
 * Keeps the state in a file, by LMDB: it never writes over what is committed, so a process that is killed at any moment
 * leaves the last commit behind, whole.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import { StoreInUse } from './store-in-use.js';
import type { Change, Entry, Store } from './store.js';

/** Of the 1,978 bytes that LMDB allows a key. A longer one is stored under its digest; the entry has it in full. */
const maxKeyLength = 500;
const ownerKey = 'owner';

/**
 * @param file created if it is not there, and `<file>-lock` beside it
 * @throws {StoreInUse} while another process has it open
 * @throws {Error} for a file that is something else, or whose folder is not there
 */
export function lmdbStore(file: string): Store {
  checkMagic(file);
  const database: RootDatabase = open({ path: file, noSubdir: true, encoding: 'msgpack' });
  takeOver(database, file);
  return {
    async load() {
      const entries: Entry[] = [];
      for (const { key, value } of database.getRange()) if (key !== ownerKey) entries.push(value as Entry);
      return entries;
    },
    async transaction(changes: readonly Change[]) {
      // Transactions that wait for the disk at the same time share one flush.
      await database.transaction(() => {
        for (const change of changes) {
          if (change.value === undefined) database.remove(nameOf(change));
          else database.put(nameOf(change), { key: change.key, value: change.value });
        }
      });
      await database.flushed;
    },
    async close() {
      await database.remove(ownerKey);
      await database.close();
    },
  };
}

/** What LMDB (lmdb.h, MDB_MAGIC) has after the header of its first page, in the byte order of this machine. */
const magic = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);
const magicAt = 24;

/** LMDB itself takes the process down with some files that are not its own. */
function checkMagic(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const found = Buffer.alloc(magic.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, found, 0, found.length, magicAt);
  } finally {
    closeSync(descriptor);
  }
  if (!found.equals(magic)) throw new Error('it holds something else');
}

function nameOf({ key }: Change): string {
  const name = `entry ${JSON.stringify(key)}`;
  if (Buffer.byteLength(name) <= maxKeyLength) return name;
  return `digest ${createHash('sha256').update(name).digest('hex')}`;
}

/** LMDB lets several processes write to one file, but a sandbox has to be alone: it does not look twice. */
function takeOver(database: RootDatabase, file: string): void {
  database.transactionSync(() => {
    const owner = database.get(ownerKey) as number | undefined;
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) throw new StoreInUse(file, owner);
    database.putSync(ownerKey, process.pid);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
