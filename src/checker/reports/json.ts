/** One row a case, for programs. */
import { withoutMarkers } from '../../http/ci-markers.js';
import type { CheckReport } from './check-report.js';

export const renderJson = (reports: readonly CheckReport[]): string =>
  withoutMarkers(
    `${JSON.stringify(
      reports.flatMap(({ rows }) => rows),
      null,
      2,
    )}\n`,
  );
