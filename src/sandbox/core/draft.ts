/**
 * A draft of a state. It looks like a plain object, copies each record on first access, and lists the changes at the
 * end. A draft that is dropped changes nothing, so a call is atomic and costs only what it touches.
 */
import type { Change } from './store/store.js';
import { Collection, isPlain, type Members } from './tree.js';

export interface Draft {
  readonly state: object;
  /** The differences from the committed state. The values are copies without other references. */
  changes(): Change[];
}

/** @throws {DataCloneError} from `changes()`, if a value of the state cannot be stored. */
export function openDraft(namespace: string, members: Members): Draft {
  const values = new Touched<unknown>();
  const collections = new Map<string, DraftCollection>();
  const has = (name: string) => (values.has(name) ? values.get(name) !== undefined : members.has(name));

  const openCollection = (name: string, base: Collection) => {
    const opened = collections.get(name) ?? new DraftCollection(base);
    collections.set(name, opened);
    return opened;
  };
  const state = mapProxy({
    keys: () => [...new Set([...members.keys(), ...values.keys(), ...collections.keys()])].filter(has),
    has,
    get: (name) => {
      if (values.has(name)) return values.get(name);
      const member = members.get(name);
      if (member instanceof Collection) return openCollection(name, member).proxy;
      return member && values.set(name, copyOf(member.value));
    },
    set: (name, value) => {
      const member = members.get(name);
      if (member instanceof Collection && isPlain(value)) return void openCollection(name, member).replaceAll(value);
      values.set(name, value);
    },
  });

  const changes = () => {
    const found: Change[] = [];
    for (const [name, value] of values.entries()) {
      const member = members.get(name);
      if (member instanceof Collection)
        throw new TypeError(`${namespace}.${name} is a collection, and has to stay one`);
      if (member === undefined || !isSame(member.value, value)) {
        found.push({ key: [namespace, name], value: copyOf(value) });
      }
    }
    for (const [name, collection] of collections) {
      for (const [id, value] of collection.changes()) found.push({ key: [namespace, name, id], value });
    }
    return found;
  };
  return { state, changes };
}

class DraftCollection {
  readonly proxy: object;
  readonly #base: Collection;
  readonly #touched = new Touched<unknown>();

  constructor(base: Collection) {
    this.#base = base;
    const { records } = base;
    const touched = this.#touched;
    const has = (id: string) => (touched.has(id) ? touched.get(id) !== undefined : records.has(id));
    this.proxy = mapProxy({
      keys: () => [...records.keys(), ...[...touched.keys()].filter((id) => !records.has(id))].filter(has),
      has,
      get: (id) => {
        if (touched.has(id)) return touched.get(id);
        return records.has(id) ? touched.set(id, copyOf(records.get(id))) : undefined;
      },
      set: (id, value) => void touched.set(id, value),
      peek: () => {
        const added = [...touched.entries()].filter(([id]) => !records.has(id)).map(([, value]) => value);
        const kept = [...records].map(([id, value]) => (touched.has(id) ? touched.get(id) : value));
        return [...kept, ...added].filter((value) => value !== undefined);
      },
    });
  }

  replaceAll(records: Record<string, unknown>): void {
    // The records are read first, since they may be this same collection, filtered or unchanged.
    const entries = Object.entries(records);
    for (const id of Object.keys(this.proxy)) this.#touched.set(id, undefined);
    for (const [id, value] of entries) this.#touched.set(id, value);
  }

  *changes(): Generator<[id: string, value: unknown]> {
    for (const [id, value] of this.#touched.entries()) {
      if (!isSame(this.#base.records.get(id), value)) yield [id, copyOf(value)];
    }
  }
}

/** Values by name; `undefined` stands for a deleted one. */
class Touched<T> {
  readonly #map = new Map<string, T | undefined>();
  has = (name: string) => this.#map.has(name);
  get = (name: string) => this.#map.get(name);
  keys = () => this.#map.keys();
  entries = () => this.#map.entries();
  set(name: string, value: T | undefined) {
    this.#map.set(name, value);
    return value;
  }
}

/**
 * Bytes are not copied: they are large and never changed. Everything else is copied as by `structuredClone`, which
 * takes many times as long for JSON, and each call reads a dozen records.
 */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' || typeof value === 'symbol' ? structuredClone(value) : value;
  }
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isPlain(value)) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    // Assignment cannot add a member of this name.
    if (name === '__proto__') return structuredClone(value);
    copy[name] = copyOf(value[name]);
  }
  return copy;
}

interface MapLike {
  keys(): string[];
  has(name: string): boolean;
  get(name: string): unknown;
  /** `undefined` deletes. */
  set(name: string, value: unknown): void;
  /** All records of a collection in the order of the keys, without copies of untouched ones. */
  peek?(): unknown[];
}

const peek = Symbol('the records as they are');

/**
 * All records of a collection of a state, for reading. Records that this call has not touched are the committed ones:
 * to change one, read it by its id.
 */
export function recordsOf<Record>(collection: Readonly<{ [id: string]: Record }>): Readonly<Record>[] {
  const all = (collection as { [peek]?: () => Record[] })[peek];
  return all ? all() : Object.values(collection);
}

/** Makes a map look like an object without inherited members: `state.users['constructor']` is undefined. */
function mapProxy(map: MapLike): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => (typeof name === 'string' ? map.get(name) : name === peek ? map.peek : undefined),
    has: (_, name) => typeof name === 'string' && map.has(name),
    set: (_, name, value) => typeof name === 'string' && (map.set(name, value), true),
    deleteProperty: (_, name) => typeof name === 'string' && (map.set(name, undefined), true),
    ownKeys: () => map.keys(),
    // An accessor, since listing the names must not copy every record.
    getOwnPropertyDescriptor: (_, name) =>
      typeof name === 'string' && map.has(name)
        ? { get: () => map.get(name), set: (value) => map.set(name, value), enumerable: true, configurable: true }
        : undefined,
    defineProperty: (_, name, { value }) => typeof name === 'string' && (map.set(name, value), true),
  });
}

/** Whether two values of a state are equal, so that a record that was only read is not saved. */

/** Compares JSON by content, and bytes by identity, since they are never changed in place. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) && isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}
