/**
 * `kyc-contracts proxy`: forwards the requests of a team's own tests unchanged, and reports on Ctrl-C which of them
 * broke the contract. The checks are in src/checker/http/proxy.
 */
import { Command } from 'commander';
import { proofErrors } from '../checker/report.js';
import { addOptions, type ReportFlags } from './check/add-options.js';
import { reportOptions, severityOptions } from './check/option-table.js';
import { prepareReports } from './check/report-options.js';
import { readBundle, readSeconds, readSpec, readUrl } from './check/document.js';
import { CliError } from '../openapi/cli-error.js';
import type { JsonObject } from '../openapi/document.js';
import type { SourcePositions } from '../openapi/source-positions.js';
import { chooseProviders, listProviders } from '../openapi/providers.js';
import { readOrigin } from '../http/guard-host.js';
import { listen } from '../http/listen.js';
import { isLoopbackHost } from '../http/loopback.js';
import { assignPorts, collect } from './ports.js';
import { maxBodySize, readSize } from './size.js';
import { stopSignal, untilStopped } from './stop-signal.js';

type ProxyFlags = ReportFlags & {
  target?: URL;
  spec?: string;
  allowRefs?: string[];
  timeout: number;
  port: string;
  host: string;
  cors?: string[];
  maxJsonSize?: number;
};

/** The docs have 4020. */
const defaultPort = 4030;

/** Milliseconds for exchanges under way to end. */
const grace = 3_000;

export const proxy = addOptions(new Command('proxy'), { ...reportOptions, ...severityOptions })
  .argument('[provider]', listProviders().join(' or '))
  .option('--target <base>', 'base URL of the implementation; the paths of requests are appended to it', readUrl)
  .option('--spec <file>', 'validate against this OpenAPI 3.0 or 3.1 document instead of a provider')
  .option('--allow-refs <dir>', 'a folder that --spec may refer into beside its own; may be repeated', collect)
  .option('--timeout <seconds>', 'seconds for which the target may be silent', readSeconds, 60)
  .option('-p, --port <number>', 'the port; 0 takes any free one', String(defaultPort))
  .option('--host <address>', 'the address to listen on; anything but loopback lets other machines in', '127.0.0.1')
  .option('--cors <origin>', 'let pages of this origin use it from a browser; may be repeated', readOrigin)
  .option('--max-json-size <bytes>', 'a JSON body with more passes unvalidated (default: 4 MiB)', readSize)
  .addHelpText(
    'after',
    `
It runs until Ctrl-C or SIGTERM, and then writes the reports. A request that breaks the document is a warning where it
was refused, and a failure where it was accepted. No report holds a credential, a token or a person's data.

Exit codes: 0 all that passed conforms · 1 the contract is violated, or nothing passed · 2 bad usage or configuration

Examples:
  kyc-contracts proxy sila --target https://sandbox.silamoney.com --html traffic.html
  kyc-contracts proxy --spec openapi.yaml --target http://127.0.0.1:8080 --junit traffic.xml`,
  )
  .action(async (provider: string | undefined, flags: ProxyFlags) => {
    if (!flags.target) throw new CliError('name where requests go: --target http://127.0.0.1:8080', 2);
    if ((provider === undefined) === (flags.spec === undefined)) {
      throw new CliError('name what the target implements: a provider or --spec FILE', 2);
    }
    if (provider) chooseProviders([provider]);
    prepareReports(flags);
    const ports = assignPorts(new Map([['proxy', defaultPort]]), [flags.port]);
    const name = provider ?? (flags.spec as string);
    const subject = provider ? { document: readBundle(provider) } : await readSpec(name, flags.allowRefs);
    const stop = stopSignal();
    await serve(name, subject, flags.target, flags, ports.get('proxy') ?? defaultPort, stop);
  });

/** Whether requests would go in a circle. */
const isItself = (target: URL, own: URL): boolean =>
  target.protocol === own.protocol &&
  target.port === own.port &&
  (target.hostname === own.hostname || (isLoopbackHost(target.host) && isLoopbackHost(own.host)));

async function serve(
  name: string,
  { document, positions }: { document: JsonObject; positions?: SourcePositions },
  target: URL,
  flags: ProxyFlags,
  port: number,
  stop: AbortSignal,
): Promise<void> {
  const { createProxy } = await import('../checker/http/proxy/index.js');
  const { createReporters } = await import('./check/reporters.js');
  const startedAt = new Date();
  const { server, coverage, report } = createProxy({
    document,
    target,
    maxBodySize,
    maxJsonSize: flags.maxJsonSize,
    strict: flags.strict,
    timeout: flags.timeout,
    origins: flags.cors,
  });
  const listening = await listen(server, { name: 'proxy', port, host: flags.host });
  if (isItself(target, new URL(listening.url))) {
    server.close();
    throw new CliError(`${target.href} is the proxy itself: name the implementation as --target, or another --port`, 2);
  }
  const talk = flags.json === true ? process.stderr : process.stdout;
  talk.write(`proxy ${listening.url} for ${name} at ${target.href}\n`);
  await untilStopped(stop);

  const late = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(late);

  const seen = await report();
  const reporters = createReporters(flags);
  reporters.on({ type: 'started', name, target: target.href, startedAt, positions });
  for (const result of seen.cases) reporters.on({ type: 'caseFinished', result });
  for (const message of seen.warnings) reporters.on({ type: 'warning', message });
  for (const error of [...seen.errors, ...proofErrors(seen.cases, undefined)])
    reporters.on({ type: 'runError', error });
  for (const unvalidated of seen.unvalidated) reporters.on({ type: 'unvalidated', unvalidated });
  const seconds = (Date.now() - startedAt.getTime()) / 1000;
  reporters.on({ type: 'finished', seconds, coverage: coverage.responses() });
  reporters.close();
  if (reporters.isFailed) process.exitCode = 1;
}
