/** Opens and closes all servers of `start` together. */
import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createGuardedServer } from '../../src/http/guard-host.js';
import { listen, requirePorts, type Listening, type ListenOptions } from '../../src/http/listen.js';
import { startMocks } from '../../src/mock/mocks.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { withExamples } from '../../src/sandbox/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { refreshDocs, writeLocalServers } from '../docs/build.js';
import { developmentTool } from '../docs/development-tool.js';
import { generateAll } from '../generate/all.js';

export interface DevServerOptions {
  /** Ports by provider, and those of "docs" and "sandbox". */
  ports: ReadonlyMap<string, number>;
  host: string;
  /** Called before each step that takes long. */
  progress: (doing: string) => void;
  /** Called for each request. */
  log: ((line: string) => void) | undefined;
  /** Stops before the next step. */
  signal: AbortSignal;
}

export interface DevServer {
  mocks: ReadonlyMap<string, Listening>;
  docs: Listening;
  sandbox: Listening;
  close(): Promise<void>;
}

/** @throws {CliError} exit code 2, when a document cannot be read or a port is busy; everything is then closed. */
export async function startDevServer({ ports, host, progress, signal, log }: DevServerOptions): Promise<DevServer> {
  const site = join(packageRoot, 'site');
  const { docs: docsPort = 0, sandbox: sandboxPort = 0, ...mockPorts } = Object.fromEntries(ports);

  await requirePorts(ports, host);
  await generateAll([], { write: true, begin: () => progress('Generating what is stale') });
  signal.throwIfAborted();

  const docs = await serveDocs(site, { port: docsPort, host, log });
  // The docs send requests to the sandbox, from either name of this machine.
  const origins = [docs.url, `http://localhost:${docs.port}`];
  const links = new Map([['docs', docs.url]]);
  progress('Starting sandbox and mocks, and building the docs');
  // They run concurrently, and all to the end even if one fails: an aborted build would leave temporary files behind.
  const [mocks, built, sandbox] = await Promise.allSettled([
    startMocks(new Map(Object.entries(mockPorts)), { host, log, links }),
    refreshDocs({ out: site }),
    serveSandbox(createSandbox({ origins, settings: withExamples }), {
      port: sandboxPort,
      host,
      log,
      links,
    }),
  ]);
  const close = async () => {
    const opened = [mocks, sandbox].map((outcome) => outcome.status === 'fulfilled' && outcome.value.close());
    await Promise.all([docs.close(), ...opened]);
  };
  if (mocks.status === 'fulfilled' && built.status === 'fulfilled' && sandbox.status === 'fulfilled') {
    writeLocalServers(site, {
      sandbox: Object.fromEntries(sandboxUrls(sandbox.value.url)),
      mocks: Object.fromEntries([...mocks.value.running].map(([name, { url }]) => [name, url])),
    });
    return { mocks: mocks.value.running, docs, sandbox: sandbox.value, close };
  }
  await close();
  throw [mocks, built, sandbox].find((outcome) => outcome.status === 'rejected')?.reason;
}

/** The site's own page, once there is one. */
function notFound(folder: string, response: ServerResponse): void {
  const page = join(folder, '404.html');
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
  response.end(existsSync(page) ? readFileSync(page) : undefined);
}

/** Serves the built site. It reads each file on request, so that a new build is shown without a restart. */
export async function serveDocs(folder: string, options: Omit<ListenOptions, 'name'>): Promise<Listening> {
  const { default: sirv } = await developmentTool('serving the docs needs sirv', 'sirv', () => import('sirv'));
  const serve = sirv(folder, { dev: true });
  const handle: RequestListener = (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
    else serve(request, response, () => notFound(folder, response));
  };
  return listen(createGuardedServer({ name: 'docs' }, handle), { ...options, name: 'docs' });
}
