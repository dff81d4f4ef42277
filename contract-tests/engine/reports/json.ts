/** One row a case, for programs. */
import type { CheckReport } from './check-report.js';

export const renderJson = (reports: readonly CheckReport[]): string =>
  `${JSON.stringify(
    reports.flatMap(({ rows }) => rows),
    null,
    2,
  )}\n`;
