/**
 * A sandbox with many end users: memory per user, time per call, and the time to start from a file with all of them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { benchFolder } from '../peers.js';
import { startSandbox, timeOf } from '../processes.js';
import type { Part, Row } from '../row.js';

const node = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=12000', join(benchFolder, 'subjects.ts')];

export async function measureSubject<Found>(...args: string[]): Promise<Found> {
  const { stdout, stderr, code } = await timeOf(process.execPath, [...node, ...args]);
  if (code !== 0) throw new CliError(`${args.join(' ')}: ${stderr.slice(-2000)}`, 1);
  return JSON.parse(stdout) as Found;
}

export const state: Part = {
  about: 'a sandbox with 100 to 1,000,000 end users: memory for each, CPU a call, start with --state',
  ofBuild: true,
  async run({ quick, say }) {
    const sizes = quick ? [100, 1000] : [100, 10_000, 100_000, 1_000_000];
    const folder = mkdtempSync(join(tmpdir(), 'kyc-state-'));
    const rows: Row[] = [];
    try {
      for (const size of sizes) {
        say(`${size} end users`);
        const { bytes, read, write } = await measureSubject<{ bytes: number; read: number; write: number }>(
          'state',
          String(size),
        );
        const what = `${size.toLocaleString('en')} end users`;
        rows.push(
          { what: `${what}, memory for each`, unit: 'bytes', ours: [bytes] },
          { what: `${what}, get_entity`, unit: 'µs CPU', ours: [read] },
          { what: `${what}, register`, unit: 'µs CPU', ours: [write] },
        );
        const file = join(folder, `${size}.mdb`);
        await measureSubject('file', String(size), file);
        const server = await startSandbox('--state', file);
        await server.stop();
        rows.push({ what: `${what}, start with --state`, unit: 'ms', ours: [server.startedIn] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    return rows;
  },
};
