/**
 * `kyc-contracts check`: validates an implementation against its contract. The checks are in src/checker; this file has
 * the arguments, the reports and the exit codes.
 */
import { Command } from 'commander';
import type { PhaseName } from '../checker/selection.js';
import type { Reporter } from '../checker/events.js';
import { addOptions } from './check/add-options.js';
import { readSettings, type Settings } from './check/flags.js';
import { planAsJson, renderPlan, warnOfChanges } from './check/list.js';
import { onStop } from './stop-signal.js';
import { isLoopbackHost } from '../http/loopback.js';
import { optionsOf } from './check/options.js';
import { checkOptions, reportOptions, severityOptions } from './check/option-table.js';
import { cannotWrite, prepareReports } from './check/report-options.js';
import { readProvider, readSubject, type Subject } from './check/subject.js';
import { CliError } from '../openapi/cli-error.js';
import { installLine, isInstalled, prismPackages, requirePeers } from '../openapi/peer-packages.js';
import { chooseProviders, listMocked, listProviders } from '../openapi/providers.js';

const command = new Command('check').argument(
  '[provider]',
  `${listProviders().join(' or ')}; without any argument each provider's own mock is checked`,
);

export const check = addOptions(command, { ...checkOptions, ...reportOptions, ...severityOptions })
  .addHelpText(
    'after',
    `
Credentials come from the environment, by the name of the security scheme: KYC_CONTRACTS_API_KEY for "apiKey",
KYC_CONTRACTS_BEARER for "bearer", and so on, or from the configuration. What is not set is sent as a visibly fake value,
enough for a mock. With --spec, KYC_CONTRACTS_OTHER_API_KEY is that of another client, which must neither see nor change
what the first one has made.

Exit codes: 0 conforms · 1 the contract is violated · 2 bad usage or configuration · 3 target unreachable

Examples:
  kyc-contracts check sila --url http://127.0.0.1:4011
  kyc-contracts check sila --url http://127.0.0.1:8080 --operation kyc getVerification --require kyc:202
  kyc-contracts check sila --url http://127.0.0.1:8080 --shard 2/4 --json report-2.json
  kyc-contracts check --spec openapi.yaml --url http://127.0.0.1:8080 --json report.json`,
  )
  .action(async (argument: string | undefined) => {
    const settings = await readSettings(argument, check);
    const { flags } = settings;
    if (flags.list) return list(settings);
    requireSubject(settings);
    requireTools(settings);
    const interrupt = new AbortController();
    const forget = onStop(() => interrupt.abort());
    prepareReports(flags);
    const { createReporters } = await import('./check/reporters.js');
    const reporters = createReporters(flags);
    try {
      try {
        await runCheck(settings, interrupt.signal, reporters);
      } finally {
        reporters.close();
      }
      if (interrupt.signal.aborted) process.exitCode = 130;
      else if (reporters.isFailed) process.exitCode = 1;
    } finally {
      forget();
    }
  });

/**
 * Requires the packages that the run needs, before it sends anything.
 * @throws {CliError} exit code 2
 */
function requireTools({ provider, flags }: Settings): void {
  const ownMocks = !flags.url && !provider && !flags.spec;
  const needed = [...(ownMocks ? prismPackages : []), ...(flags.driver === 'dredd' ? ['dredd'] : [])];
  if (needed.some((name) => !isInstalled(name))) requirePeers('check', ...needed);
}

/** Says which of the optional packages are missing, and what is left out without them. */
function tellMissingTools({ provider, flags }: Settings): void {
  const phases = flags.phase ?? [];
  const isWanted = (phase: PhaseName) => phases.length === 0 || phases.includes(phase);
  const hasWorkflows = provider !== undefined || flags.workflows !== undefined;
  const lacking = [
    ...(isWanted('examples') && flags.driver === undefined ? ['dredd'] : []),
    ...(hasWorkflows && isWanted('workflows') ? ['@redocly/cli'] : []),
  ].filter((name) => !isInstalled(name));
  if (lacking.length === 0) return;
  const without = { dredd: 'the direct driver sends the examples', '@redocly/cli': 'workflows are not exercised' };
  const told = lacking.map((name) => `${name} is not installed: ${without[name as keyof typeof without]}`);
  process.stderr.write(`${told.join('; ')} (${installLine(lacking)})\n`);
}

/**
 * The document to check and the base URL.
 * @throws {CliError} exit code 2 where the arguments do not have them
 */
function requireSubject({ provider, flags }: Settings): void {
  if (provider) chooseProviders([provider]);
  if (provider && flags.spec) throw new CliError('name a provider or --spec FILE, not both', 2);
  if (flags.url && !provider && !flags.spec) {
    throw new CliError(`name what ${flags.url.href} implements: a provider or --spec FILE`, 2);
  }
  if (flags.url) return;
  if (provider || flags.spec) throw new CliError('name the implementation to check: --url http://127.0.0.1:4010', 2);
  if (flags.shard) throw new CliError('--shard goes with one check: name the provider and --url', 2);
}

async function runCheck(settings: Settings, signal: AbortSignal, reporters: Reporter): Promise<void> {
  const { provider, flags } = settings;
  if (!flags.url) {
    tellMissingTools(settings);
    return checkOwnMocks(settings, signal, reporters);
  }
  const subject = await readSubject(provider, flags);
  tellMissingTools(settings);
  return checkOne(subject, flags.url, settings, signal, reporters);
}

/** Checks the mock of a document against that document. */
async function checkOwnMocks(settings: Settings, signal: AbortSignal, reporters: Reporter): Promise<void> {
  const { startMock } = await import('../mock/server.js');
  for (const provider of listMocked()) {
    const mock = await startMock(provider, { port: 0 });
    try {
      // A mock has no behaviour and no state, so the other phases do not apply.
      const flags = { ...settings.flags, phase: settings.flags.phase ?? (['examples'] as PhaseName[]) };
      await checkOne(readProvider(provider), new URL(mock.url), { ...settings, flags }, signal, reporters);
    } finally {
      await mock.close();
    }
  }
}

/** Prints the plan, and sends nothing. */
async function list(settings: Settings): Promise<void> {
  const { provider, flags } = settings;
  if (!provider && !flags.spec) throw new CliError('name what to list: a provider or --spec FILE', 2);
  prepareReports(flags);
  const { planContract } = await import('../checker/index.js');
  const subject = await readSubject(provider, flags);
  const planned = planContract(await optionsOf(subject, flags.url ?? new URL('http://127.0.0.1'), settings));
  const { writeFileSync } = await import('node:fs');
  const json = `${JSON.stringify(planAsJson(planned), null, 2)}\n`;
  if (typeof flags.json === 'string') {
    try {
      writeFileSync(flags.json, json);
    } catch (error) {
      throw cannotWrite(flags.json, error, '--json');
    }
  }
  process.stdout.write(flags.json === true ? json : renderPlan(planned));
}

async function checkOne(
  subject: Subject,
  url: URL,
  settings: Settings,
  signal: AbortSignal,
  reporters: Reporter,
): Promise<void> {
  const { check: checkTarget } = await import('../checker/index.js');
  const options = await optionsOf(subject, url, settings);
  for await (const event of checkTarget({ ...options, signal })) {
    if (event.type === 'planned' && !isLoopbackHost(url.host)) {
      const warning = warnOfChanges(event.planned, url.host);
      if (warning) process.stderr.write(warning);
    }
    reporters.on(event);
  }
}
