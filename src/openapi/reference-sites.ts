/** Finds the `$ref`s below a node, in any part of a document and in keywords that no grammar knows. */
import { isData, nameMaps } from './grammar.js';
import { isObject } from './openapi.js';

/**
 * Stands in a schema whose `$ref` led nowhere, in place of it: the reason. As an extension it means nothing to a
 * validator, so that only this clause is not validated.
 */
export const unresolved = 'x-unresolved';

export interface ReferenceSite {
  /** The object that has the `$ref`. */
  holder: Record<string, unknown>;
  /** What the `$ref` says; not always a string. */
  target: unknown;
  /** Keys from the file's root down to the `$ref` itself. */
  path: string[];
  /** Do the keys of what it leads to name things (properties, components) rather than being OpenAPI's own? */
  named: boolean;
}

/** @param seen nodes that need no second look; the walk adds to it, so that circles end. */
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
