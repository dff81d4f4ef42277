import type { EntryError } from '../shape.js';
import type { Key } from './store.js';

/** Thrown by a call whose changes could not be stored: memory is then ahead of the store, and must not be shown. */
export class StoreFailed extends Error {
  override name = 'StoreFailed' as const;

  /** @param remedy the next step for the user, as the end of a sentence */
  constructor(cause: unknown, remedy: string) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : 'for an unknown reason';
    super(`The state could not be stored (${why}): ${remedy}.`, { cause });
  }
}

/** Thrown for a state file that another running sandbox has open, since two would undo each other's changes. */
export class StoreInUse extends Error {
  override name = 'StoreInUse' as const;

  /** @param pid the process id in the owner's container, which may differ from this one */
  constructor(file: string, pid = Number.NaN) {
    const who = Number.isInteger(pid) ? `process ${pid}` : 'another process';
    super(`${file} is in use by ${who}: stop that sandbox, or choose another file`);
  }
}

/** Thrown when a store contains something that no sandbox of this version has written. */
export class DamagedState extends Error {
  override name = 'DamagedState' as const;

  constructor([namespace, member]: Key, { pointer, message }: EntryError) {
    // The id is left out, since it may be personal data.
    super(`its entry of ${JSON.stringify(`${namespace}.${member}`)} is damaged: ${pointer} ${message}`);
  }
}
