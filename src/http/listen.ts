/** Opens a server's port. It resolves when the server listens, and explains in one sentence why it cannot. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError } from '../openapi/cli-error.js';

export interface ListenOptions {
  /** The name of the server, as in `--port name=number`. */
  name: string;
  /** 0 takes any free port. */
  port: number;
  /** By default only this machine can connect. @default '127.0.0.1' */
  host?: string;
  /** Logs each request after its response: `sandbox POST /0.2/kyc 202 12 ms`. @default nothing */
  log?: ((line: string) => void) | undefined;
}

export interface Listening {
  url: string;
  port: number;
  /** Closes every connection too, so that a client that hangs cannot keep the process alive. */
  close(): Promise<void>;
}

/** @throws {CliError} exit code 2, when the port is busy, reserved or not on this machine. */
export async function listen(
  server: Server,
  { name, port, host = '127.0.0.1', log }: ListenOptions,
): Promise<Listening> {
  // For Node an empty host means every address.
  if (host === '') throw new CliError('--host is empty: name an address, such as 127.0.0.1', 2);
  if (log) logRequests(server, name, log);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(sayWhy(error, name, port, host)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const authority = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${authority}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Logs without the query, which may have a credential. */
function logRequests(server: Server, name: string, log: (line: string) => void): void {
  server.on('request', ({ method, url = '' }, response) => {
    const start = performance.now();
    const [path = ''] = url.split('?', 1);
    response.on('close', () => {
      const outcome = response.writableFinished ? response.statusCode : 'broken off';
      log(`${name} ${method} ${path} ${outcome} ${Math.round(performance.now() - start)} ms`);
    });
  });
}

/**
 * Checks that all ports are free, before work is done.
 * @param ports by the name of the server
 * @throws {CliError} exit code 2, for the first that is not
 */
export async function requirePorts(ports: ReadonlyMap<string, number>, host: string): Promise<void> {
  const opened: Listening[] = [];
  try {
    for (const [name, port] of ports) opened.push(await listen(createServer(), { name, port, host }));
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
}

function sayWhy(error: NodeJS.ErrnoException, name: string, port: number, host: string): unknown {
  switch (error.code) {
    case 'EADDRINUSE':
      return new CliError(
        `port ${port}, wanted for ${name}, is in use: stop what listens there or choose another with --port ${name}=<number>`,
        2,
      );
    case 'EACCES':
      return new CliError(`port ${port}, wanted for ${name}, is reserved: choose one above 1023`, 2);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CliError(`${host} is no address of this machine: choose another with --host`, 2);
    default:
      return error;
  }
}
