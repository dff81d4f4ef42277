/** All states of a sandbox, as one transaction reads and changes them. */
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
 * Ids that look random and are equal for the same seed. A cryptographic hash would take a tenth of a request's time.
 * @param counter member of a state, incremented with every id
 */
function createIds(seed: number, counter: { ids: number }): Ids {
  const hex = (bytes: number) => {
    const start = mix(counter.ids++) ^ mix(~seed);
    let text = '';
    for (let at = 0; text.length < 2 * bytes; at++)
      text += mix(start + Math.imul(at, 0x9e3779b9))
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, 2 * bytes);
  };
  const uuid = () => {
    const id = hex(16);
    const variant = '89ab'[Number.parseInt(id[16]!, 16) % 4];
    // Version 4 (RFC 9562).
    return `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-${variant}${id.slice(17, 20)}-${id.slice(20)}`;
  };
  return { hex, uuid };
}

/** The last step of MurmurHash3. It maps 32 bits to 32 bits one to one, so that no id begins like another. */
function mix(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
