/**
 * Keeps the state in a file, by LMDB: it never writes over what is committed, so a process that is killed at any moment
 * leaves the last commit behind, whole.
 */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { checkKind, tryOut } from './check-file.js';
import { takeOwnership } from './ownership.js';
import type { Change, Entry, Store } from './store.js';

/** Of the 1,978 bytes that LMDB allows a key. A longer one is stored under its digest; the entry has it in full. */
const maxKeyLength = 500;
/** Where earlier versions noted their process id. */
const formerOwnerKey = 'owner';

/**
 * @param file created if it is not there, and `<file>-lock` beside it
 * @throws {StoreInUse} while another process has it open
 * @throws {Error} for a file that is something else, or whose folder is not there
 */
export async function lmdbStore(file: string): Promise<Store> {
  checkKind(file);
  const real = existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  const ownership = await takeOwnership(real);
  let database: RootDatabase;
  try {
    tryOut(real);
    database = open({ path: real, noSubdir: true, encoding: 'msgpack' });
  } catch (error) {
    ownership.release();
    throw error;
  }
  return {
    async load() {
      const entries: Entry[] = [];
      for (const { key, value } of database.getRange()) {
        if (key === formerOwnerKey) continue;
        if (!isEntry(value)) throw new Error('it is damaged: it has an entry that is none');
        entries.push(value);
      }
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
      await database.close();
      ownership.release();
    },
  };
}

function isEntry(value: unknown): value is Entry {
  const { key } = (value ?? {}) as Partial<Entry>;
  return Array.isArray(key) && [2, 3].includes(key.length) && key.every((name) => typeof name === 'string');
}

function nameOf({ key }: Change): string {
  const name = `entry ${JSON.stringify(key)}`;
  if (Buffer.byteLength(name) <= maxKeyLength) return name;
  return `digest ${createHash('sha256').update(name).digest('hex')}`;
}
