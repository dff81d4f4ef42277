/** The events of a running check, and the interface of those that receive them. */
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
  /** `done` of `all` units are done; what a unit is depends on the phase. */
  | { type: 'progress'; phase: PhaseName; done: number; all: number }
  /** Sent when its phase ends, since the outcome of a case may depend on other cases. */
  | { type: 'caseFinished'; result: CaseResult }
  | { type: 'phaseFinished'; phase: PhaseName; seconds: number; cases: readonly CaseResult[] }
  | { type: 'runError'; error: RunError }
  | { type: 'unvalidated'; unvalidated: UnvalidatedClause }
  /** Something that the user should know and that fails no check. */
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
  /** The part of the check that this job runs (`--shard`). */
  shard?: ShardOfCheck;
}

export interface CheckFinished {
  type: 'finished';
  seconds: number;
  /** The parts of the document that responses have covered; empty where nothing was validated. */
  coverage: readonly CoveredResponse[];
}

/** Takes the events of one or more checks, one check after the other. */
export interface Reporter {
  on(event: CheckEvent): void;
  /** Called after the last check, to write what was gathered. */
  close(): void;
}
