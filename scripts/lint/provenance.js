/** The evidence of a node of the spec: its own `x-provenance`, or that of its nearest ancestor in the same file. */
import { readFileSync } from 'node:fs';
import { unescapePointerFragment } from '@redocly/openapi-core';
import { parse } from 'yaml';

export const statuses = ['documented', 'example', 'sdk', 'conflicting', 'assumed'];

/** For these statuses the note has to name both sides, or say why the assumption is needed. */
export const statusesWithNote = ['conflicting', 'assumed'];

/**
 * @param {unknown} document The parsed file.
 * @param {string[]} path The node's place in it, unescaped.
 * @returns {{ provenance: Record<string, unknown>, path: string[] } | undefined}
 */
export function provenanceOf(document, path) {
  const ancestors = [document];
  for (const token of path) ancestors.push(/** @type {any} */ (ancestors.at(-1))?.[token]);
  for (let depth = ancestors.length - 1; depth >= 0; depth--) {
    const provenance = /** @type {any} */ (ancestors[depth])?.['x-provenance'];
    if (provenance !== undefined) return { provenance, path: path.slice(0, depth) };
  }
  return undefined;
}

/** `#/properties/a~1b` → `['properties', 'a/b']`. */
export function pathOf(pointer) {
  return pointer.split('/').slice(1).map(unescapePointerFragment);
}

/** The ids of the pages that may be cited. */
export function readSources(file = new URL('../../spec/sources.yaml', import.meta.url)) {
  return new Set(Object.keys(parse(readFileSync(file, 'utf8')) ?? {}));
}
