/** Runs workflows with Redocly Respect in its own process, which can reach only this machine. */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { dirname, join, relative } from 'node:path';
import { listen } from '../../../http/listen.js';
import { makeTemporaryFolder } from '../../../openapi/temporary-folder.js';

export interface RespectOptions {
  files: readonly string[];
  /** URL by name of the source description. A name that no document has is ignored by Respect. */
  servers: Record<string, string>;
  inputs: Record<string, unknown>;
  /** Checks of Respect to turn off, such as `SCHEMA_CHECK`. @default none */
  without?: readonly string[];
  /** Seconds that it may take. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

export interface RespectRun {
  exitCode: number | null;
  /** stdout and stderr, for the message of a failed test. */
  output: string;
  /** The JSON report of Respect; undefined when it ended before. */
  report: string | undefined;
  /** Other hosts that Respect tried to reach. */
  elsewhere: string[];
}

export async function runRespect(options: RespectOptions): Promise<RespectRun> {
  const folder = makeTemporaryFolder('kyc-contracts-respect');
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
      // The sender of the requests bounds their time; Respect must not give up first.
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
        // Inputs have credentials, and every user of a machine can read the arguments of a process.
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
  // An abort kills the process and emits an error besides the end.
  child.on('error', () => {});
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output };
}

/** A proxy that records the host of each request and connects to none. */
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
