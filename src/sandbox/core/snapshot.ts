/** The whole state of a sandbox as JSON, to save, to commit as a fixture, and to restore. */
import { fromBase64, toBase64 } from './base64.js';
import { compare } from './compare.js';
import type { Entry, Key } from './store/store.js';

export interface Snapshot {
  /** The version of the format; no other one can be restored. */
  readonly format: 1;
  readonly entries: readonly {
    readonly key: readonly string[];
    readonly value?: unknown;
    /** Base64. */ readonly bytes?: string;
  }[];
}

/** Thrown before any change. */
export class InvalidSnapshot extends TypeError {
  override name = 'InvalidSnapshot' as const;
  /** JSON Pointer into the snapshot. */
  readonly pointer: string;
  /** The expected value. */
  readonly expected: string;

  constructor(pointer: string, expected: string) {
    super(`expected a snapshot of this sandbox: ${pointer} ${expected}`);
    this.pointer = pointer;
    this.expected = expected;
  }
}

export function toSnapshot(entries: readonly Entry[]): Snapshot {
  return {
    format: 1,
    entries: entries
      .toSorted((a, b) => compareKeys(a.key, b.key))
      .map(({ key, value }) => (value instanceof Uint8Array ? { key, bytes: toBase64(value) } : { key, value })),
  };
}

const compareKeys = (a: Key, b: Key): number =>
  compare(a[0], b[0]) || compare(a[1], b[1]) || compare(a[2] ?? '', b[2] ?? '');

/** @throws {TypeError} for a snapshot that is invalid or of another format. */
export function fromSnapshot(snapshot: Snapshot): Entry[] {
  if (snapshot?.format !== 1 || !Array.isArray(snapshot.entries)) throw new InvalidSnapshot('', 'must be of format 1');
  return snapshot.entries.map((entry: Snapshot['entries'][number] | null, at) => {
    const { key, value, bytes } = entry ?? {};
    if (!isKey(key)) throw new InvalidSnapshot(`/entries/${at}/key`, 'must be a list of two or three names');
    if (bytes === undefined) return { key, value };
    if (value !== undefined) throw new InvalidSnapshot(`/entries/${at}`, 'must have a value or bytes, not both');
    try {
      return { key, value: fromBase64(bytes) };
    } catch {
      throw new InvalidSnapshot(`/entries/${at}/bytes`, 'must be base64');
    }
  });
}

function isKey(key: unknown): key is Key {
  return Array.isArray(key) && (key.length === 2 || key.length === 3) && key.every((name) => typeof name === 'string');
}
