/** Counts what a provider's document states, and on what evidence. */
import { isObject, type Json, type JsonObject } from '../../src/openapi/document.js';
import { provenanceOf, statuses } from './provenance.js';

export interface EvidenceCounts {
  operations: number;
  schemas: number;
  properties: number;
  /** Properties by the status of the provenance that they resolve to. */
  byStatus: Record<string, number>;
}

/** Takes a bundle: there each component is a file of the source, so that a provenance is inherited alike. */
export function countEvidence(bundle: JsonObject): EvidenceCounts {
  const counts: EvidenceCounts = {
    operations: 0,
    schemas: Object.keys(
      isObject(bundle.components) && isObject(bundle.components.schemas) ? bundle.components.schemas : {},
    ).length,
    properties: 0,
    byStatus: Object.fromEntries(statuses.map((status) => [status, 0])),
  };
  const visit = (node: Json, path: string[]): void => {
    if (Array.isArray(node)) return node.forEach((item, index) => visit(item, [...path, String(index)]));
    if (!isObject(node)) return;
    if (typeof node.operationId === 'string') counts.operations += 1;
    for (const [key, child] of Object.entries(node)) {
      // Their content is data: a member called "properties" there states nothing.
      if (key === 'example' || key === 'examples' || key === 'x-provenance') continue;
      if (key === 'properties' && isObject(child) && path.at(-1) !== 'properties') {
        for (const name of Object.keys(child)) count(counts, bundle, [...path, key, name]);
      }
      visit(child, [...path, key]);
    }
  };
  visit(bundle, []);
  return counts;
}

function count(counts: EvidenceCounts, bundle: JsonObject, path: string[]): void {
  counts.properties += 1;
  const status = String(provenanceOf(bundle, path)?.provenance.status ?? 'none');
  counts.byStatus[status] = (counts.byStatus[status] ?? 0) + 1;
}

/** Rows of text, columns aligned. */
export function renderEvidenceCounts(allCounts: readonly (EvidenceCounts & { provider: string })[]): string {
  const head = ['provider', 'operations', 'schemas', 'properties', ...statuses];
  const rows = allCounts.map(({ provider, operations, schemas, properties, byStatus }) =>
    [provider, operations, schemas, properties, ...statuses.map((status) => byStatus[status] ?? 0)].map(String),
  );
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
