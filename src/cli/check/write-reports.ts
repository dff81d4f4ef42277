/** Writes every report that was asked for, and what GitHub Actions takes where this runs there. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { renderAnnotations } from '../../checker/reports/annotations.js';
import type { CheckReport } from '../../checker/reports/check-report.js';
import { renderHtml } from '../../checker/reports/html.js';
import { renderJson } from '../../checker/reports/json.js';
import { renderJunit } from '../../checker/reports/junit.js';
import { renderSarif } from '../../checker/reports/sarif.js';
import { renderStepSummary } from '../../checker/reports/step-summary.js';
import { writeCommands } from '../output.js';
import { packageVersion } from '../../openapi/providers.js';
import { cannotWrite, type ReportFlags } from './report-options.js';

/** @throws {CliError} exit code 2 for a file that can no longer be written; the others are written all the same. */
export function writeReports(reports: readonly CheckReport[], flags: ReportFlags, environment = process.env): void {
  const writes: [option: string, file: string | undefined, render: () => string][] = [
    ['--json', flags.json === true ? undefined : flags.json, () => renderJson(reports)],
    ['--junit', flags.junit, () => renderJunit(reports)],
    ['--html', flags.html, () => renderHtml(reports)],
    ['--sarif', flags.sarif, () => renderSarif(reports, packageVersion)],
  ];
  if (flags.json === true) process.stdout.write(renderJson(reports));
  const failed = writes.flatMap(([option, file, render]) => {
    try {
      if (file !== undefined) writeFileSync(file, render());
      return [];
    } catch (error) {
      return [cannotWrite(file ?? '', error, option)];
    }
  });
  if (environment.GITHUB_ACTIONS === 'true') tellGitHub(reports, flags, environment.GITHUB_STEP_SUMMARY);
  if (failed[0]) throw failed[0];
}

/** The runner reads commands from both streams; stdout may hold the JSON. */
function tellGitHub(reports: readonly CheckReport[], flags: ReportFlags, summary: string | undefined): void {
  const stream = flags.json === true ? process.stderr : process.stdout;
  writeCommands(stream, renderAnnotations(reports));
  if (!summary) return;
  try {
    appendFileSync(summary, renderStepSummary(reports));
  } catch (error) {
    process.stderr.write(`the summary cannot be written (${(error as NodeJS.ErrnoException).code})\n`);
  }
}
