/**
 * `npm run bench:client`: CPU time of one call, side by side in one run: `fetch` alone, openapi-fetch with one middleware
 * that puts in a token, and the client of Sila. Once with a function in place of the server, which answers in the next
 * turn of the event loop, as any server does at the earliest; once with a server on loopback.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import { createSilaClient } from '../src/providers/sila/index.js';

const rounds = 25;
const answer = JSON.stringify({ success: true, message: 'ok', reference: 'x'.repeat(36), status: 'x'.repeat(200) });
const headers = { 'content-type': 'application/json' };
const body = { header: { created: 1763683200, app_handle: 'app', user_handle: 'ada' }, flow: 'f' };

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(202, headers).end(answer));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const servers: Record<string, { fetch: (request: Request) => Promise<Response>; calls: number }> = {
  'in process': {
    calls: 2_000,
    async fetch() {
      await setImmediate();
      return new Response(answer, { status: 202, headers });
    },
  },
  'on loopback': { calls: 300, fetch: globalThis.fetch },
};

for (const [name, { fetch, calls }] of Object.entries(servers)) {
  const openapiFetch = createClient<any>({ baseUrl, fetch });
  openapiFetch.use({ onRequest: ({ request }) => request.headers.set('Authorization', 'Bearer fake-token') });
  const ours = createSilaClient({ baseUrl, fetch, credentials: { bearer: 'fake-token' } });
  console.log(name);
  await compare(calls, {
    async fetch() {
      const init = { method: 'POST', headers: { ...headers, Authorization: 'Bearer fake-token' } };
      const response = await fetch(new Request(`${baseUrl}/0.2/kyc`, { ...init, body: JSON.stringify(body) }));
      return JSON.parse(await response.text());
    },
    'openapi-fetch': () => openapiFetch.POST('/0.2/kyc', { body }),
    'kyc-contracts': () => ours.POST('/0.2/kyc', { body }),
  });
}
server.close();
server.closeAllConnections();

/** In turns, so that what the machine does meanwhile is shared; the median, because a round may meet a collection of garbage. */
async function compare(calls: number, subjects: Record<string, () => Promise<unknown>>): Promise<void> {
  const times = new Map(Object.keys(subjects).map((name) => [name, [] as number[]]));
  for (const call of Object.values(subjects)) await measure(calls, call);
  for (let round = 0; round < rounds; round++) {
    for (const [name, call] of Object.entries(subjects)) times.get(name)!.push(await measure(calls, call));
  }
  const median = (name: string) => times.get(name)!.sort((a, b) => a - b)[rounds >> 1]!;
  const row = (name: string) => ({
    'µs CPU a call': +median(name).toFixed(1),
    'of fetch': +(median(name) / median('fetch')).toFixed(2),
    'of openapi-fetch': +(median(name) / median('openapi-fetch')).toFixed(2),
  });
  console.table(Object.fromEntries([...times.keys()].map((name) => [name, row(name)])));
}

async function measure(calls: number, call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < calls; index++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
