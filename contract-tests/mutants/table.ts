/** The table of detected mutants, for a terminal. */
import { causes } from './causes/index.js';
import { countByKind, outcomeOf, type Count } from './outcome.js';
import { reasonFor } from './impossible.js';
import type { Verdict } from './prove.js';

export function renderTable(verdicts: readonly Verdict[], peers: readonly string[]): string {
  const counts = countByKind(verdicts);
  const head = [
    'kind',
    'mutants',
    'killed',
    'rate',
    'impossible',
    'survived',
    'never erred',
    ...peers,
    'Respect alone (shown)',
  ];
  const rows = counts.map((row) => [
    row.name,
    String(row.mutants),
    String(row.killed),
    rate(row.killed, row.mutants),
    String(row.impossible),
    String(row.survived),
    String(row.neverErred),
    ...peers.map((peer) => told(row, peer)),
    `${row.respect.told} of ${row.respect.asked}`,
  ]);
  return [
    lines([head, ...rows]),
    '',
    phasesOf(verdicts),
    lawfulOf(verdicts, peers),
    ...codesOf(verdicts),
    ...namedOf(verdicts),
  ].join('\n');
}

const rate = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

const told = ({ toldBy, mutants }: Count, peer: string): string =>
  `${toldBy[peer] ?? 0} (${rate(toldBy[peer] ?? 0, mutants)})`;

function lines(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

function phasesOf(verdicts: readonly Verdict[]): string {
  const dead = verdicts.filter((verdict) => outcomeOf(verdict) === 'killed');
  const phases = [...new Set(dead.flatMap(({ killedBy }) => killedBy ?? []))];
  const parts = phases.map((phase) => `${phase} ${dead.filter(({ killedBy }) => killedBy === phase).length}`);
  return `killed first by: ${parts.join(', ') || 'none'}`;
}

/**
 * For the causes from other people's implementations: the codes of the violations, and those that do not fit the cause.
 */
function codesOf(verdicts: readonly Verdict[]): string[] {
  const dead = verdicts.filter((verdict) => outcomeOf(verdict) === 'killed' && Object.hasOwn(causes, verdict.kind));
  const kinds = [...new Set(dead.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind) => {
      const own = dead.filter((verdict) => verdict.kind === kind).map(({ code = 'none' }) => code);
      const counted = [...new Set(own)].map((code) => `${code} ${own.filter((one) => one === code).length}`);
      return `${kind} died by: ${counted.join(', ')}`;
    }),
    ...dead
      .filter((verdict) => !isOwnDeath(verdict))
      .map(({ id, code = '', finding = '' }) => `BY ANOTHER CODE ${id}: ${code}, ${finding}`),
  ];
}

/** Whether the violation fits the mutant's defect and is no accident. */
export const isOwnDeath = ({ kind, code = '' }: Verdict): boolean => causes[kind]?.codes.test(code) ?? true;

function lawfulOf(verdicts: readonly Verdict[], peers: readonly string[]): string {
  const lawful = verdicts.filter(({ isLawful }) => isLawful);
  const flagged = lawful.filter((verdict) => outcomeOf(verdict) === 'flagged');
  const others = peers.map((peer) => `${peer} ${lawful.filter(({ toldBy }) => toldBy.includes(peer)).length}`);
  return `lawful variations: ${lawful.length}, flagged by these checks ${[String(flagged.length), ...others].join(', by ')}`;
}

/** Lists each unexpected mutant of the table. */
function namedOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap((verdict) => {
    switch (outcomeOf(verdict)) {
      case 'flagged':
        return [`FLAGGED ${verdict.id}: ${verdict.finding}`];
      case 'impossible':
        return [`impossible ${verdict.id}: ${reasonFor(verdict.id)}`];
      case 'survived':
        return [`SURVIVED ${verdict.id}: it erred, and nobody noticed`];
      case 'never erred':
        return [`NEVER ERRED ${verdict.id}: nothing brought it to err`];
      default:
        return [];
    }
  });
}
