/** All states of a sandbox, as one transaction sees and changes them. */
import { readClock } from './clock.js';
import { coreNamespace, type CoreState } from './core-state.js';
import { openDraft, type Draft } from './draft.js';
import type { Context } from './handler.js';
import { createIds } from './ids.js';
import { enqueue } from './outbox.js';
import type { Provider } from './provider.js';
import type { Change, Entry } from './store/store.js';
import type { Tree } from './tree.js';

export class Transaction {
  readonly core: CoreState;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Set to have everything replaced by these at the end; what else was changed is then void. */
  replacement: readonly Entry[] | undefined;
  readonly #tree: Tree;
  readonly #drafts = new Map<string, Draft>();

  constructor(tree: Tree, settings: Readonly<Record<string, unknown>>) {
    this.#tree = tree;
    this.settings = settings;
    this.core = this.#stateOf(coreNamespace) as CoreState;
  }

  /** Read anew each time, since a control operation may have set the clock. */
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
