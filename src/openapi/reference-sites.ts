/** Finds the `$ref`s below a node, also under unknown keywords. */
import { isData, nameMaps } from './grammar.js';
import { isObject } from './openapi.js';

/**
 * Replaces a `$ref` that leads nowhere, and holds the reason. Validators ignore extensions, so only this clause is not
 * validated.
 */
export const unresolved = 'x-unresolved';

export interface ReferenceSite {
  /** The object that has the `$ref`. */
  holder: Record<string, unknown>;
  /** The value of the `$ref`; not always a string. */
  target: unknown;
  /** The keys from the root of the file to the `$ref`. */
  path: string[];
  /** Whether the keys of the target are names (properties, components) and no keywords. */
  named: boolean;
}

/** @param seen visited nodes; the walk adds to it, to end circles */
export function* references(
  node: unknown,
  path: readonly string[],
  named: boolean,
  seen: Set<unknown>,
): Generator<ReferenceSite> {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  for (const [key, value] of Object.entries(node)) {
    const at = [...path, key];
    if (key === '$ref' && isObject(node) && !isObject(value)) {
      yield { holder: node, target: value, path: at, named };
    } else if (named || !isData(key, value)) {
      yield* references(value, at, !named && nameMaps.has(key) && isObject(value), seen);
    }
  }
}
