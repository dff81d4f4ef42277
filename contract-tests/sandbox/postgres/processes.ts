/** Processes of the sandbox that share a database, and what a balancer in front of them does. */
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunningCommand } from '../../support/command.js';
import type { Sandbox } from '../../../src/sandbox/index.js';

export interface Processes {
  readonly commands: readonly RunningCommand[];
  /** Base URLs without a path. */
  readonly urls: readonly string[];
  /** Sends each request to the next process in turn. */
  readonly balanced: Sandbox;
  stop(): Promise<void>;
}

export async function startProcesses(count: number, database: string, ...args: string[]): Promise<Processes> {
  const commands = Array.from(
    { length: count },
    () => new RunningCommand('sandbox', '--port', '0', '--state', database, ...args),
  );
  const urls = await Promise.all(
    commands.map(async (command) => new URL((await command.waitFor(/^sila (\S+)/m))[1]!).origin),
  );
  let next = 0;
  const fetchBalanced = async (input: Request | URL | string, init?: RequestInit) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const target = `${urls[next++ % urls.length]}${pathname}${search}`;
    const body = request.body ? await request.arrayBuffer() : undefined;
    return fetch(target, { method: request.method, headers: request.headers, ...(body && { body }) });
  };
  return {
    commands,
    urls,
    balanced: { fetch: fetchBalanced, clock: { now: () => Date.now() } } as unknown as Sandbox,
    stop: async () => void (await Promise.all(commands.map((command) => command.stop('SIGTERM')))),
  };
}

/** A balancer as a process has one before it: each request goes to the next in turn, as it is. */
export async function startBalancer(urls: readonly string[]): Promise<{ url: string; server: Server }> {
  let next = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming;
    const forwarded = send(`${urls[next++ % urls.length]}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
