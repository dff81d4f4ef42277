/**
 * The committed state of a sandbox: namespaces of members, each a value or a collection of records. Records are
 * replaced and never changed in place, so that a record that was read stays as it is.
 */
import type { Change, Entry } from './store/store.js';

export type Member = { readonly value: unknown } | Collection;

export class Collection {
  readonly records: Map<string, unknown>;

  constructor(records: Iterable<readonly [string, unknown]> = []) {
    this.records = new Map(records);
  }
}

export type Members = Map<string, Member>;

export class Tree {
  readonly #namespaces = new Map<string, Members>();

  /** The members of a namespace; none if nothing was written to it. */
  membersOf(namespace: string): Members {
    let members = this.#namespaces.get(namespace);
    if (!members) this.#namespaces.set(namespace, (members = new Map()));
    return members;
  }

  /** Adds the initial state of a fresh sandbox where nothing is stored yet. */
  addInitial(namespace: string, state: object): void {
    const members = this.membersOf(namespace);
    for (const [name, value] of Object.entries(state)) if (!members.has(name)) members.set(name, toMember(value));
  }

  apply(changes: Iterable<Change>): void {
    for (const { key, value } of changes) {
      const [namespace, name, id] = key;
      const members = this.membersOf(namespace);
      if (id === undefined) {
        if (value === undefined) members.delete(name);
        else members.set(name, { value });
        continue;
      }
      let collection = members.get(name);
      if (!(collection instanceof Collection)) members.set(name, (collection = new Collection()));
      if (value === undefined) (collection as Collection).records.delete(id);
      else (collection as Collection).records.set(id, value);
    }
  }

  *entries(): Generator<Entry> {
    for (const [namespace, members] of this.#namespaces) {
      for (const [name, member] of members) {
        if (!(member instanceof Collection)) yield { key: [namespace, name], value: member.value };
        else for (const [id, value] of member.records) yield { key: [namespace, name, id], value };
      }
    }
  }

  clear(): void {
    this.#namespaces.clear();
  }
}

/** A plain object of a state is a collection of its members; everything else is a value. */
export function toMember(value: unknown): Member {
  return isPlain(value) ? new Collection(Object.entries(value)) : { value };
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === Object.prototype || prototype === null;
}
