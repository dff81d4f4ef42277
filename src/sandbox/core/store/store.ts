/** Where a sandbox keeps its state: a map of keys to values that changes in transactions. */

/** Namespace (a provider, or `core`), member of its state, and, where that is a collection, the record's id. */
export type Key =
  | readonly [namespace: string, member: string]
  | readonly [namespace: string, member: string, id: string];

/** JSON, or bytes. */
export type Value = unknown;

export interface Entry {
  readonly key: Key;
  readonly value: Value;
}

/** `value` undefined deletes. */
export type Change = Entry;

/**
 * One sandbox has a store for itself: it reads everything once and knows of every change, since it made it. For several
 * sandboxes there is {@link SharedStore}.
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

/** Several sandboxes have it together, such as the processes behind a balancer. One of them at a time has the turn. */
export interface SharedStore {
  /**
   * Waits for the turn. One sandbox asks for one turn at a time.
   * @throws {Error} when the store cannot be reached, or another one keeps the turn for too long
   */
  begin(): Promise<Turn>;
  /** Of a turn that is not over nothing is stored. */
  close(): Promise<void>;
}

export interface Turn {
  /** Whether `changes` is everything there is. Else it is what others have changed since this sandbox's last turn. */
  readonly isWhole: boolean;
  readonly changes: readonly Change[];
  /** Ends the turn. All of the changes or none; they are safe once the promise is fulfilled. */
  commit(changes: readonly Change[]): Promise<void>;
  /** Ends the turn without changes. The next one begins with everything there is. */
  abandon(): Promise<void>;
}
