/** Requests per second of POST /0.2/check_handle, valid: the sandbox, Prism's mock of the same document, bare node:http. */
import { CliError } from '../../src/openapi/cli-error.js';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { benchFolder, findPeer } from '../peers.js';
import { silaHeader, silaToken, startSandbox, startServer, type Server } from '../processes.js';
import { beside, inTurns, type Part, type Row } from '../row.js';

export const sandbox: Part = {
  about: 'requests per second and 99th percentile on 10 and 50 connections, beside Prism and bare node:http',
  ofBuild: true,
  async run({ quick, say }) {
    const prism = findPeer('prism', say);
    const servers = new Map<string, Server>();
    try {
      servers.set('sandbox', await startSandbox());
      servers.set(
        'bare',
        await startServer((port) => ['--import', 'tsx', join(benchFolder, 'servers/bare.ts'), String(port)]),
      );
      if (prism) {
        const options = (port: number) => ['--port', String(port), '--verboseLevel', 'silent'];
        servers.set(
          'Prism',
          await startServer((port) => [prism, 'mock', 'generated/sila/openapi.json', ...options(port)]),
        );
      }
      const token = await silaToken(servers.get('sandbox')!.url);
      const rows: Row[] = [];
      for (const connections of [10, 50]) {
        say(`${connections} connections`);
        const late: Record<string, number[]> = {};
        const cpu: Record<string, number[]> = {};
        const subject = (name: string) => async () => {
          const server = servers.get(name)!;
          const before = await server.cpu();
          const { rate, p99, all } = await load(server.url, token, connections, quick ? 1 : 5);
          (late[name] ??= []).push(p99);
          (cpu[name] ??= []).push((1000 * ((await server.cpu()) - before)) / all);
          return rate;
        };
        const rates = await inTurns(
          quick ? 1 : 5,
          Object.fromEntries([...servers.keys()].map((name) => [name, subject(name)])),
        );
        const row = { what: `sandbox, ${connections} connections`, unit: 'req/s', ours: rates['sandbox']! };
        rows.push({ ...row, ...beside('bare node:http', rates['bare']!, { atLeast: 0.4 }) });
        // CPU time is independent of other load on the machine. The row is inverted, so that lower is better.
        const own = { what: `${row.what}, a request`, unit: 'µs CPU', ours: cpu['sandbox']! };
        rows.push({ ...own, ...beside('bare node:http', cpu['bare']!, { atMost: 2.5 }) });
        if (!prism) continue;
        rows.push({ ...own, ...beside('Prism', cpu['Prism']!, { atMost: 0.2 }) });
        rows.push({ ...row, ...beside('Prism', rates['Prism']!, { atLeast: 5 }) });
        const peer = beside('Prism', late['Prism']!, { atMost: 0.3 });
        rows.push({ what: `${row.what}, p99`, unit: 'ms', ours: late['sandbox']!, ...peer });
      }
      return rows;
    } finally {
      await Promise.all([...servers.values()].map((server) => server.stop()));
    }
  },
};

async function load(url: string, token: string, connections: number, duration: number) {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `${url}/0.2/check_handle`,
    method: 'POST',
    connections,
    duration,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ header: silaHeader() }),
  });
  if (non2xx + errors > 0) throw new CliError(`${non2xx} answers were no success, ${errors} did not come`, 1);
  return { rate: requests.average, p99: latency.p99, all: requests.total };
}
