/** All state of a sandbox as JSON, to keep, to commit as a fixture, and to go back to. */
import type { Entry, Key } from './store/store.js';

export interface Snapshot {
  /** Of this form; another one cannot be restored. */
  readonly format: 1;
  readonly entries: readonly {
    readonly key: readonly string[];
    readonly value?: unknown;
    /** Base64. */ readonly bytes?: string;
  }[];
}

export function toSnapshot(entries: readonly Entry[]): Snapshot {
  return {
    format: 1,
    entries: entries.map(({ key, value }) =>
      value instanceof Uint8Array ? { key, bytes: toBase64(value) } : { key, value },
    ),
  };
}

/** @throws {TypeError} for what is no snapshot of this form. */
export function fromSnapshot(snapshot: Snapshot): Entry[] {
  if (snapshot?.format !== 1 || !Array.isArray(snapshot.entries))
    throw new TypeError('expected a snapshot of format 1');
  return snapshot.entries.map(({ key, value, bytes }) => {
    if (!isKey(key)) throw new TypeError('expected a snapshot whose keys are lists of two or three names');
    return { key, value: bytes === undefined ? value : fromBase64(bytes) };
  });
}

function isKey(key: unknown): key is Key {
  return Array.isArray(key) && (key.length === 2 || key.length === 3) && key.every((name) => typeof name === 'string');
}

/** In pieces, because a function takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
