/**
 * `kyc-contracts sandbox`: serves the stateful stand-in for all providers until Ctrl-C, each at its real paths, and the
 * control API beside them.
 */
import { Command, InvalidArgumentError } from 'commander';
import { CliError } from '../openapi/cli-error.js';
import { toInstant } from '../sandbox/core/clock.js';
import { createSandbox } from '../sandbox/index.js';
import { StoreFailed } from '../sandbox/core/store/errors.js';
import { defaultProviders, withExamples } from '../sandbox/providers.js';
import { warnIfStale } from '../openapi/stale.js';
import { sandboxFirstCalls } from './sandbox/first-calls.js';
import { openStore, stateError } from './sandbox/open-store.js';
import { sandboxPort } from '../sandbox/port.js';
import { readOrigin } from '../http/guard-host.js';
import { serveSandbox } from '../sandbox/serve.js';
import { sandboxUrls } from '../sandbox/urls.js';
import { assignPorts } from './ports.js';
import { readSize } from './size.js';
import { stopSignal, untilStopped } from './stop-signal.js';

interface SandboxFlags {
  port: string;
  host: string;
  state?: string;
  seed?: number;
  frozen?: number;
  examples?: boolean;
  cors: string[];
  maxJsonSize?: number;
  log?: boolean;
}

export const sandbox = new Command('sandbox')
  .allowExcessArguments()
  .option('-p, --port <number>', 'the port; 0 takes any free one', String(sandboxPort))
  .option('--host <address>', 'the address to listen on; anything but loopback lets other machines in', '127.0.0.1')
  .option('--state <file or url>', 'keep the state in this file, or in a database postgres://… that several share')
  .option('--seed <number>', 'what ids are made from (default: 1, or as in the file)', readSeed)
  .option('--frozen <instant>', 'have the clock stand still at this instant, such as 2026-01-31T12:00:00Z', readInstant)
  .option('--examples', "begin with the end users, verifications, customers and documents of the documents' examples")
  .option('--cors <origin>', 'let pages of this origin use it from a browser; may be repeated', readOrigin, [])
  .option('--max-json-size <bytes>', 'a JSON body with more gets 413 (default: 1 MiB; a form may have 32)', readSize)
  .option('--log', 'write each request to stderr: method, path, status, milliseconds')
  .addHelpText(
    'after',
    '\nExamples:\n  kyc-contracts sandbox\n  kyc-contracts sandbox --state sandbox.mdb --port 4100\n  kyc-contracts sandbox --state postgres://localhost/sandbox\n',
  )
  .action(async (flags: SandboxFlags, { args }: Command) => {
    // `mock` and `check` take a provider.
    if (args.length > 0)
      throw new CliError(`the sandbox serves every provider at once: leave out "${args.join(' ')}"`, 2);
    const { port, host, state, seed, frozen, examples = false, cors, maxJsonSize, log } = flags;
    const ports = assignPorts(new Map([['sandbox', sandboxPort]]), [port]);
    warnIfStale(defaultProviders.map(({ behaviour }) => behaviour.name));
    const stop = stopSignal();
    const sandbox = createSandbox({
      ...(state !== undefined && { store: await openStore(state) }),
      ...(seed !== undefined && { seed }),
      ...(frozen !== undefined && { now: frozen }),
      origins: cors,
      ...(maxJsonSize !== undefined && { maxJsonSize }),
      ...(examples && { settings: withExamples }),
      // A full disk is one sentence for each call.
      onDefect: (error) => console.error(error instanceof StoreFailed ? error.message : error),
    });
    // The state is loaded before it listens, so that an invalid one is reported at once.
    await sandbox.tick().catch(async (error: unknown) => {
      await sandbox.close().catch(() => {});
      if (state === undefined) throw error;
      throw stateError(state, error);
    });
    const served = await serveSandbox(sandbox, {
      port: ports.get('sandbox') ?? sandboxPort,
      host,
      log: log ? console.error : undefined,
    });
    const urls = sandboxUrls(served.url);
    const calls = await sandboxFirstCalls(urls, sandbox.clock.now());
    const paragraphs = [
      [...urls].map(([name, url]) => `${name} ${url}`).join('\n'),
      'It remembers what it is sent and has a clock; the control API sets it and decides verifications.',
      ...calls.flatMap(({ about, commands }) => [about, ...commands]),
      'Ctrl-C stops it.',
    ];
    console.log(paragraphs.join('\n\n'));
    await untilStopped(stop);
    await served.close();
  });

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError('expected a whole number from 0');
  return seed;
}

function readInstant(text: string): number {
  try {
    return toInstant(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
