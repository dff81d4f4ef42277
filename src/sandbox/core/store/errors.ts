import type { EntryError } from '../shape.js';
import type { Key } from './store.js';

/** Thrown by a call whose changes could not be stored: memory is ahead of the store then, and must not be shown. */
export class StoreFailed extends Error {
  override name = 'StoreFailed' as const;

  /** @param remedy what to do next, as the end of a sentence */
  constructor(cause: unknown, remedy: string) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : 'for an unknown reason';
    super(`The state could not be stored (${why}): ${remedy}.`, { cause });
  }
}

/** Thrown when a state file is opened that a running sandbox has open: two would undo each other's changes. */
export class StoreInUse extends Error {
  override name = 'StoreInUse' as const;

  /** @param pid as the owner itself knows it; in another container it means nothing here */
  constructor(file: string, pid = Number.NaN) {
    const who = Number.isInteger(pid) ? `process ${pid}` : 'another process';
    super(`${file} is in use by ${who}: stop that sandbox, or choose another file`);
  }
}

/** Thrown when a store holds what no sandbox of this version has written. */
export class DamagedState extends Error {
  override name = 'DamagedState' as const;

  constructor([namespace, member]: Key, { pointer, message }: EntryError) {
    // Not the id: it may be of a person.
    super(`its entry of ${JSON.stringify(`${namespace}.${member}`)} is damaged: ${pointer} ${message}`);
  }
}
