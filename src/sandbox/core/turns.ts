/** Orders the transactions of a sandbox, and resolves each when its changes are durable. */
import { StoreFailed } from './store/errors.js';
import type { Change, Entry, SharedStore, Store } from './store/store.js';
import { WriteQueue } from './store/write-queue.js';

/** The result of a transaction, and the changes to store before the result is returned. */
export interface Done<T> {
  readonly result: T;
  readonly changes: readonly Change[];
}

/** The state in memory, as seen by a store. */
export interface Memory {
  /** Replaces everything by the stored entries. @returns the changes to store in addition */
  replace(entries: readonly Entry[]): readonly Change[];
  apply(changes: readonly Change[]): void;
}

export interface Turns {
  /** Runs `work` alone. Resolves when its changes are durable, or, without changes, when everything it has read is. */
  take<T>(work: () => Promise<Done<T>>): Promise<T>;
  /** Resolves when the stored state is loaded. @throws the error of the store */
  loaded(): Promise<void>;
  /** Waits for the work under way, and closes the store. */
  close(): Promise<void>;
}

/** Turns of a store with one user: everything is in memory, and consecutive transactions share a flush. */
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
      // It is not awaited here, so that the following transactions may share the next flush of the disk.
      return [result, this.#writes.settled] as const;
    });
    // A call without changes waits too: a crash after its response must not undo what it has read.
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

/** Milliseconds after which a turn accepts no further transaction, since other sandboxes may wait for theirs. */
const longestTurn = 50;

interface Waiting {
  /** @returns the changes, and a function that resolves the caller's promise once they are durable */
  run(): Promise<{ changes: readonly Change[]; tell: () => void }>;
  reject(error: unknown): void;
}

/**
 * Turns of a store with several users. Each turn begins with the changes of others, runs all waiting work and stores it
 * at once. After a failure the next turn reads everything again.
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
    // It is reset at once, so that later callers start a new turn.
    this.#running = undefined;
  }

  /** Never rejects: it rejects the promises of the callers instead. */
  async #turn(): Promise<void> {
    const ran: Waiting[] = [];
    try {
      const turn = await this.#store.begin().catch(fail);
      const tell: (() => void)[] = [];
      // `concat`, since `push` is limited in its arguments, and a snapshot may have more records.
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
      // Work that has not run yet would fail in the same way, after an equally long wait.
      for (const { reject } of [...ran, ...this.#waiting.splice(0)]) reject(error);
    }
  }
}

const fail = (cause: unknown): never => {
  throw new StoreFailed(cause, 'try again once the store can be reached');
};

/** Lets one function run at a time, in the order of the calls. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}
