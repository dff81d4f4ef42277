/** Keeps websites from a server on loopback: shared by the sandbox, the mock, the proxy and the docs. */
import type { IncomingMessage, Server } from 'node:http';
import { isLoopbackAddress, isLoopbackHost } from './loopback.js';

/** Whether a server listens on this machine alone. */
export function isOnLoopback(server: Server): boolean {
  const address = server.address();
  return address !== null && typeof address !== 'string' && isLoopbackAddress(address.address);
}

/**
 * Whether a request came to loopback by a name that is not loopback's. No honest client's does, but a browser's may: a
 * website whose name is made to point here (DNS rebinding) counts as of the same origin with what is here.
 */
export function isMisdirected(server: Server, { headers: { host } }: IncomingMessage): boolean {
  if (host === undefined || host === lastLoopbackHost) return false;
  const isOurs = isLoopbackHost(host);
  if (isOurs) lastLoopbackHost = host;
  return !isOurs && isOnLoopback(server);
}

/** Nearly all requests name the same one, and to parse it is some hundredths of what a request costs. */
let lastLoopbackHost: string | undefined;

/**
 * Whether a page that is not of this machine sent a request to loopback. `Origin: null` is that of any sandboxed frame.
 * @param origins of pages that may
 */
export function isForeign(
  server: Server,
  { headers: { origin } }: IncomingMessage,
  origins: readonly string[] = [],
): boolean {
  if (origin === undefined || origins.includes(origin) || !isOnLoopback(server)) return false;
  return !URL.canParse(origin) || !isLoopbackHost(new URL(origin).host);
}

/** @param name what was asked, such as `sandbox` */
export const misdirectedDetail = (name: string): string =>
  `On loopback the ${name} answers to localhost and loopback addresses only. For other names have it listen elsewhere, with --host.`;
