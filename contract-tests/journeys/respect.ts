/** Runs workflows with Redocly Respect, a process of its own that can reach the played implementation and nothing else. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { packageRoot } from '../../scripts/providers.js';
import { listen } from '../../scripts/serve/listen.js';

export interface RespectRun {
  exitCode: number | null;
  /** Both streams, for the message of a test that fails. */
  output: string;
  /** What Respect wrote as JSON. */
  report: string;
  /** What it says of each workflow, in the order in which they ran. */
  journeys: Journey[];
  /** Hosts that Respect turned to besides this machine. */
  elsewhere: string[];
}

export interface Journey {
  workflowId: string;
  passed: boolean;
  /** The workflow's own steps that were executed; one that is another workflow counts once. */
  steps: string[];
  /** Requests sent, those of workflows within included. */
  requests: number;
}

/** @param servers URL by name of the source description. A name that no document has is ignored by Respect. */
export async function runRespect(
  files: readonly string[],
  servers: Record<string, string>,
  inputs: Record<string, unknown>,
): Promise<RespectRun> {
  const folder = await mkdtemp(join(tmpdir(), 'respect-'));
  const json = join(folder, 'run.json');
  const outside = await refuseEverything();
  try {
    const { exitCode, output } = await run(
      [
        ...files.map((file) => relative(packageRoot, file)),
        ...Object.entries(servers).map(([name, url]) => `--server=${name}=${url}`),
        `--json-output=${json}`,
      ],
      // Inputs hold credentials, and arguments can be read by every user of a machine.
      { REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs), HTTP_PROXY: outside.url, HTTPS_PROXY: outside.url },
    );
    const report = await readFile(json, 'utf8').catch(() => '{"files":{}}');
    return { exitCode, output, report, journeys: readReport(report), elsewhere: outside.asked };
  } finally {
    await outside.close();
    await rm(folder, { recursive: true });
  }
}

async function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ exitCode: number | null; output: string }> {
  const cli = join(packageRoot, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  const child = spawn(process.execPath, [cli, 'respect', ...args], {
    cwd: packageRoot,
    env: { PATH: process.env['PATH'], NO_PROXY: '127.0.0.1', REDOCLY_TELEMETRY: 'off', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A journey that waits for what will not come would go on for three minutes.
    timeout: 60_000,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
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

/** The parts of Respect's JSON that are read here; a step of a workflow may be a workflow itself. */
type Executed = { stepId: string } & ({ type: 'step' } | { type: 'workflow'; executedSteps: Executed[] });
interface Report {
  files: Record<
    string,
    { totalRequests: number; executedWorkflows: { workflowId: string; status: string; executedSteps: Executed[] }[] }
  >;
}

function readReport(json: string): Journey[] {
  return Object.values((JSON.parse(json) as Report).files).flatMap(({ totalRequests, executedWorkflows }) =>
    executedWorkflows.map(({ workflowId, status, executedSteps }) => ({
      workflowId,
      passed: status === 'success',
      steps: [...new Set(executedSteps.map(({ stepId }) => stepId))],
      requests: totalRequests,
    })),
  );
}
