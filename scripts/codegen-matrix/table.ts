/** The matrix as text: one line for each row, then its losses. */
import type { Row } from './row.js';

const head = ['language', 'generator', 'version', 'provider', 'openapi', 'accepted', 'compiles', 'seconds', 'losses'];

export function renderMatrix(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    ...[row.language, row.generator, row.version, row.provider, row.openapi, row.accepted, row.compiles],
    row.seconds === 0 ? '-' : row.seconds.toFixed(1),
    row.accepted === 'yes' ? String(row.losses.filter((loss) => !loss.startsWith(' ')).length) : '-',
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...cells].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...rows.flatMap(renderNotes)].join('\n');
}

function renderNotes({ language, provider, openapi, reason, losses }: Row): string[] {
  const notes = [...(reason === undefined ? [] : [reason]), ...losses];
  return notes.length === 0 ? [] : ['', `${language}, ${provider} ${openapi}`, ...notes.map((note) => `  ${note}`)];
}
