/**
 * Keeps the state in a file, by LMDB: it never writes over what is committed, so a process that is killed at any moment
 * leaves the last commit behind, whole.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, realpathSync } from 'node:fs';
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
  // It has to be there to be one's own.
  closeSync(openSync(file, 'a'));
  const real = realpathSync(file);
  const ownership = await takeOwnership(real);
  let database: RootDatabase;
  try {
    tryOut(real);
    // Its batching by turns of the event loop has a promise that nobody holds, whose rejection would end the process.
    database = open({ path: real, noSubdir: true, encoding: 'msgpack', eventTurnBatching: false });
  } catch (error) {
    ownership.release();
    throw error;
  }
  let failed = false;
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
      await database
        .transaction(() => {
          for (const change of changes) {
            if (change.value === undefined) database.remove(nameOf(change));
            else database.put(nameOf(change), { key: change.key, value: change.value });
          }
        })
        .catch((error: unknown) => {
          failed = true;
          return rejectWithCause(error as Error);
        });
      await database.flushed;
    },
    async close() {
      // It would wait for ever for what could not be written.
      if (!failed) await database.close();
      ownership.release();
    },
  };
}

/** LMDB's own error says why in a promise, which ends the process when nobody handles it. */
async function rejectWithCause(error: Error & { commitError?: Promise<never> }): Promise<never> {
  await error.commitError;
  throw error;
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
