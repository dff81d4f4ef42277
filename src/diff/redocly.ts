/** Runs `redocly diff` as a process, on two documents without other files. */
import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CliError } from '../openapi/cli-error.js';
import type { Json } from '../openapi/document.js';
import { makeTemporaryFolder } from '../openapi/temporary-folder.js';

/** The version step that Redocly suggests: for a breaking change, an addition, or anything else. */
export type Impact = 'major' | 'minor' | 'patch';

interface RedoclySpot {
  /** With `#` before it. */
  pointer: string;
  value?: Json;
}

/** A change in the output of `redocly diff --format json`, with the members that are read. */
export interface RedoclyChange {
  path: string;
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: Impact;
  verdicts: { ruleId: string; message: string }[];
  property?: string;
  base?: RedoclySpot;
  revision?: RedoclySpot;
}

/** Seconds for a comparison. */
const timeout = 120;

/**
 * Redocly must be installed.
 * @throws {CliError} exit code 2, where Redocly cannot compare the documents
 */
export async function runRedoclyDiff(old: object, now: object): Promise<RedoclyChange[]> {
  const folder = makeTemporaryFolder('kyc-contracts-diff');
  try {
    await writeFile(join(folder, 'old.json'), JSON.stringify(old));
    await writeFile(join(folder, 'new.json'), JSON.stringify(now));
    const said = await run(folder);
    const text = await readFile(join(folder, 'diff.json'), 'utf8').catch(() => undefined);
    if (text === undefined) {
      throw new CliError(`Redocly cannot compare these documents: ${said || 'it was stopped after two minutes'}`, 2);
    }
    return (JSON.parse(text) as { changes: RedoclyChange[] }).changes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the line with the error, if there is one */
async function run(cwd: string): Promise<string> {
  const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
  const child = spawn(
    process.execPath,
    [redocly, 'diff', 'old.json', 'new.json', '--format=json', '--fail-on=none', '--output=diff.json'],
    {
      cwd,
      env: {
        PATH: process.env['PATH'],
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeout * 1000,
      killSignal: 'SIGKILL',
    },
  );
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (talk = (talk + text).slice(-4000)));
  child.on('error', () => {});
  await new Promise((resolve) => child.once('close', resolve));
  const lines = talk.split('\n').map((line) => line.trim());
  return lines.filter((line) => /[a-z]/i.test(line) && !line.startsWith('║')).at(-1) ?? '';
}
