/** The storage of a sandbox's state: a map of keys to values that changes in transactions. */

/** Namespace (a provider, or `core`), member of its state, and, for a collection, the record's id. */
export type Key =
  | readonly [namespace: string, member: string]
  | readonly [namespace: string, member: string, id: string];

/** JSON, or bytes. */
export type Value = unknown;

export interface Entry {
  readonly key: Key;
  readonly value: Value;
}

/** A change; `value` undefined deletes the entry. */
export type Change = Entry;

/**
 * A store of one sandbox, which reads everything once and makes every change itself. Several sandboxes use {@link
 * SharedStore}.
 */
export interface Store {
  /** All entries, in any order. */
  load(): Promise<Iterable<Entry>>;
  /**
   * Stores all of the changes or none. They are durable once the promise resolves. Concurrent transactions take effect
   * in the order of the calls.
   */
  transaction(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * A store that several sandboxes share, such as the processes behind a load balancer. One of them at a time has the
 * turn.
 */
export interface SharedStore {
  /**
   * Waits for the turn. A sandbox requests one turn at a time.
   * @throws {Error} when the store cannot be reached, or another sandbox keeps the turn for too long
   */
  begin(): Promise<Turn>;
  /** Closes the store. An unfinished turn stores nothing. */
  close(): Promise<void>;
}

export interface Turn {
  /** Whether `changes` has all entries. Otherwise it has the changes of others since this sandbox's last turn. */
  readonly isWhole: boolean;
  readonly changes: readonly Change[];
  /** Ends the turn. It stores all of the changes or none; they are durable once the promise resolves. */
  commit(changes: readonly Change[]): Promise<void>;
  /** Ends the turn without changes. The next turn begins with all entries. */
  abandon(): Promise<void>;
}
