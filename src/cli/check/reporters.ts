/** Creates the reporters that the flags ask for, and those for GitHub Actions where it runs. */
import { appendFileSync, writeFileSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import type { Reporter } from '../../checker/events.js';
import { isFailed } from '../../checker/report.js';
import { renderAnnotations } from '../../checker/reports/annotations.js';
import { ReportCollector, type CheckReport } from '../../checker/reports/check-report.js';
import { renderHtml } from '../../checker/reports/html.js';
import { renderJson } from '../../checker/reports/json.js';
import { renderJunit } from '../../checker/reports/junit.js';
import { renderSarif } from '../../checker/reports/sarif.js';
import { renderStepSummary } from '../../checker/reports/step-summary.js';
import { renderTerminal } from '../../checker/reports/terminal.js';
import { packageVersion } from '../../openapi/providers.js';
import { wantsColour, writeCommands } from '../output.js';
import { progressReporter } from './progress.js';
import type { ReportFlags } from './add-options.js';
import { cannotWrite } from './report-options.js';

export interface Reporters extends Reporter {
  /** Whether the exit code is 1. */
  readonly isFailed: boolean;
}

/** stdout gets the table, or the JSON if that is requested; then the table goes to stderr. */
export function createReporters(flags: ReportFlags, environment = process.env): Reporters {
  const talk = flags.json === true ? process.stderr : process.stdout;
  const collector = new ReportCollector();
  const all: Reporter[] = [
    progressReporter(process.stderr),
    warningReporter(process.stderr),
    terminalReporter(talk),
    onClose((reports) => flags.json === true && process.stdout.write(renderJson(reports))),
    fileReporter('--json', flags.json === true ? undefined : flags.json, renderJson),
    fileReporter('--junit', flags.junit, renderJunit),
    fileReporter('--html', flags.html, renderHtml),
    fileReporter('--sarif', flags.sarif, (reports) => renderSarif(reports, packageVersion)),
    ...(environment.GITHUB_ACTIONS === 'true' ? [gitHubReporter(talk, environment.GITHUB_STEP_SUMMARY)] : []),
  ];
  return {
    get isFailed() {
      return collector.reports.some(isFailed);
    },
    on: (event) => {
      collector.on(event);
      all.forEach((one) => one.on(event));
    },
    /** @throws {CliError} exit code 2 for a file that cannot be written; the others are still written */
    close: () => {
      const failed = all.flatMap((one) => {
        try {
          one.close();
          return [];
        } catch (error) {
          return [error];
        }
      });
      if (failed.length > 0) throw failed[0];
    },
  };
}

/** Writes a report of all checks at the end; nothing where no check has begun. */
function onClose(write: (reports: readonly CheckReport[]) => void): Reporter {
  const collector = new ReportCollector();
  return {
    on: (event) => collector.on(event),
    close: () => {
      if (collector.reports.length > 0) write(collector.reports);
    },
  };
}

const fileReporter = (
  option: string,
  file: string | undefined,
  render: (reports: readonly CheckReport[]) => string,
): Reporter =>
  onClose((reports) => {
    if (file === undefined) return;
    try {
      writeFileSync(file, render(reports));
    } catch (error) {
      throw cannotWrite(file, error, option);
    }
  });

const warningReporter = (stream: Pick<WriteStream, 'write'>): Reporter => ({
  on: (event) => {
    if (event.type === 'warning') stream.write(`${event.message}\n`);
  },
  close: () => {},
});

function terminalReporter(stream: WriteStream): Reporter {
  const collector = new ReportCollector();
  return {
    on: (event) => {
      collector.on(event);
      if (event.type === 'started') {
        const shard = event.shard ? `, shard ${event.shard.index}/${event.shard.count}` : '';
        stream.write(`${event.name} at ${event.target}${shard}\n\n`);
      }
      const report = collector.reports.at(-1);
      if (event.type !== 'finished' || !report) return;
      // The command ends with the reason for an abort, and may have nothing else to say.
      const isAborted = report.errors.some(({ code }) => code === 'aborted');
      if (isAborted && report.cases.every(({ outcome }) => outcome === 'skipped')) return;
      stream.write(`${renderTerminal(report, { colour: wantsColour(stream) })}\n\n`);
    },
    close: () => {},
  };
}

/** The runner reads commands from both streams, and stdout may have the JSON. */
const gitHubReporter = (stream: WriteStream, summary: string | undefined): Reporter =>
  onClose((reports) => {
    writeCommands(stream, renderAnnotations(reports));
    if (!summary) return;
    try {
      appendFileSync(summary, renderStepSummary(reports));
    } catch (error) {
      process.stderr.write(`the summary cannot be written (${(error as NodeJS.ErrnoException).code})\n`);
    }
  });
