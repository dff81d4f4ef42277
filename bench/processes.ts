/** Runs programs and servers in separate processes, as users do. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CliError } from '../src/openapi/cli-error.js';
import { packageRoot } from '../src/openapi/providers.js';

/** The published command: `npm run bench` builds it first. */
export const command = join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Server {
  url: string;
  process: ChildProcess;
  /** Milliseconds from the start to the first response, and the same of CPU time. */
  startedIn: number;
  startedWith: number;
  /** Milliseconds of CPU time of its process so far, independent of other load on the machine. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

const usage = join(packageRoot, 'bench', 'servers', 'usage.cjs');
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** @param args arguments of Node.js for a server that listens on that port of 127.0.0.1 */
export async function startServer(
  args: (port: number) => readonly string[],
  probe = '/0.2/check_handle',
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', usage, ...args(port)], {
    cwd: packageRoot,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running.add(child);
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => (running.delete(child), resolve())));
  const isUp = () =>
    fetch(url + probe, { method: 'POST' }).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
  while ((await isUp()) === undefined) {
    if (child.exitCode !== null) throw new CliError(`${args(port).join(' ')} ended: ${said}`, 1);
    await setTimeout(3);
  }
  const startedIn = performance.now() - start;
  const cpu = () =>
    new Promise<number>((resolve) => {
      child.once('message', (used) => resolve(used as number));
      child.send('cpu');
    });
  const startedWith = await cpu();
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, process: child, startedIn, startedWith, cpu, stop };
}

export const startSandbox = (...flags: readonly string[]): Promise<Server> =>
  startServer((port) => [command, 'sandbox', '--port', String(port), ...flags]);

/** Milliseconds of a program, whatever its exit code: wall-clock time and, for Node.js, CPU time. */
export async function timeOf(program: string, args: readonly string[], cwd = packageRoot) {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-bench-'));
  const file = join(folder, 'cpu');
  const isNode = program === process.execPath;
  const start = performance.now();
  const ended = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, KYC_BENCH_CPU: file };
    const all = isNode ? ['--require', usage, ...args] : args;
    execFile(program, all, { cwd, maxBuffer: 256 * 1024 * 1024, env }, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 70) : 0, stdout, stderr });
    });
  });
  const milliseconds = performance.now() - start;
  const cpu = isNode ? Number(readFileSync(file, 'utf8')) : NaN;
  rmSync(folder, { recursive: true });
  return { ...ended, milliseconds, cpu };
}

/** The credentials of the app in the sandbox's Sila, for HTTP Basic. */
export const silaBasic = `Basic ${btoa('sandbox-client-id-of-example-app-0000000001:sandbox-client-secret-of-example-app')}`;

/** A token of the sandbox's Sila for its app. */
export async function silaToken(url: string): Promise<string> {
  const response = await fetch(`${url}/0.2/auth_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: silaBasic },
    body: JSON.stringify({ header: silaHeader() }),
  });
  return ((await response.json()) as { access_token: { token: string } }).access_token.token;
}

export const silaHeader = (user = 'ada_example') => ({
  created: Math.floor(Date.now() / 1000),
  app_handle: 'example_app',
  user_handle: user,
  version: '0.2',
  reference: 'bench-1',
});
