/** The rows of a contract check, and how they read in a terminal. No row holds a credential, a token or a person's data. */
import { styleText } from 'node:util';
import type { Violation } from './judge.js';

export interface Row {
  operationId: string;
  method: string;
  path: string;
  /** Documented status; a range (`4XX`) or `default` as the document writes it. */
  status: number | string;
  /** The named example, null where the response has none. */
  example: string | null;
  phase: 'transactions' | 'negatives' | 'journeys' | 'guard';
  /** What of the operation it is: what a negative breaks, a journey's step; left out for a transaction. */
  case?: string;
  outcome: 'passed' | 'failed' | 'skipped';
  violations: Violation[];
  /** Why a case was not exercised, or what about it could not be judged. */
  reason?: string;
}

export interface Counts {
  planned: number;
  passed: number;
  failed: number;
  skipped: number;
}

export function count(rows: readonly Row[]): Counts {
  const of = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return { planned: rows.length, passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;
const colours = { passed: 'green', failed: 'red', skipped: 'gray' } as const;

/** A table for people: one line a case, each finding below its case. */
export function renderRows(rows: readonly Row[], { colour }: { colour: boolean }): string {
  const paint = (style: 'green' | 'red' | 'gray', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const width = Math.max(...rows.map((row) => row.operationId.length), 0);
  const lines = rows.flatMap((row) => {
    const name = `${row.operationId.padEnd(width)}  ${row.status}${row.example === null ? '' : ` ${row.example}`}`;
    const line = `  ${paint(colours[row.outcome], marks[row.outcome])} ${name}`;
    const reason = row.reason
      ? [paint('gray', `      ${row.outcome === 'skipped' ? 'not exercised: ' : ''}${row.reason}`)]
      : [];
    return [line, ...reason, ...row.violations.map((violation) => paint('red', `      ${describe(violation)}`))];
  });
  return [...lines, '', summarize(count(rows))].join('\n');
}

export function summarize({ planned, passed, failed, skipped }: Counts): string {
  return `  ${passed} of ${planned} passed, ${failed} failed, ${skipped} not exercised`;
}

function describe({ kind, pointer, message, clause }: Violation): string {
  const where = pointer === '' ? '' : ` ${pointer}`;
  return `${kind}${where}: ${message}${clause ? `  [#${clause}]` : ''}`;
}
