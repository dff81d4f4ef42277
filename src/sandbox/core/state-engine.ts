/** Runs transactions over the state of a sandbox one at a time, and persists each one before its response is sent. */
import { readClock, running, type ClockState } from './clock.js';
import { coreNamespace, initialCore } from './core-state.js';
import { coreShape } from './core-shape.js';
import type { Provider } from './provider.js';
import { findEntryError, type EntryError } from './shape.js';
import { DamagedState } from './store/errors.js';
import type { Change, Entry, SharedStore, Store } from './store/store.js';
import { Collection, Tree } from './tree.js';
import { Transaction } from './transaction.js';
import { OwnTurns, SharedTurns, type Turns } from './turns.js';

export interface StateEngineOptions {
  readonly providers: readonly Provider[];
  readonly store: Store | SharedStore;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Undefined keeps the stored seed. @default 1 in a fresh sandbox */
  readonly seed: number | undefined;
  /** Undefined keeps the stored clock. @default the platform's clock */
  readonly clock: ClockState | undefined;
}

export class StateEngine {
  /** Whether other sandboxes change the state too. */
  readonly isShared: boolean;
  readonly #options: StateEngineOptions;
  readonly #tree = new Tree();
  readonly #turns: Turns;
  #isFresh = true;

  constructor(options: StateEngineOptions) {
    this.#options = options;
    const { store } = options;
    const memory = {
      replace: (entries: readonly Entry[]) => this.#load(entries),
      apply: (changes: readonly Change[]) => this.#tree.apply(changes),
    };
    this.isShared = 'begin' in store;
    this.#turns = 'begin' in store ? new SharedTurns(store, memory) : new OwnTurns(store, memory);
    this.#addInitial();
  }

  /** Unix milliseconds, as of the last finished transaction. */
  get now(): number {
    const { records } = this.#tree.membersOf(coreNamespace).get('clock') as Collection;
    return readClock({ frozenAt: records.get('frozenAt'), offset: records.get('offset') } as ClockState);
  }

  /**
   * Runs `work` atomically: its changes take effect when it returns, and none of them when it throws.
   * @throws what `work` throws, or the error of the store. If the store has no other users, every later call rejects
   *   with that error too.
   */
  transaction<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      const transaction = new Transaction(this.#tree, this.#options.settings);
      const result = await work(transaction);
      if (transaction.replacement) return { result, changes: this.#replace(transaction.replacement) };
      const changes = transaction.changes();
      this.#tree.apply(changes);
      return { result, changes };
    });
  }

  /** The reason why entries are no state of this sandbox, if there is one. */
  findError(entries: readonly Entry[]): EntryError | undefined {
    const providers = this.#options.providers.map(({ behaviour }) => [behaviour.name, behaviour.stateShape] as const);
    return findEntryError(entries, new Map([[coreNamespace, coreShape], ...providers]));
  }

  /** Resolves when the stored state is loaded. @throws the error of the store */
  loaded(): Promise<void> {
    return this.#turns.loaded();
  }

  close(): Promise<void> {
    return this.#turns.close();
  }

  #replace(entries: readonly Entry[]): Change[] {
    const former = [...this.#tree.entries()].map(({ key }): Change => ({ key, value: undefined }));
    this.#tree.clear();
    this.#tree.apply(entries);
    this.#addInitial();
    return [...former, ...this.#tree.entries()];
  }

  /** @throws {DamagedState} */
  #load(entries: readonly Entry[]): Change[] {
    const error = this.findError(entries);
    if (error) throw new DamagedState(entries[error.index]!.key, error);
    const { seed, clock } = this.#options;
    this.#tree.clear();
    this.#tree.apply(entries);
    this.#addInitial();
    const isFirst = this.#isFresh;
    this.#isFresh = false;
    if (entries.length === 0) return [...this.#tree.entries()];
    // The options apply only to the first load: later they would undo changes.
    if (!isFirst) return [];
    const transaction = new Transaction(this.#tree, {});
    Object.assign(transaction.core, { ...(seed !== undefined && { seed }), ...(clock && { clock }) });
    const changes = transaction.changes();
    this.#tree.apply(changes);
    return changes;
  }

  #addInitial(): void {
    const { providers, settings, seed = 1, clock = running } = this.#options;
    this.#tree.addInitial(coreNamespace, initialCore(seed, clock));
    for (const { behaviour } of providers) {
      this.#tree.addInitial(behaviour.name, behaviour.initialState(settings[behaviour.name] ?? {}));
    }
  }
}
