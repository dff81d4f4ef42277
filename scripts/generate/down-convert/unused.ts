/**
 * Removes components that only webhooks or a lost keyword referred to: the 3.0 document does not use them, and linters
 * report them.
 */
import type { OpenApiDocument } from '../../../src/openapi/openapi.js';
import { fromPointer } from '../../../src/openapi/pointer.js';
import { references } from '../../../src/openapi/reference-sites.js';

/** Removes what is referred to in `before` but no longer in `after`; what was never used stays. */
export function dropUnused(after: OpenApiDocument, before: OpenApiDocument): void {
  const wereUsed = usedComponents(before);
  for (let dropped = true; dropped;) {
    dropped = false;
    const areUsed = usedComponents(after);
    for (const [section, entries] of Object.entries(after.components ?? {})) {
      for (const name of Object.keys(entries as object)) {
        const component = `${section}/${name}`;
        if (areUsed.has(component) || !wereUsed.has(component)) continue;
        delete (entries as Record<string, unknown>)[name];
        dropped = true;
      }
    }
  }
}

function usedComponents(document: OpenApiDocument): Set<string> {
  const sites = [...references(document, [], false, new Set())];
  return new Set(sites.map(({ target }) => fromPointer(String(target).slice(1)).slice(1, 3).join('/')));
}
