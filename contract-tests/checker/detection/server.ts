/** The server of the probes: real HTTP on loopback, each path answered as its probe says. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Probe, Reply } from './probes.js';

export const pathOf = (index: number): string => `/probes/${index}`;

export function documentOf(probes: readonly Probe[], openapi: '3.0.3' | '3.1.1'): object {
  const paths = Object.fromEntries(
    probes.map((probe, index) => [
      pathOf(index),
      { get: { operationId: probe.name, responses: { 200: probe.response, ...probe.others } } },
    ]),
  );
  return { openapi, info: { title: 'Probes', version: '1.0.0' }, paths };
}

export async function serveProbes(probes: readonly Probe[]): Promise<{ url: URL; close(): void }> {
  const server = createServer((request, response) => {
    const reply: Reply = probes[Number(/^\/probes\/(\d+)$/.exec(request.url ?? '')?.[1])]?.reply ?? { status: 404 };
    const headers = { 'content-type': 'application/json', ...reply.headers };
    for (const [name, text] of Object.entries(headers)) if (text !== '') response.setHeader(name, text);
    response.statusCode = reply.status ?? 200;
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
