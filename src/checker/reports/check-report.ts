/** What every form of report is made from: the check of one implementation against one document. */
import type { CoveredResponse } from '../validate/coverage.js';
import type { Row } from '../report.js';

export interface CheckReport {
  /** The provider, or the document's file. */
  name: string;
  /** Base URL of the implementation. */
  target: string;
  startedAt: Date;
  seconds: number;
  rows: readonly Row[];
  /** What of the document was seen; empty where nothing was judged. */
  coverage: readonly CoveredResponse[];
}

/** A run that was interrupted or broke off says so in a row of its own. */
export const isPartial = ({ rows }: CheckReport): boolean =>
  rows.some(({ phase, violations }) => phase === 'guard' && violations.some(({ message }) => /partial$/.test(message)));

/** Cases that were not exercised, by the reason why. */
export function byReason(rows: readonly Row[]): Map<string, Row[]> {
  const reasons = new Map<string, Row[]>();
  for (const row of rows.filter(({ outcome }) => outcome === 'skipped')) {
    const reason = row.reason ?? 'no reason was given';
    reasons.set(reason, [...(reasons.get(reason) ?? []), row]);
  }
  return reasons;
}
