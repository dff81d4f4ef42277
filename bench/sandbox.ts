/**
 * `npm run bench:sandbox`: requests per second of the sandbox, in memory and with `--state`, against Prism's mock of the
 * same document, in one run and in turns: POST /0.2/check_handle on 1, 50 and 200 connections. Each server is a process.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { packageRoot } from '../src/openapi/providers.js';

const rounds = 3;
/** Seconds. */
const duration = 4;

const folder = mkdtempSync(join(tmpdir(), 'kyc-bench-'));
const header = () => ({
  created: Math.floor(Date.now() / 1000),
  app_handle: 'example_app',
  user_handle: 'ada_example',
  version: '0.2',
  reference: 'bench-1',
});
const json = { 'content-type': 'application/json' };

const commands = {
  'Prism (mock)': ['mock', 'sila', '--port', '0'],
  sandbox: ['sandbox', '--port', '0'],
  'sandbox --state': ['sandbox', '--port', '0', '--state', join(folder, 'state.mdb')],
};

const running: ChildProcess[] = [];
try {
  const servers = new Map<string, { url: string; token: string }>();
  for (const [name, flags] of Object.entries(commands)) {
    const url = await start(flags);
    servers.set(name, { url, token: name.startsWith('Prism') ? 'fake-token' : await tokenOf(url) });
  }
  for (const connections of [1, 50, 200]) {
    const found = new Map<string, { rate: number; p99: number }[]>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, server] of servers) {
        found.set(name, [...(found.get(name) ?? []), await measure(server, connections)]);
      }
    }
    const [base, ...others] = [...found].map(([name, list]) => ({ name, ...median(list) }));
    console.log(`${connections} ${connections === 1 ? 'connection' : 'connections'}`);
    console.table(
      [base!, ...others].map(({ name, rate, p99 }) => ({
        server: name,
        'requests/s': Math.round(rate),
        'to Prism': Number((rate / base!.rate).toFixed(2)),
        'p99, ms': p99,
      })),
    );
  }
} finally {
  running.forEach((child) => child.kill());
  rmSync(folder, { recursive: true, force: true });
}

function start(flags: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/kyc-contracts.ts', ...flags], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^sila\S* (http:\/\/\S+)$/m.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`${flags.join(' ')} ended with ${code}`)));
  });
}

async function tokenOf(url: string): Promise<string> {
  const secret = 'sandbox-client-id-of-example-app-0000000001:sandbox-client-secret-of-example-app';
  const response = await fetch(`${url}/0.2/auth_token`, {
    method: 'POST',
    headers: { ...json, authorization: `Basic ${btoa(secret)}` },
    body: JSON.stringify({ header: header() }),
  });
  return ((await response.json()) as { access_token: { token: string } }).access_token.token;
}

async function measure({ url, token }: { url: string; token: string }, connections: number) {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `${url}/0.2/check_handle`,
    method: 'POST',
    connections,
    duration,
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify({ header: header() }),
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were no success, ${errors} did not come`);
  return { rate: requests.average, p99: latency.p99 };
}

function median(list: { rate: number; p99: number }[]): { rate: number; p99: number } {
  return [...list].sort((a, b) => a.rate - b.rate)[list.length >> 1]!;
}
