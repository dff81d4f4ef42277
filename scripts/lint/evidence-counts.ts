/** Counts the statements of a provider's document by their evidence. */
import { escapeToken, isObject, type JsonObject } from '../../src/openapi/document.js';
import { provenanceAt } from '../../src/openapi/provenance.js';
import { walk } from '../../src/openapi/rewrite.js';
import { statuses } from './provenance.js';

export interface EvidenceCounts {
  operations: number;
  schemas: number;
  properties: number;
  /** The number of properties by the status of their own or inherited provenance. */
  byStatus: Record<string, number>;
}

/**
 * It takes a bundle, in which each component corresponds to a file of the source, so that a provenance is inherited in
 * the same way.
 */
export function countEvidence(bundle: JsonObject): EvidenceCounts {
  const counts: EvidenceCounts = {
    operations: 0,
    schemas: Object.keys(
      isObject(bundle.components) && isObject(bundle.components.schemas) ? bundle.components.schemas : {},
    ).length,
    properties: 0,
    byStatus: Object.fromEntries(statuses.map((status) => [status, 0])),
  };
  walk(bundle, (node, { kind, pointer }) => {
    if (kind === 'operation') counts.operations += 1;
    if (kind !== 'schema') return;
    for (const name of Object.keys(isObject(node.properties) ? node.properties : {})) {
      counts.properties += 1;
      const at = `${pointer}/properties/${escapeToken(name)}`;
      const status = provenanceAt(bundle, at)?.status ?? 'none';
      counts.byStatus[status] = (counts.byStatus[status] ?? 0) + 1;
    }
  });
  return counts;
}

/** A text table with aligned columns. */
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
