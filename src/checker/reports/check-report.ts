/** The data of every report: one implementation checked against one document. */
import type { SourcePositions } from '../../openapi/source-positions.js';
import type { CheckEvent, Reporter } from '../events.js';
import type { CaseResult, Report } from '../report.js';
import type { ShardOfCheck } from '../shard.js';
import type { CoveredResponse } from '../validate/coverage.js';

export interface CheckReport extends Report {
  /** The provider, or the document's file. */
  name: string;
  /** Base URL of the implementation. */
  target: string;
  startedAt: Date;
  seconds: number;
  /** The parts of the document that responses have covered; empty where nothing was validated. */
  coverage: readonly CoveredResponse[];
  /** Where the clauses of the document stand in its files, if that is known. */
  positions?: SourcePositions | undefined;
  /** The part of the check that this job ran. */
  shard?: ShardOfCheck;
}

/** Collects the events of checks into their reports. */
export class ReportCollector implements Pick<Reporter, 'on'> {
  readonly reports: CheckReport[] = [];

  on(event: CheckEvent): void {
    if (event.type === 'started') {
      const { type: _, ...started } = event;
      this.reports.push({ ...started, seconds: 0, cases: [], errors: [], unvalidated: [], coverage: [] });
    }
    const report = this.reports.at(-1);
    if (!report) return;
    if (event.type === 'caseFinished') report.cases.push(event.result);
    if (event.type === 'runError') report.errors.push(event.error);
    if (event.type === 'unvalidated') report.unvalidated.push(event.unvalidated);
    if (event.type === 'finished') Object.assign(report, { seconds: event.seconds, coverage: event.coverage });
  }
}

/** Whether the run was interrupted or ended before its time. */
export const isPartial = ({ errors }: CheckReport): boolean =>
  errors.some(({ code }) => code === 'interrupted' || code === 'aborted' || code === 'sign-in-refused');

/** Cases that were not exercised, by the reason why. */
export function byReason(cases: readonly CaseResult[]): Map<string, CaseResult[]> {
  const reasons = new Map<string, CaseResult[]>();
  for (const one of cases.filter(({ outcome }) => outcome === 'skipped')) {
    const reason = one.reason ?? 'no reason was given';
    const others = reasons.get(reason);
    if (others) others.push(one);
    else reasons.set(reason, [one]);
  }
  return reasons;
}
