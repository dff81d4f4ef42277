/** Protects servers on loopback (sandbox, mock, proxy, docs) from websites. */
import type { IncomingMessage, Server } from 'node:http';
import { isLoopbackAddress, isLoopbackHost } from './loopback.js';

/** Whether a server listens only on this machine. */
export function isOnLoopback(server: Server): boolean {
  const address = server.address();
  return address !== null && typeof address !== 'string' && isLoopbackAddress(address.address);
}

/**
 * Whether a request to loopback names another host. Honest clients do not, but a website may: with a name that points
 * here (DNS rebinding) it has the same origin as the server.
 */
export function isMisdirected(server: Server, { headers: { host } }: IncomingMessage): boolean {
  if (host === undefined || host === lastLoopbackHost) return false;
  const isOurs = isLoopbackHost(host);
  if (isOurs) lastLoopbackHost = host;
  return !isOurs && isOnLoopback(server);
}

/**
 * Rewrites a target that is a URL to path and query, and takes its host: a server "MUST accept the absolute-form" and
 * "MUST ignore the received Host" beside it (RFC 9112, 3.2.2).
 */
export function toOriginForm(request: IncomingMessage): void {
  const [, host, path = ''] = /^https?:\/\/([^/?]*)(.*)$/i.exec(request.url ?? '') ?? [];
  if (host === undefined) return;
  request.headers.host = host;
  request.url = path.startsWith('/') ? path : `/${path}`;
}

/** Nearly all requests have the same host, so the last one is cached. */
let lastLoopbackHost: string | undefined;

/**
 * Whether a page of another machine sent a request to loopback. Sandboxed frames send `Origin: null`.
 * @param origins of pages that are allowed
 */
export function isForeign(
  server: Server,
  { headers: { origin } }: IncomingMessage,
  origins: readonly string[] = [],
): boolean {
  if (origin === undefined || origins.includes(origin) || !isOnLoopback(server)) return false;
  return !URL.canParse(origin) || !isLoopbackHost(new URL(origin).host);
}

/** @param name of the server, such as `sandbox` */
export const misdirectedDetail = (name: string): string =>
  `On loopback the ${name} answers to localhost and loopback addresses only. For other names have it listen elsewhere, with --host.`;
