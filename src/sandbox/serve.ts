/** Serves a sandbox on a port, until it is closed. */
import { createNodeServer, type ServerLimits } from './core/node-server.js';
import type { Sandbox } from './sandbox.js';
import { sandboxUrls } from './urls.js';
import { listen, type ListenOptions, type Listening } from '../http/listen.js';

/** Milliseconds. On a port time passes by itself, so somebody has to look what it brings. */
const tick = 1_000;

/** Milliseconds that requests have to end in when it is closed. */
const grace = 3_000;

export interface ServeOptions extends Omit<ListenOptions, 'name'> {
  limits?: ServerLimits;
  /** What the page at `/` links to beside the base URLs, by name. @default nothing */
  links?: ReadonlyMap<string, string>;
}

/** @throws {CliError} exit code 2, when the port cannot be had; the sandbox is then closed. */
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
  // A store that fails is reported by the next request.
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
