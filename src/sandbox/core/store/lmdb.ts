/**
 * Keeps the state in a file with LMDB. It never overwrites committed pages, so a process that is killed at any moment
 * leaves the last commit intact.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import { checkKind, tryOut } from './check-file.js';
import { takeOwnership } from './ownership.js';
import type { Change, Entry, Store } from './store.js';

/**
 * Bytes of a key; LMDB's limit is 1,978. A longer key is stored under its digest, and its entry contains the full key.
 */
const maxKeyLength = 500;
/** The key under which earlier versions stored their process id. */
const formerOwnerKey = 'owner';

/**
 * @param file it is created if it does not exist, with `<file>-lock` beside it
 * @throws {StoreInUse} while another process has it open
 * @throws {Error} for a file of another kind, or a folder that does not exist
 */
export async function lmdbStore(file: string): Promise<Store> {
  checkKind(file);
  // The file must exist before this process can take ownership.
  closeSync(openSync(file, 'a'));
  const real = realpathSync(file);
  const ownership = await takeOwnership(real);
  let database: RootDatabase;
  try {
    tryOut(real);
    // The batching by event turns has a promise without a handler, whose rejection would end the process.
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
        const entry = fromStored(value);
        if (!isEntry(entry)) throw new Error('it is damaged: it has an entry that is none');
        entries.push(entry);
      }
      return entries;
    },
    async transaction(changes: readonly Change[]) {
      // Transactions that wait for the disk at the same time share one flush.
      await database
        .transaction(() => {
          for (const change of changes) {
            if (change.value === undefined) database.remove(nameOf(change));
            else database.put(nameOf(change), toStored(change));
          }
        })
        .catch((error: unknown) => {
          failed = true;
          return rejectWithCause(error as Error);
        });
      await database.flushed;
    },
    async close() {
      // After a failed write `close` would never return.
      if (!failed) await database.close();
      ownership.release();
    },
  };
}

/** LMDB's error has its cause in a promise, whose rejection ends the process if it is not handled. */
async function rejectWithCause(error: Error & { commitError?: Promise<never> }): Promise<never> {
  await error.commitError;
  throw error;
}

/** JSON with escapes, since msgpack replaces half a surrogate pair. */
function toStored({ key, value }: Entry): unknown {
  return value instanceof Uint8Array ? { key: JSON.stringify(key), bytes: value } : JSON.stringify({ key, value });
}

function fromStored(stored: unknown): unknown {
  if (typeof stored === 'string') return JSON.parse(stored);
  const { key, bytes } = (stored ?? {}) as { key?: unknown; bytes?: Uint8Array };
  // Earlier versions stored the entry itself.
  return typeof key === 'string' ? { key: JSON.parse(key), value: bytes } : stored;
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
