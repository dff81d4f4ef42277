/** Serves a sandbox on a port until it is closed. */
import { createNodeServer, type ServerLimits } from './core/node-server.js';
import type { Sandbox } from './sandbox.js';
import { sandboxUrls } from './urls.js';
import { listen, type ListenOptions, type Listening } from '../http/listen.js';

/** Milliseconds between checks for changes due to time, since a served sandbox must act without requests. */
const tick = 1_000;

/** Milliseconds for requests to finish during a shutdown. */
const grace = 3_000;

export interface ServeOptions extends Omit<ListenOptions, 'name'> {
  limits?: ServerLimits;
  /** Links of the page at `/` beside the base URLs, by name. @default none */
  links?: ReadonlyMap<string, string>;
}

/** @throws {CliError} exit code 2 when the port is not available; the sandbox is then closed. */
export async function serveSandbox(
  sandbox: Sandbox,
  { limits = {}, links = new Map(), ...options }: ServeOptions,
): Promise<Listening> {
  let url = '';
  const server = createNodeServer(sandbox, limits, () => ({
    title: 'sandbox',
    about: 'It behaves as the providers do, remembers what it is sent and has a clock. These are its base URLs:',
    links: new Map([...sandboxUrls(url), ...links]),
  }));
  const listening = await listen(server, { ...options, name: 'sandbox' }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  url = listening.url;
  // The next request reports the error of a failed store.
  const timer = setInterval(() => void sandbox.tick().catch(() => {}), tick);
  return {
    ...listening,
    async close() {
      clearInterval(timer);
      const late = setTimeout(() => server.closeAllConnections(), grace);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      clearTimeout(late);
      await sandbox.close();
    },
  };
}
