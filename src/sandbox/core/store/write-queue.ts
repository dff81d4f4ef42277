/** Writes changes to a store one transaction at a time; changes that arrive during a transaction form the next one. */
import { StoreFailed } from './errors.js';
import type { Change, Store } from './store.js';

export class WriteQueue {
  readonly #store: Store;
  #waiting: Change[] = [];
  #failed = false;
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Resolves when all changes so far are durable. After a failed transaction it always rejects. */
  get settled(): Promise<void> {
    return this.#last;
  }

  add(changes: readonly Change[]): void {
    if (this.#failed) return;
    this.#waiting = this.#waiting.concat(changes);
    if (this.#next) return;
    this.#next = this.#last.then(() => {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#next = undefined;
      return this.#store.transaction(batch).catch((error: unknown) => {
        throw new StoreFailed(error, 'make room for it, and start the sandbox again');
      });
    });
    this.#last = this.#next;
    // Callers handle the error when they await it; without a caller it must not end the process.
    this.#last.catch(() => (this.#failed = true));
  }
}
