/** All states of a sandbox, as one transaction reads and changes them. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { readClock } from './clock.js';
import { coreNamespace, type CoreState } from './core-state.js';
import { openDraft, type Draft } from './draft.js';
import type { Context, Ids } from './handler.js';
import { enqueue } from './outbox.js';
import type { Provider } from './provider.js';
import type { Change, Entry } from './store/store.js';
import type { Tree } from './tree.js';

export class Transaction {
  readonly core: CoreState;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Entries that replace the whole state at the end; all other changes are then dropped. */
  replacement: readonly Entry[] | undefined;
  readonly #tree: Tree;
  readonly #drafts = new Map<string, Draft>();

  constructor(tree: Tree, settings: Readonly<Record<string, unknown>>) {
    this.#tree = tree;
    this.settings = settings;
    this.core = this.#stateOf(coreNamespace) as CoreState;
  }

  /** Computed on each access, since a control operation may have set the clock. */
  get now(): number {
    return readClock(this.core.clock);
  }

  contextOf({ behaviour: { name } }: Provider): Context {
    const { core, now } = this;
    return {
      now,
      state: this.#stateOf(name),
      ids: createIds(core.seed, core),
      webhooks: { enqueue: (event) => enqueue(core, name, event, now) },
      settings: this.settings[name] ?? {},
    };
  }

  changes(): Change[] {
    return [...this.#drafts.values()].flatMap((draft) => draft.changes());
  }

  entries(): Entry[] {
    return [...this.#tree.entries()];
  }

  #stateOf(namespace: string): object {
    const draft = this.#drafts.get(namespace) ?? openDraft(namespace, this.#tree.membersOf(namespace));
    this.#drafts.set(namespace, draft);
    return draft.state;
  }
}

/**
 * Ids that look random and are equal for the same seed: SHA-256 of the seed and a counter, which is part of the state.
 * @param counter member of a state, incremented with every id
 */
export function createIds(seed: number, counter: { ids: number }): Ids {
  const block = () => sha256(new TextEncoder().encode(`kyc-contracts ${seed} ${counter.ids++}`));
  const bytes = (length: number) => {
    const result = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) result.set(block().subarray(0, Math.min(32, length - at)), at);
    return result;
  };
  return {
    bytes,
    hex: (length) => bytesToHex(bytes(length)),
    uuid() {
      const id = bytes(16);
      id[6] = (id[6]! & 0x0f) | 0x40; // version 4
      id[8] = (id[8]! & 0x3f) | 0x80; // the variant of RFC 9562
      return bytesToHex(id).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}
