/**
 * Adds the evidence to each description that is weaker than documented. Docs and JSDoc do not show `x-provenance`, so
 * the evidence is appended to the text that they show.
 */
import { isObject, type OpenApiDocument } from '../../src/openapi/openapi.js';
import type { Kind } from '../../src/openapi/grammar.js';
import { rewrite } from '../../src/openapi/rewrite.js';
import { readSources, type Sources } from './sources.js';

/** Nodes with their own description. */
const described = new Set<Kind>([
  'operation',
  'parameter',
  'header',
  'requestBody',
  'response',
  'schema',
  'securityScheme',
]);

export interface EvidenceOptions {
  /** Adds the source of documented statements too, and links every source to its page. @default false */
  links?: boolean;
}

/**
 * Returns a copy in which the description of every node with its own `x-provenance`, and a status other than
 * `documented`, ends with `**Evidence:** <status> (<source>). <note>`. Inherited evidence is shown only where it is
 * defined.
 */
export function annotateEvidence(
  document: OpenApiDocument,
  sources: Sources = readSources(),
  { links = false }: EvidenceOptions = {},
): OpenApiDocument {
  return rewrite(document, {
    leave(node, { kind }) {
      if (!described.has(kind) || !isObject(node)) return node;
      const evidence = sayEvidence(node['x-provenance'], sources, links);
      if (evidence === undefined) return node;
      const { description } = node;
      return {
        ...node,
        description: typeof description === 'string' ? `${description.trim()}\n\n${evidence}` : evidence,
      };
    },
  });
}

function sayEvidence(provenance: unknown, sources: Sources, links: boolean): string | undefined {
  if (!isObject(provenance)) return undefined;
  const { status, source, note } = provenance;
  if (typeof status !== 'string') return undefined;
  const names = [source ?? []].flat().map((id) => name(String(id), sources, links));
  if (status === 'documented') return links && names.length > 0 ? `**Source:** ${names.join('; ')}.` : undefined;
  const from = names.length === 0 ? '' : ` (${names.join('; ')})`;
  const text = typeof note === 'string' ? ` ${note.trim()}` : '';
  return `**Evidence:** ${status}${from}.${text}`;
}

function name(id: string, sources: Sources, links: boolean): string {
  const { title = id, url } = sources[id] ?? {};
  return links && url !== undefined ? `[${title}](${url})` : title;
}
