/** One row a case, for programs. */
import { withoutMarkers } from '../../http/ci-markers.js';
import type { Row } from '../report.js';
import { formerPhaseNames } from '../selection.js';
import type { CheckReport } from './check-report.js';

export const renderJson = (reports: readonly CheckReport[]): string =>
  withoutMarkers(
    `${JSON.stringify(
      reports.flatMap(({ rows }) => rows.map(withFormerName)),
      null,
      2,
    )}\n`,
  );

/** For one version: programs that look for `transactions` or `journeys` find them as `formerPhase`. */
function withFormerName(row: Row): object {
  const [formerPhase] = Object.entries(formerPhaseNames).find(([, name]) => name === row.phase) ?? [];
  return formerPhase === undefined ? row : { ...row, formerPhase };
}
