/**
 * `kyc-contracts check`: does an implementation keep the contract, and if not, where and why?
 * The judging is in contract-tests/engine; here are the arguments, the reports and the exit codes.
 */
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CheckReport } from '../contract-tests/engine/reports/check-report.js';
import { readBundle, readSpec, readUrl } from './check/document.js';
import { addReportOptions, prepareReports, type ReportFlags } from './check/report-options.js';
import { CliError } from './cli-error.js';
import { renderTerminal } from '../contract-tests/engine/reports/terminal.js';
import { reportOn } from './check/report-on.js';
import { chooseProviders, listMocked, listProviders, packageRoot } from './providers.js';

interface CheckFlags extends ReportFlags {
  url?: URL;
  spec?: string;
  timeout: number;
  prefer: 'auto' | 'always' | 'never';
}

/** Responses of these APIs have a few kB, documents up to 20 MB (the provider's limit). */
const maxBodySize = 32 * 1024 * 1024;

export const check = addReportOptions(new Command('check'))
  .argument('[provider]', `${listProviders().join(' or ')}; without any argument each provider's own mock is checked`)
  .option('--url <base>', 'base URL of the implementation; the paths of the document are appended to it', readUrl)
  .option('--spec <file>', 'check against this OpenAPI 3.0 or 3.1 document instead of a provider')
  .option('--timeout <seconds>', 'seconds that one exchange may take', readSeconds, 10)
  .addOption(
    new Option('--prefer <when>', 'whether the target honours "Prefer: code=…, example=…" as Prism does')
      .choices(['auto', 'always', 'never'])
      .default('auto'),
  )
  .addHelpText(
    'after',
    `
Credentials come from the environment, by the name of the security scheme: KYC_CONTRACTS_API_KEY for "apiKey",
KYC_CONTRACTS_BEARER for "bearer", and so on. What is not set is sent as a visibly fake value, enough for a mock.

Exit codes: 0 conforms · 1 the contract is violated · 2 bad usage or configuration · 3 target unreachable

Examples:
  kyc-contracts check sila --url http://127.0.0.1:4011
  kyc-contracts check --spec openapi.yaml --url http://127.0.0.1:8080 --json report.json`,
  )
  .action(async (provider: string | undefined, flags: CheckFlags) => {
    const interrupt = new AbortController();
    const onSignal = () => interrupt.abort();
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    prepareReports(flags);
    const { writeReports } = await import('./check/write-reports.js');
    const reports: CheckReport[] = [];
    try {
      try {
        await runCheck(provider, flags, interrupt.signal, reports);
      } finally {
        if (reports.length > 0) writeReports(reports, flags);
      }
      if (interrupt.signal.aborted) process.exitCode = 130;
      else if (reports.some(({ rows }) => rows.some((row) => row.outcome === 'failed'))) process.exitCode = 1;
    } finally {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });

/** Adds a report for each implementation, also for one whose check broke off. */
async function runCheck(
  provider: string | undefined,
  flags: CheckFlags,
  signal: AbortSignal,
  reports: CheckReport[],
): Promise<void> {
  if (provider && flags.spec) throw new CliError('name a provider or --spec FILE, not both', 2);
  if (!flags.url) {
    if (provider || flags.spec) throw new CliError('name the implementation to check: --url http://127.0.0.1:4010', 2);
    return checkOwnMocks(flags, signal, reports);
  }
  if (flags.spec) return checkOne(flags.spec, await readSpec(flags.spec), undefined, flags.url, flags, signal, reports);
  if (!provider) throw new CliError(`name what ${flags.url.href} implements: a provider or --spec FILE`, 2);
  chooseProviders([provider]);
  return checkOne(provider, readBundle(provider), provider, flags.url, flags, signal, reports);
}

/** The loop test: the mock of a document passes the check of that document. */
async function checkOwnMocks(flags: CheckFlags, signal: AbortSignal, reports: CheckReport[]): Promise<void> {
  const { startMock } = await import('./mock/server.js');
  for (const provider of listMocked()) {
    const mock = await startMock(provider, { port: 0 });
    try {
      const url = new URL(mock.url);
      await checkOne(provider, readBundle(provider), provider, url, flags, signal, reports);
    } finally {
      await mock.close();
    }
  }
}

async function checkOne(
  name: string,
  document: object,
  provider: string | undefined,
  url: URL,
  flags: CheckFlags,
  signal: AbortSignal,
  reports: CheckReport[],
): Promise<void> {
  const engine = await import('../contract-tests/engine/index.js');
  const { checkContract, Coverage, credentialsFromEnvironment, noRecipes, readRecipes } = engine;
  const talk = flags.json === true ? process.stderr : process.stdout;
  talk.write(`${name} at ${url.href}\n\n`);
  const coverage = new Coverage();
  const options = {
    document: document as Parameters<typeof checkContract>[0]['document'],
    url,
    recipes: provider ? readRecipes(join(packageRoot, 'spec', provider, 'recipes')) : noRecipes,
    credentials: credentialsFromEnvironment(document as never, process.env),
    ...(flags.prefer === 'auto' ? {} : { honoursPrefer: flags.prefer === 'always' }),
    timeout: flags.timeout,
    maxBodySize,
    signal,
    coverage,
    ...(flags.strict && { strict: true }),
  };
  const report = await reportOn(name, url, coverage, () => checkContract(options));
  reports.push(report.report);
  if ('error' in report) throw report.error;
  const colour = talk.isTTY === true && !process.env.NO_COLOR;
  talk.write(`${renderTerminal(report.report, { colour })}\n\n`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new InvalidArgumentError('expected seconds between 0 and 3600');
  return seconds;
}
