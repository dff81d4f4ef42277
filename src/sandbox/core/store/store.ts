/** Where a sandbox keeps its state: a map of keys to values that changes in transactions. */

/** Namespace (a provider, or `core`), member of its state, and, where that is a collection, the record's id. */
export type Key =
  readonly [namespace: string, member: string] | readonly [namespace: string, member: string, id: string];

/** JSON, or bytes. */
export type Value = unknown;

export interface Entry {
  readonly key: Key;
  readonly value: Value;
}

/** `value` undefined deletes. */
export type Change = Entry;

/**
 * One sandbox has a store for itself: it reads everything once and knows of every change, since it made it. So a server
 * database fits as well as a file, as long as nobody else writes to it meanwhile.
 */
export interface Store {
  /** Everything, in any order. */
  load(): Promise<Iterable<Entry>>;
  /**
   * All of the changes or none. They are safe once the promise is fulfilled: nothing that happens to this process can
   * undo them. Called again before it is: transactions take effect in the order of the calls.
   */
  transaction(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}
