/** Runs a check and makes its report, whatever becomes of it. */
import { CheckAborted } from '../../checker/check.js';
import type { Coverage } from '../../checker/validate/coverage.js';
import { runError } from '../../checker/guard.js';
import type { Row } from '../../checker/report.js';
import type { CheckReport } from '../../checker/reports/check-report.js';
import { CliError } from '../../openapi/cli-error.js';

export type Reported = { report: CheckReport } | { report: CheckReport; error: unknown };

export async function reportOn(
  name: string,
  url: URL,
  coverage: Coverage,
  run: () => Promise<readonly Row[]>,
): Promise<Reported> {
  const startedAt = new Date();
  const reportOf = (rows: readonly Row[]): CheckReport => ({
    name,
    target: url.href,
    startedAt,
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    rows,
    coverage: coverage.responses(),
  });
  try {
    return { report: reportOf(await run()) };
  } catch (thrown) {
    const [rows, error] = thrown instanceof CheckAborted ? [thrown.rows, thrown.cause] : [[], thrown];
    // The words of an error that nobody foresaw may hold what was sent or answered.
    const why = error instanceof CliError ? error.message : `the check broke off (${(error as Error).name})`;
    return { report: reportOf([...rows, runError(`${why}: this report is partial`)]), error };
  }
}
