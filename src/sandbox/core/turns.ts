/** The order in which the transactions of a sandbox run, and when what they have changed is safe. */
import { StoreFailed } from './store/errors.js';
import type { Change, Entry, SharedStore, Store } from './store/store.js';
import { WriteQueue } from './store/write-queue.js';

/** What a transaction comes to, and what has to be stored before anybody hears of it. */
export interface Done<T> {
  readonly result: T;
  readonly changes: readonly Change[];
}

/** The state in memory, as a store sees it. */
export interface Memory {
  /** Replaces everything by what is stored. @returns what has to be stored on top of it */
  replace(entries: readonly Entry[]): readonly Change[];
  apply(changes: readonly Change[]): void;
}

export interface Turns {
  /** Runs `work` alone. Fulfilled when what it changed is safe, or if it changed nothing, what it has seen. */
  take<T>(work: () => Promise<Done<T>>): Promise<T>;
  /** Fulfilled when memory is as it was stored. @throws what keeps the store from it */
  loaded(): Promise<void>;
  /** Waits for what is under way, and closes the store. */
  close(): Promise<void>;
}

/** Of a store that nobody else has: everything is in memory, and transactions that follow each other share a flush. */
export class OwnTurns implements Turns {
  readonly #store: Store;
  readonly #memory: Memory;
  readonly #mutex = new Mutex();
  readonly #writes: WriteQueue;
  #loading: Promise<void> | undefined;

  constructor(store: Store, memory: Memory) {
    this.#store = store;
    this.#memory = memory;
    this.#writes = new WriteQueue(store);
  }

  async take<T>(work: () => Promise<Done<T>>): Promise<T> {
    await this.loaded();
    const [result, stored] = await this.#mutex.take(async () => {
      const { result, changes } = await work();
      if (changes.length > 0) this.#writes.add(changes);
      // Not awaited in turn: transactions that follow may share the next flush of the disk.
      return [result, this.#writes.settled] as const;
    });
    // A call that changed nothing waits as well: what it has seen must not be undone by a crash after its answer.
    await stored;
    return result;
  }

  loaded(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async close(): Promise<void> {
    await this.#mutex.take(async () => {});
    await this.#writes.settled.catch(() => {});
    await this.#store.close();
  }

  async #load(): Promise<void> {
    const changes = this.#memory.replace([...(await this.#store.load())]);
    if (changes.length > 0) this.#writes.add(changes);
  }
}

/** Milliseconds after which a turn takes in no further transaction, since others may be waiting for theirs. */
const longestTurn = 50;

interface Waiting {
  /** @returns what tells the caller, once what was changed is safe */
  run(): Promise<{ changes: readonly Change[]; tell: () => void }>;
  reject(error: unknown): void;
}

/**
 * Of a store that others have, too: each turn begins with what they have changed, runs all that is waiting and stores it
 * at once. After a failure nothing is believed any more: the next turn reads everything anew.
 */
export class SharedTurns implements Turns {
  readonly #store: SharedStore;
  readonly #memory: Memory;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #isLoaded = false;

  constructor(store: SharedStore, memory: Memory) {
    this.#store = store;
    this.#memory = memory;
  }

  take<T>(work: () => Promise<Done<T>>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        try {
          const { result, changes } = await work();
          return { changes, tell: () => resolve(result) };
        } catch (error) {
          return { changes: [], tell: () => reject(error as Error) };
        }
      };
      this.#waiting.push({ run, reject });
      this.#running ??= this.#runAll();
    });
  }

  async loaded(): Promise<void> {
    if (!this.#isLoaded) await this.take(async () => ({ result: undefined, changes: [] }));
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#store.close();
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#turn();
    // At once: whoever comes now begins anew.
    this.#running = undefined;
  }

  /** Never rejects: those who wait are told. */
  async #turn(): Promise<void> {
    const ran: Waiting[] = [];
    try {
      const turn = await this.#store.begin().catch(fail);
      const tell: (() => void)[] = [];
      // Joined, not pushed: a function takes only so many arguments, and a snapshot may have more records.
      let changes: readonly Change[] = [];
      try {
        if (turn.isWhole) changes = this.#memory.replace(turn.changes);
        else this.#memory.apply(turn.changes);
        this.#isLoaded = true;
        const end = performance.now() + longestTurn;
        do {
          const next = this.#waiting.shift()!;
          ran.push(next);
          const done = await next.run();
          changes = changes.concat(done.changes);
          tell.push(done.tell);
        } while (this.#waiting.length > 0 && performance.now() < end);
      } catch (error) {
        await turn.abandon();
        throw error;
      }
      await turn.commit(changes).catch(fail);
      for (const one of tell) one();
    } catch (error) {
      // Who has not run yet would meet the same, after as long a wait.
      for (const { reject } of [...ran, ...this.#waiting.splice(0)]) reject(error);
    }
  }
}

const fail = (cause: unknown): never => {
  throw new StoreFailed(cause, 'try again once the store can be reached');
};

/** Lets one piece of work run at a time, in the order of asking. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}
