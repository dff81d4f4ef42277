/** Tells of whatever makes a run prove nothing: a row of its own for each, so that nobody takes it for green. */
import type { Row } from './report.js';

export function guard(rows: readonly Row[], problems: readonly string[], signal: AbortSignal | undefined): Row[] {
  const told = [...problems];
  if (signal?.aborted) told.push('the run was interrupted: this report is partial');
  if (!rows.some((row) => row.outcome !== 'skipped')) told.push('nothing was exercised, so nothing is proven');
  return told.map(runError);
}

/** Of a row that is about the run, not about an operation. */
const ofTheRun = { operationId: '-', method: '-', path: '-', status: '-', example: null, phase: 'guard' } as const;

export const runError = (message: string): Row => ({
  ...ofTheRun,
  outcome: 'failed',
  violations: [{ kind: 'guard', pointer: '', message, clause: '' }],
});

/** Something that is not held against the target, said once: it fails no check. */
export const notJudged = (reason: string): Row => ({ ...ofTheRun, outcome: 'skipped', violations: [], reason });
