/** Runs a check and makes its report, whatever becomes of it. */
import { BrokenOff } from '../../contract-tests/engine/check.js';
import type { Coverage } from '../../contract-tests/engine/coverage.js';
import { guardRow } from '../../contract-tests/engine/guard.js';
import type { Row } from '../../contract-tests/engine/report.js';
import type { CheckReport } from '../../contract-tests/engine/reports/check-report.js';
import { CliError } from '../cli-error.js';

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
    const [rows, error] = thrown instanceof BrokenOff ? [thrown.rows, thrown.cause] : [[], thrown];
    // The words of an error that nobody foresaw may hold what was sent or answered.
    const why = error instanceof CliError ? error.message : `the check broke off (${(error as Error).name})`;
    return { report: reportOf([...rows, guardRow(`${why}: this report is partial`)]), error };
  }
}
