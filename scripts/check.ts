/**
 * `kyc-contracts check`: does an implementation keep the contract, and if not, where and why?
 * The judging is in contract-tests/engine; here are the arguments, the reports and the exit codes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Row } from '../contract-tests/engine/report.js';
import { controlOptions } from './check/control.js';
import { CliError } from './cli-error.js';
import { chooseProviders, generatedPath, listMocked, listProviders, packageRoot } from './providers.js';

interface CheckFlags {
  url?: URL;
  spec?: string;
  recipes?: string;
  json?: string | true;
  control?: URL | false;
  timeout: number;
  prefer: 'auto' | 'always' | 'never';
}

/** Responses of these APIs have a few kB, documents up to 20 MB (the provider's limit). */
const maxBodySize = 32 * 1024 * 1024;

export const check = new Command('check')
  .argument('[provider]', `${listProviders().join(' or ')}; without any argument each provider's own mock is checked`)
  .option('--url <base>', 'base URL of the implementation; the paths of the document are appended to it', readUrl)
  .option('--spec <file>', 'check against this OpenAPI 3.0 or 3.1 document instead of a provider')
  .option('--recipes <dir>', 'with --spec: the folder of recipes that says how its responses are brought about')
  .option(
    '--control <url>',
    "base URL of a sandbox's control API; a target on this machine is asked for its own",
    readUrl,
  )
  .option('--no-control', 'exercise only what requests of the contract bring about')
  .option('--json [file]', 'write one row a case as JSON to a file, or to stdout (the table then goes to stderr)')
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
    try {
      const rows = await runCheck(provider, flags, interrupt.signal);
      if (flags.json) writeJson(rows, flags.json);
      if (interrupt.signal.aborted) process.exitCode = 130;
      else if (rows.some((row) => row.outcome === 'failed')) process.exitCode = 1;
    } finally {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });

async function runCheck(provider: string | undefined, flags: CheckFlags, signal: AbortSignal): Promise<Row[]> {
  if (provider && flags.spec) throw new CliError('name a provider or --spec FILE, not both', 2);
  if (!flags.url) {
    if (provider || flags.spec) throw new CliError('name the implementation to check: --url http://127.0.0.1:4010', 2);
    return checkOwnMocks(flags, signal);
  }
  if (flags.recipes && !existsSync(flags.recipes)) throw new CliError(`--recipes ${flags.recipes}: no such folder`, 2);
  if (flags.spec) return checkOne(flags.spec, await readSpec(flags.spec), flags.recipes, flags.url, flags, signal);
  if (flags.recipes) throw new CliError('--recipes goes with --spec FILE: a provider has its own', 2);
  if (!provider) throw new CliError(`name what ${flags.url.href} implements: a provider or --spec FILE`, 2);
  chooseProviders([provider]);
  return checkOne(provider, readBundle(provider), recipesOf(provider), flags.url, flags, signal);
}

/** The loop test: the mock of a document passes the check of that document. */
async function checkOwnMocks(flags: CheckFlags, signal: AbortSignal): Promise<Row[]> {
  const { startMock } = await import('./mock/server.js');
  const rows: Row[] = [];
  for (const provider of listMocked()) {
    const mock = await startMock(provider, { port: 0 });
    try {
      const url = new URL(mock.url);
      rows.push(...(await checkOne(provider, readBundle(provider), recipesOf(provider), url, flags, signal)));
    } finally {
      await mock.close();
    }
  }
  return rows;
}

async function checkOne(
  name: string,
  document: object,
  recipes: string | undefined,
  url: URL,
  flags: CheckFlags,
  signal: AbortSignal,
): Promise<Row[]> {
  const engine = await import('../contract-tests/engine/index.js');
  const { checkContract, credentialsFromEnvironment, noRecipes, readRecipes, renderRows } = engine;
  const talk = flags.json === true ? process.stderr : process.stdout;
  const control = controlOptions(flags.control, url);
  talk.write(`${name} at ${url.href}\n\n`);
  const rows = await checkContract({
    document: document as Parameters<typeof checkContract>[0]['document'],
    url,
    recipes: recipes === undefined ? noRecipes : readRecipes(recipes),
    credentials: credentialsFromEnvironment(document as never, process.env),
    ...(flags.prefer === 'auto' ? {} : { honoursPrefer: flags.prefer === 'always' }),
    ...(control && { control }),
    timeout: flags.timeout,
    maxBodySize,
    signal,
  });
  const colour = talk.isTTY === true && !process.env.NO_COLOR;
  talk.write(`${renderRows(rows, { colour })}\n\n`);
  return rows;
}

const recipesOf = (provider: string): string => join(packageRoot, 'spec', provider, 'recipes');

function readBundle(provider: string): object {
  const file = generatedPath(provider, 'openapi.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}): run "npm run generate"`, 2);
  }
}

async function readSpec(file: string): Promise<object> {
  const { bundleDocument } = await import('./generate/bundle.js');
  return bundleDocument(file);
}

function writeJson(rows: readonly Row[], target: string | true): void {
  const json = `${JSON.stringify(rows, null, 2)}\n`;
  if (target === true) {
    process.stdout.write(json);
    return;
  }
  try {
    writeFileSync(target, json);
  } catch (error) {
    throw new CliError(`the report cannot be written to ${target} (${(error as NodeJS.ErrnoException).code})`, 2);
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('expected a URL such as http://127.0.0.1:4010');
  }
  // Not an InvalidArgumentError: that would repeat the argument.
  if (url.username || url.password) {
    throw new CliError('credentials do not belong in --url: set them in the environment (see --help)', 2);
  }
  return url;
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new InvalidArgumentError('expected seconds between 0 and 3600');
  return seconds;
}
