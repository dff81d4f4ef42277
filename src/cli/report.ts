/** `kyc-contracts report merge`: merges the reports of the shards of one check. */
import { Command } from 'commander';
import type { CheckEvent } from '../checker/events.js';
import type { CheckReport } from '../checker/reports/check-report.js';
import { mergeShards, type ShardReport } from '../checker/reports/shard-report.js';
import { digestOfJson } from '../checker/shard.js';
import { CliError } from '../openapi/cli-error.js';
import { readNamed } from '../openapi/inside-folder.js';
import { packageVersion } from '../openapi/providers.js';
import { addOptions, type ReportFlags } from './check/add-options.js';
import { reportOptions } from './check/option-table.js';
import { prepareReports } from './check/report-options.js';

/** The largest report of our own checks has a hundredth of it. */
const maxSize = 256 * 1024 * 1024;

export const report = addOptions(
  new Command('report')
    .argument('<action>', 'merge: join the JSON reports of all shards of one check')
    .argument('<file...>', 'what check --shard I/N --json FILE has written, of each I once, in any order'),
  reportOptions,
)
  .addHelpText(
    'after',
    `
--require and --min-coverage of the shards are held against the whole.

Exit codes: 0 conforms · 1 the contract is violated · 2 bad usage, or reports that are not the shards of one check

Examples:
  kyc-contracts report merge report-1.json report-2.json report-3.json --junit junit.xml --html report.html`,
  )
  .action(async (action: string, files: string[]) => {
    if (action !== 'merge') throw new CliError(`unknown action "${action}": kyc-contracts report merge FILE...`, 2);
    const flags = report.opts<ReportFlags>();
    const shards = files.map((file) => [file, readShard(file)] as const);
    refuseOthers(shards);
    prepareReports(flags);
    const merged = mergeShards(shards.map(([, one]) => one));
    const { createReporters } = await import('./check/reporters.js');
    const reporters = createReporters(flags);
    try {
      tell(merged, reporters);
    } finally {
      reporters.close();
    }
    if (reporters.isFailed) process.exitCode = 1;
  });

/** @throws {CliError} exit code 2, for a file that no `check --shard` of this version has written */
function readShard(file: string): ShardReport {
  const text = readNamed(file, maxSize);
  const refuse = (why: string): never => {
    throw new CliError(`${file} ${why}: name what check --shard I/N --json FILE has written`, 2);
  };
  let parsed: Partial<ShardReport> & { seal?: string };
  try {
    parsed = JSON.parse(text) as typeof parsed;
  } catch {
    return refuse('is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return refuse('is no report of check');
  const { seal: sealed, ...content } = parsed;
  if (!Array.isArray(content.cases)) return refuse('is no report of check');
  if (typeof content.shard !== 'object' || content.shard === null) return refuse('is the report of a whole check');
  const { version } = content.shard;
  if (version !== packageVersion && typeof version === 'string' && /^[\w.+-]{1,40}$/.test(version)) {
    throw new CliError(`${file} was written by version ${version}, and this is ${packageVersion}: use one for all`, 2);
  }
  if (digestOfJson(content) !== sealed) return refuse('is not as it was written');
  return content as ShardReport;
}

/** @throws {CliError} exit code 2, unless these are all shards of one check, each once */
function refuseOthers(shards: readonly (readonly [file: string, report: ShardReport])[]): void {
  const [[firstFile, { shard: first }]] = shards as [(typeof shards)[number]];
  const seen = new Map<number, string>();
  for (const [file, { shard }] of shards) {
    const differs = (what: string, one: unknown = '', other: unknown = '') => {
      const values = one === '' ? '' : ` (${String(one)}, ${String(other)})`;
      throw new CliError(
        `${firstFile} and ${file} are of different ${what}${values}: merge the shards of one check`,
        2,
      );
    };
    if (shard.count !== first.count) differs('numbers of shards', first.count, shard.count);
    if (shard.name !== first.name) differs('documents', first.name, shard.name);
    if (shard.document !== first.document) differs('versions of the document');
    if (shard.target !== first.target) differs('targets', first.target, shard.target);
    if (shard.options !== first.options) differs('options of check');
    const other = seen.get(shard.index);
    if (other !== undefined) {
      throw new CliError(`${other} and ${file} are both shard ${shard.index}/${shard.count}: name each once`, 2);
    }
    seen.set(shard.index, file);
  }
  const missing = Array.from({ length: first.count }, (_, at) => at + 1).filter((index) => !seen.has(index));
  if (missing.length === 0) return;
  const names = missing.map((index) => `${index}/${first.count}`).join(', ');
  throw new CliError(`the report of shard ${names} is missing: merge all ${first.count} of the check`, 2);
}

/** Sends the events that the check itself would have sent. */
function tell(merged: CheckReport, reporters: { on(event: CheckEvent): void }): void {
  const { name, target, startedAt, seconds, cases, errors, unvalidated, coverage, positions } = merged;
  reporters.on({ type: 'started', name, target, startedAt, positions });
  cases.forEach((result) => reporters.on({ type: 'caseFinished', result }));
  errors.forEach((error) => reporters.on({ type: 'runError', error }));
  unvalidated.forEach((one) => reporters.on({ type: 'unvalidated', unvalidated: one }));
  reporters.on({ type: 'finished', seconds, coverage });
}
