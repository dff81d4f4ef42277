/** Opens a server's port: resolves when it really listens, and says in one sentence why it cannot. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError } from '../openapi/cli-error.js';

export interface ListenOptions {
  /** What is served, as the user names it in `--port name=number`. */
  name: string;
  /** 0 takes any free port. */
  port: number;
  /** By default only this machine can connect. @default '127.0.0.1' */
  host?: string;
}

export interface Listening {
  url: string;
  port: number;
  /** Ends every connection too, so that a client that hangs cannot keep the process alive. */
  close(): Promise<void>;
}

/** @throws {CliError} exit code 2, when the port is busy, reserved or not on this machine. */
export async function listen(server: Server, { name, port, host = '127.0.0.1' }: ListenOptions): Promise<Listening> {
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
