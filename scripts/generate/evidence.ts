/**
 * Shows a reader what a description rests on, wherever that is less than the provider's own word. Docs and JSDoc have
 * no room for `x-provenance`, so it goes to the end of the text that they do show.
 */
import { isObject, type OpenApiDocument } from './openapi.js';
import type { Kind } from './grammar.js';
import { rewrite } from './rewrite.js';
import { readSources, type Sources } from './sources.js';

/** What has a description of its own. */
const described = new Set<Kind>([
  'operation',
  'parameter',
  'header',
  'requestBody',
  'response',
  'schema',
  'securityScheme',
]);

/**
 * A copy in which every description of a node with its own `x-provenance`, and a status other than `documented`, ends
 * with `**Evidence:** <status> (<source>). <note>`. What a node inherits is said where it is inherited from.
 */
export function annotateEvidence(document: OpenApiDocument, sources: Sources = readSources()): OpenApiDocument {
  return rewrite(document, {
    leave(node, { kind }) {
      if (!described.has(kind) || !isObject(node)) return node;
      const evidence = sayEvidence(node['x-provenance'], sources);
      if (evidence === undefined) return node;
      const { description } = node;
      return {
        ...node,
        description: typeof description === 'string' ? `${description.trim()}\n\n${evidence}` : evidence,
      };
    },
  });
}

function sayEvidence(provenance: unknown, sources: Sources): string | undefined {
  if (!isObject(provenance)) return undefined;
  const { status, source, note } = provenance;
  if (typeof status !== 'string' || status === 'documented') return undefined;
  const titles = [source ?? []].flat().map((id) => sources[String(id)]?.title ?? String(id));
  const from = titles.length === 0 ? '' : ` (${titles.join('; ')})`;
  const text = typeof note === 'string' ? ` ${note.trim()}` : '';
  return `**Evidence:** ${status}${from}.${text}`;
}
