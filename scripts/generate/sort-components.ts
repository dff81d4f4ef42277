/** Puts components in an order that depends on their names alone, not on which file mentions them first. */
import { grammar } from '../../src/openapi/grammar.js';
import type { Components, OpenApiDocument } from '../../src/openapi/openapi.js';

export function sortComponents(document: OpenApiDocument): OpenApiDocument {
  if (!document.components) return document;
  const order = Object.keys(grammar.components);
  const sections = Object.entries(document.components)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([section, entries]) => [section, section in grammar.components ? sortKeys(entries as object) : entries]);
  return { ...document, components: Object.fromEntries(sections) as Components };
}

/** By code point, so that no locale of any machine has a say. */
function sortKeys(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
