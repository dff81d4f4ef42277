/** What a check tells while it runs, and who listens. */
import type { SourcePositions } from '../openapi/source-positions.js';
import type { Planned } from './planned.js';
import type { CaseResult, RunError, UnvalidatedClause } from './report.js';
import type { PhaseName } from './selection.js';
import type { ShardOfCheck } from './shard.js';
import type { CoveredResponse } from './validate/coverage.js';

/**
 * In this order: `started`, `planned`, then for each phase `phaseStarted`, `progress`, its cases and `phaseFinished`,
 * in the end `runError` and `unvalidated` for each, and `finished`, also of a check that throws.
 */
export type CheckEvent =
  | CheckStarted
  | { type: 'planned'; planned: readonly Planned[] }
  | { type: 'phaseStarted'; phase: PhaseName }
  /** Of `all` pieces of work `done` are done; what a piece is depends on the phase. */
  | { type: 'progress'; phase: PhaseName; done: number; all: number }
  /** Told when its phase ends: how a case ends may depend on those beside it. */
  | { type: 'caseFinished'; result: CaseResult }
  | { type: 'phaseFinished'; phase: PhaseName; seconds: number; cases: readonly CaseResult[] }
  | { type: 'runError'; error: RunError }
  | { type: 'unvalidated'; unvalidated: UnvalidatedClause }
  /** What the user should know, and what fails no check. */
  | { type: 'warning'; message: string }
  | CheckFinished;

export interface CheckStarted {
  type: 'started';
  /** The provider, or the document's file. */
  name: string;
  /** Base URL of the implementation. */
  target: string;
  startedAt: Date;
  /** Where the clauses of the document stand in its files, if that is known. */
  positions?: SourcePositions | undefined;
  /** Of a check that is shared by several. */
  shard?: ShardOfCheck;
}

export interface CheckFinished {
  type: 'finished';
  seconds: number;
  /** What of the document was seen; empty where nothing was validated. */
  coverage: readonly CoveredResponse[];
}

/** Takes the events of one or more checks, one check after the other. */
export interface Reporter {
  on(event: CheckEvent): void;
  /** After the last check: writes what was gathered. */
  close(): void;
}
