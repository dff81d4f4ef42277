/** Describes the shape of a state, so that a snapshot or a file with another shape is refused as a whole. */
import { escapeToken } from '../../openapi/pointer.js';
import type { Entry } from './store/store.js';
import { isPlain } from './tree.js';

/**
 * @returns where the value does not fit (a JSON Pointer, `''` for all of it) and what is expected; undefined for a
 *   value that fits
 */
export type Shape = (value: unknown) => Misfit | undefined;
type Misfit = readonly [pointer: string, message: string];

/** A value or the records of a collection, by member of a state. */
export type StateShape<State extends object = any> = Readonly<Record<keyof State & string, Shape | CollectionShape>>;

export interface CollectionShape {
  readonly records: Shape | Readonly<Record<string, Shape>>;
  readonly id?: string;
}

/**
 * A collection of any number of records of one shape.
 * @param id the member of a record that is its key, too
 */
export const collection = (records: Shape, id?: string): CollectionShape => ({ records, ...(id && { id }) });
/** A collection of exactly these records. */
export const fixed = (records: Readonly<Record<string, Shape>>): CollectionShape => ({ records });

export const rule =
  (fits: (value: any) => boolean, message: string): Shape =>
  (value) =>
    fits(value) ? undefined : ['', message];

export const text = rule((value) => typeof value === 'string', 'must be a text');
export const flag = rule((value) => typeof value === 'boolean', 'must be true or false');
export const bytes = rule((value) => value instanceof Uint8Array, 'must be bytes');
export const integer = (least: number = Number.MIN_SAFE_INTEGER, most: number = Number.MAX_SAFE_INTEGER) =>
  rule(
    (value) => Number.isSafeInteger(value) && value >= least && value <= most,
    `must be a whole number from ${least} to ${most}`,
  );
export const count = integer(0);
export const oneOf = (...values: unknown[]) =>
  rule((value) => values.includes(value), `must be one of ${values.join(', ')}`);
export const nullOr =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? undefined : shape(value);
export const either =
  (...shapes: Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => !shape(value)) ? undefined : shapes[0]!(value);

export const list =
  (of: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return ['', 'must be a list'];
    for (const [at, item] of value.entries()) {
      const misfit = of(item);
      if (misfit) return [`/${at}${misfit[0]}`, misfit[1]];
    }
    return undefined;
  };

export const mapOf =
  (of: Shape): Shape =>
  (value) => {
    if (!isPlain(value)) return ['', 'must be an object'];
    return firstMisfit(Object.entries(value).map(([name, member]) => [name, of, member] as const));
  };

/** An object with these members and no others. */
export const object =
  <T extends object = any>(
    required: Readonly<{ [K in keyof T as undefined extends T[K] ? never : K]: Shape }>,
    optional: Readonly<{ [K in keyof T as undefined extends T[K] ? K : never]: Shape }> | {} = {},
  ): Shape =>
  (value) => {
    if (!isPlain(value)) return ['', 'must be an object'];
    const needed = new Map<string, Shape>(Object.entries(required));
    const known = new Map<string, Shape>([...needed, ...Object.entries(optional as Record<string, Shape>)]);
    for (const name of needed.keys()) if (!Object.hasOwn(value, name)) return ['', `must have the member ${name}`];
    for (const name of Object.keys(value)) if (!known.has(name)) return ['', 'has a member that no such record has'];
    return firstMisfit(Object.entries(value).map(([name, member]) => [name, known.get(name)!, member] as const));
  };

function firstMisfit(members: readonly (readonly [string, Shape, unknown])[]): Misfit | undefined {
  for (const [name, shape, value] of members) {
    const misfit = shape(value);
    if (misfit) return [`/${escapeToken(name)}${misfit[0]}`, misfit[1]];
  }
  return undefined;
}

/** An entry that does not fit: its number and the place in it. */
export interface EntryError {
  readonly index: number;
  readonly pointer: string;
  readonly message: string;
}

/** @param shapes by namespace; `undefined` for a provider without a description of its state, where any entry fits */
export function findEntryError(
  entries: readonly Entry[],
  shapes: ReadonlyMap<string, StateShape | undefined>,
): EntryError | undefined {
  const seen = new Set<string>();
  for (const [index, { key, value }] of entries.entries()) {
    const error = (pointer: string, message: string): EntryError => ({ index, pointer, message });
    const [namespace, member, id] = key;
    const name = JSON.stringify(key);
    const shape = shapes.get(namespace);
    if (seen.has(name)) return error('/key', 'must not be there twice');
    seen.add(name);
    // Nobody reads the entries of a provider that this sandbox does not have.
    if (!shape) continue;
    if (!Object.hasOwn(shape, member)) return error('/key/1', 'must be a member of the state of this provider');
    const described = shape[member]!;
    const isCollection = typeof described !== 'function';
    if (isCollection !== (id !== undefined))
      return error('/key', isCollection ? 'must have three names: it is of a collection' : 'must have two names');
    const records = isCollection ? described.records : described;
    const record = typeof records === 'function' ? records : Object.hasOwn(records, id!) ? records[id!] : undefined;
    if (!record) return error('/key/2', 'must be a member of this');
    const misfit = record(value);
    if (misfit) return error(`${value instanceof Uint8Array ? '/bytes' : '/value'}${misfit[0]}`, misfit[1]);
    const own = isCollection ? described.id : undefined;
    if (own && String((value as Record<string, unknown>)[own]) !== id)
      return error(`/value/${own}`, 'must be as in the key');
    if (typeof records !== 'function') {
      const missing = Object.keys(records).find((other) => !hasEntry(entries, namespace, member, other));
      if (missing) return error('/key', `must come with ${missing}, which is not there`);
    }
  }
  return undefined;
}

const hasEntry = (entries: readonly Entry[], ...[namespace, member, id]: string[]) =>
  entries.some(({ key }) => key[0] === namespace && key[1] === member && key[2] === id);
