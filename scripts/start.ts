/**
 * `kyc-contracts start`: serves the sandbox, mocks of all providers and the docs, and prints a first request for each
 * provider. Ctrl-C stops everything.
 */
import { Command, Option } from 'commander';
import { mockPorts } from '../src/mock/ports.js';
import { listMocked } from '../src/openapi/providers.js';
import { sandboxPort } from '../src/sandbox/port.js';
import { assignPorts, collect } from '../src/cli/ports.js';
import { stopSignal, untilStopped } from '../src/cli/stop-signal.js';

/** The next range after the mocks, which begin at 4010. */
const docsPort = 4020;

export const start = new Command('start')
  .addOption(
    new Option('-p, --port <name=number>', 'the port of a mock, of "docs" or "sandbox"; may be repeated; 0 takes any')
      .argParser(collect)
      .default([], `mocks from 4010 up, by name; docs ${docsPort}; sandbox ${sandboxPort}`),
  )
  .option('--host <address>', 'the address to listen on; anything but loopback lets other machines in', '127.0.0.1')
  .option('--log', 'write each request to stderr: method, path, status, milliseconds')
  .action(async ({ port, host, log }: { port: string[]; host: string; log?: boolean }) => {
    const ports = assignPorts(mockPorts(listMocked()).set('docs', docsPort).set('sandbox', sandboxPort), port);
    const stop = stopSignal();
    // Loaded late, so that other verbs do not wait for the generator and the docs.
    const [{ startDevServer }, { renderWelcome }] = await Promise.all([
      import('./start/dev-server.js'),
      import('./start/welcome.js'),
    ]);
    const progress = (doing: string) => console.error(`${doing} ...`);
    const tellWait = () => progress('Stopping once what was begun is done (Ctrl-C again ends it at once)');
    stop.addEventListener('abort', tellWait);
    const devServer = await startDevServer({
      ports,
      host,
      progress,
      signal: stop,
      log: log ? console.error : undefined,
    }).catch((error: unknown) => {
      // Ctrl-C also ends the child processes, whose errors are then expected.
      if (!stop.aborted) throw error;
    });
    stop.removeEventListener('abort', tellWait);
    if (!devServer) return;
    try {
      if (!stop.aborted) console.log(await renderWelcome(devServer));
      await untilStopped(stop);
    } finally {
      await devServer.close();
    }
  });
