/**
 * CPU time of one call: `fetch` alone and with a timeout, openapi-fetch with one middleware that adds a token, and Sila's client. First
 * with a function instead of the server, which answers in the next turn of the event loop, the earliest for any server;
 * then with a server on loopback, whose own CPU time is in all of the figures.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type createClient from 'openapi-fetch';
import { Bench } from 'tinybench';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { findPeer } from '../peers.js';
import type { Part, Row } from '../row.js';

const answer = JSON.stringify({ success: true, message: 'ok', reference: 'x'.repeat(36), status: 'x'.repeat(200) });
const headers = { 'content-type': 'application/json' };
const body = { header: { created: 1763683200, app_handle: 'app', user_handle: 'ada' }, flow: 'f' };

export const client: Part = {
  about: 'CPU time of a call, beside raw fetch and openapi-fetch with one middleware',
  async run({ quick, say }) {
    const file = findPeer('openapi-fetch', say);
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(202, headers).end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inProcess = async () => {
      await setImmediate();
      return new Response(answer, { status: 202, headers });
    };
    const servers: Record<string, { fetch: (request: Request) => Promise<Response>; calls: number }> = {
      'in process': { fetch: inProcess, calls: quick ? 200 : 2_000 },
      'on loopback': { fetch: globalThis.fetch, calls: quick ? 50 : 300 },
    };
    const rows: Row[] = [];
    for (const [where, { fetch, calls }] of Object.entries(servers)) {
      const ours = createSilaClient({ baseUrl, fetch, credentials: { bearer: 'fake-token' } });
      const subjects: Record<string, () => Promise<unknown>> = {
        async fetch() {
          const init = { method: 'POST', headers: { ...headers, Authorization: 'Bearer fake-token' } };
          const response = await fetch(new Request(`${baseUrl}/0.2/kyc`, { ...init, body: JSON.stringify(body) }));
          return JSON.parse(await response.text());
        },
        // What a call that ends in time costs by hand: a third of what the client takes beyond a bare one.
        async 'fetch with a timeout'() {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), 30_000);
          const init = { method: 'POST', headers: { ...headers, Authorization: 'Bearer fake-token' } };
          const { signal } = controller;
          const response = await fetch(
            new Request(`${baseUrl}/0.2/kyc`, { ...init, body: JSON.stringify(body), signal }),
          );
          const read = JSON.parse(await response.text()) as unknown;
          clearTimeout(timer);
          return read;
        },
        ours: () => ours.POST('/0.2/kyc', { body }),
      };
      if (file) {
        const openapi = (await import(pathToFileURL(file).href)) as { default: typeof createClient };
        const peer = openapi.default<any>({ baseUrl, fetch });
        peer.use({ onRequest: ({ request }) => request.headers.set('Authorization', 'Bearer fake-token') });
        subjects['openapi-fetch'] = () => peer.POST('/0.2/kyc', { body });
      }
      const { ours: samples = [], ...others } = await cpuTimes(subjects, calls, quick ? 2 : 25);
      const row = { what: `client call, ${where}`, unit: 'µs CPU', ours: samples };
      rows.push({ ...row, peer: { name: 'fetch(new Request())', samples: others['fetch']! }, target: { atMost: 1.4 } });
      rows.push({ ...row, peer: { name: 'fetch with a timeout', samples: others['fetch with a timeout']! } });
      if (others['openapi-fetch'])
        rows.push({ ...row, peer: { name: 'openapi-fetch', samples: others['openapi-fetch'] } });
    }
    server.close();
    server.closeAllConnections();
    return rows;
  },
};

/**
 * Alternates the subjects, so that other load on the machine affects all of them. Microseconds per call by subject, one
 * sample per round.
 */
async function cpuTimes(subjects: Record<string, () => Promise<unknown>>, calls: number, rounds: number) {
  const samples: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round++) {
    const bench = new Bench({ now: cpuNow, time: 0, iterations: 1, warmup: false, retainSamples: true });
    for (const [name, call] of Object.entries(subjects)) {
      bench.add(name, async () => {
        for (let index = 0; index < calls; index++) await call();
      });
    }
    for (const { name, result } of await bench.run()) {
      if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`);
      // The first round only warms up.
      if (round > 0) (samples[name] ??= []).push((result.latency.mean * 1000) / calls);
    }
  }
  return samples;
}

/** CPU time of this process in milliseconds. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
