/** Runs transactions over the state of a sandbox, one at a time, and has them stored before anybody hears of them. */
import { readClock, running, type ClockState } from './clock.js';
import { coreNamespace, initialCore, type CoreState } from './core-state.js';
import { coreShape } from './core-shape.js';
import type { Provider } from './provider.js';
import { findEntryFault, type EntryFault } from './shape.js';
import { DamagedState } from './store/damaged-state.js';
import { WriteQueue } from './store/write-queue.js';
import type { Change, Entry, Store } from './store/store.js';
import { Collection, Tree } from './tree.js';
import { Mutex } from './mutex.js';
import { Transaction } from './transaction.js';

export interface StateEngineOptions {
  readonly providers: readonly Provider[];
  readonly store: Store;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What is left out is as it was stored. @default 1 in a fresh sandbox */
  readonly seed: number | undefined;
  /** Likewise. @default the platform's clock */
  readonly clock: ClockState | undefined;
}

export class StateEngine {
  readonly #options: StateEngineOptions;
  readonly #tree = new Tree();
  readonly #turns = new Mutex();
  #loading: Promise<void> | undefined;
  readonly #batches: WriteQueue;

  constructor(options: StateEngineOptions) {
    this.#options = options;
    this.#batches = new WriteQueue(options.store);
    this.#addInitial();
  }

  /** Unix milliseconds, as of the last transaction that was let through. */
  get now(): number {
    const clock = this.#tree.membersOf(coreNamespace).get('clock') as Collection;
    return readClock(Object.fromEntries(clock.records) as unknown as ClockState);
  }

  /**
   * What `work` does to the world happens as a whole when it returns, and not at all when it throws.
   * @throws what `work` throws, or what keeps the store from storing: from then on every call rejects with that.
   */
  async transaction<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<T> {
    await this.loaded();
    const [result, stored] = await this.#turns.take(async () => {
      const transaction = new Transaction(this.#tree, this.#options.settings);
      const result = await work(transaction);
      if (transaction.replacement) this.#replace(transaction.replacement);
      else this.#commit(transaction.changes());
      // Not awaited in turn: transactions that follow may share the next flush of the disk.
      return [result, this.#batches.settled] as const;
    });
    // A call that changed nothing waits as well: what it has seen must not be undone by a crash after its answer.
    await stored;
    return result;
  }

  /** What keeps entries from being the state of this sandbox, if anything does. */
  findFault(entries: readonly Entry[]): EntryFault | undefined {
    const providers = this.#options.providers.map(({ behaviour }) => [behaviour.name, behaviour.stateShape] as const);
    return findEntryFault(entries, new Map([[coreNamespace, coreShape], ...providers]));
  }

  /** Fulfilled when everything is as it was stored. @throws what keeps the store from it */
  loaded(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async close(): Promise<void> {
    await this.#turns.take(async () => {});
    await this.#batches.settled.catch(() => {});
    await this.#options.store.close();
  }

  #commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#tree.apply(changes);
    this.#batches.add(changes);
  }

  #replace(entries: readonly Entry[]): void {
    const former = [...this.#tree.entries()].map(({ key }): Change => ({ key, value: undefined }));
    this.#tree.clear();
    this.#tree.apply(entries);
    this.#addInitial();
    this.#batches.add([...former, ...this.#tree.entries()]);
  }

  async #load(): Promise<void> {
    const entries = [...(await this.#options.store.load())];
    const fault = this.findFault(entries);
    if (fault) throw new DamagedState(entries[fault.index]!.key, fault);
    if (entries.length > 0) this.#tree.clear();
    this.#tree.apply(entries);
    this.#addInitial();
    const { seed, clock } = this.#options;
    const core: Partial<CoreState> = { ...(seed !== undefined && { seed }), ...(clock && { clock }) };
    const transaction = new Transaction(this.#tree, {});
    Object.assign(transaction.core, core);
    if (entries.length === 0) this.#batches.add([...this.#tree.entries()]);
    else this.#commit(transaction.changes());
  }

  #addInitial(): void {
    const { providers, settings, seed = 1, clock = running } = this.#options;
    this.#tree.addInitial(coreNamespace, initialCore(seed, clock));
    for (const { behaviour } of providers) {
      this.#tree.addInitial(behaviour.name, behaviour.initialState(settings[behaviour.name] ?? {}));
    }
  }
}
