/** Refuses requests of websites to a server on loopback, before the server handles them. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { InvalidArgumentError } from 'commander';
import { isForeign, isMisdirected, misdirectedDetail, toOriginForm } from './host-check.js';

export interface HostGuard {
  /** The name of the server, for refusals. */
  name: string;
  /** Origins of pages that may use it, besides those of this machine. @default none */
  origins?: readonly string[] | undefined;
}

/** A server that answers 421 to a foreign host name, and 403 to a foreign origin. */
export function createGuardedServer({ name, origins }: HostGuard, listener: RequestListener): Server {
  const server = createServer((request, response) => {
    toOriginForm(request);
    if (isMisdirected(server, request)) return refuse(response, 421, 'Misdirected request', misdirectedDetail(name));
    if (isForeign(server, request, origins)) {
      const detail = `On loopback the ${name} answers pages of this machine only. Let others in with --cors <origin>.`;
      return refuse(response, 403, 'Foreign origin', detail);
    }
    listener(request, response);
  });
  return server;
}

/** Refuses with a problem document (RFC 9457), and closes the connection. */
export function refuse(response: ServerResponse, status: number, title: string, detail: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' })
    .end(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

/** Collects `--cors <origin>` for commander. */
export function readOrigin(text: string, former: string[] = []): string[] {
  const isOrigin = URL.canParse(text) && new URL(text).origin === text;
  if (!isOrigin) throw new InvalidArgumentError('expected an origin such as http://localhost:5173');
  return [...former, text];
}
