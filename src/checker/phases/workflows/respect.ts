/** Runs workflows with Redocly Respect, a process of its own that can reach this machine and nothing else. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { listen } from '../../../http/listen.js';

export interface RespectOptions {
  files: readonly string[];
  /** URL by name of the source description. A name that no document has is ignored by Respect. */
  servers: Record<string, string>;
  inputs: Record<string, unknown>;
  /** Checks of Respect's own to leave to somebody else, such as `SCHEMA_CHECK`. @default none */
  without?: readonly string[];
  /** Seconds that it may take. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

export interface RespectRun {
  exitCode: number | null;
  /** Both streams, for the message of a test that fails. */
  output: string;
  /** What Respect wrote as JSON; undefined when it did not get that far. */
  report: string | undefined;
  /** Hosts that Respect turned to besides this machine. */
  elsewhere: string[];
}

export async function runRespect(options: RespectOptions): Promise<RespectRun> {
  const folder = await mkdtemp(join(tmpdir(), 'respect-'));
  const json = join(folder, 'run.json');
  const outside = await refuseEverything();
  try {
    const { exitCode, output } = await run(options, json, outside.url);
    const report = await readFile(json, 'utf8').catch(() => undefined);
    return { exitCode, output, report, elsewhere: outside.asked };
  } finally {
    await outside.close();
    await rm(folder, { recursive: true });
  }
}

type Ended = Pick<RespectRun, 'exitCode' | 'output'>;

async function run(options: RespectOptions, json: string, outside: string): Promise<Ended> {
  const { files, servers, inputs, without = [], timeout, signal } = options;
  const cwd = dirname(files[0] as string);
  const child = spawn(
    process.execPath,
    [
      createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js'),
      'respect',
      ...files.map((file) => relative(cwd, file)),
      ...Object.entries(servers).map(([name, url]) => `--server=${name}=${url}`),
      ...(without.length > 0 ? [`--severity=${without.map((check) => `${check}=off`).join(',')}`] : []),
      `--json-output=${json}`,
      // Who sends the requests bounds them; Respect must not give up first.
      `--max-fetch-timeout=${timeout * 1000}`,
    ],
    {
      cwd,
      env: {
        PATH: process.env['PATH'],
        NO_PROXY: '127.0.0.1',
        HTTP_PROXY: outside,
        HTTPS_PROXY: outside,
        REDOCLY_TELEMETRY: 'off',
        NO_COLOR: '1',
        // Inputs hold credentials, and arguments can be read by every user of a machine.
        REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeout * 1000,
      killSignal: 'SIGKILL',
      ...(signal && { signal }),
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  // An abort kills it and is reported as an error, besides the end.
  child.on('error', () => {});
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output };
}

/** A proxy for whatever is not on this machine: it notes the host and connects to nothing. */
async function refuseEverything() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return { asked, ...(await listen(server, { name: 'the proxy', port: 0 })) };
}
