/**
 * `kyc-contracts mock [provider...]`: serves the providers' documents as mocks until Ctrl-C.
 * Prism answers each request with the documented examples; `Prefer: code=403, example=<name>` asks for a certain one.
 */
import { Command, Option } from 'commander';
import { startMocks } from '../mock/mocks.js';
import { mockPorts } from '../mock/ports.js';
import { chooseProviders, listMocked } from '../openapi/providers.js';
import { warnIfStale } from '../openapi/stale.js';
import { readOrigin } from '../http/guard-host.js';
import { assignPorts, collect } from './ports.js';
import { readSize } from './size.js';
import { stopSignal, untilStopped } from './stop-signal.js';

interface MockFlags {
  port: string[];
  host: string;
  cors?: string[];
  maxJsonSize?: number;
  log?: boolean;
}

export const mock = new Command('mock')
  .description("serve mocks of the providers' documents (Prism) until Ctrl-C")
  .argument('[provider...]', 'which providers to mock; all of them when none is named')
  .addOption(
    new Option('-p, --port <name=number>', 'the port of a provider; may be repeated; 0 takes any free port')
      .argParser(collect)
      .default([], 'from 4010 up, by name'),
  )
  .option('--host <address>', 'the address to listen on; anything but loopback lets other machines in', '127.0.0.1')
  .option('--cors <origin>', 'let pages of this origin use it from a browser; may be repeated', readOrigin)
  .option('--max-json-size <bytes>', 'a JSON body with more gets 413 (default: 1 MiB; a form may have 32)', readSize)
  .option('--log', 'write each request to stderr: method, path, status, milliseconds')
  .addHelpText('after', '\nExamples:\n  kyc-contracts mock\n  kyc-contracts mock sila --port 5011\n')
  .action(async (names: string[], { port, host, cors, maxJsonSize, log }: MockFlags) => {
    const providers = chooseProviders(names, listMocked());
    const ports = assignPorts(mockPorts(providers), port);
    warnIfStale(providers);
    const stop = stopSignal();
    const mocks = await startMocks(ports, { host, origins: cors, maxJsonSize, log: log ? console.error : undefined });
    for (const [provider, { url }] of mocks.running) console.log(`${provider} ${url}`);
    await untilStopped(stop);
    await mocks.close();
  });
