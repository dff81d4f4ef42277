/** `redocly score` of each document, and its minimum. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { packageRoot } from '../../src/openapi/providers.js';

export interface Score {
  provider: string;
  /** 0 to 100, with one decimal; undefined for a document of more than {@link mostOperations}. */
  score: number | undefined;
  /** Undefined if no minimum is set. */
  floor: number | undefined;
}

/** Redocly takes more than a quarter of an hour for 3,000 operations, and the time grows faster than their number. */
export const mostOperations = 2_000;

const floorsFile = 'scripts/lint/score-floors.json';

export function readFloors(): Record<string, number> {
  return JSON.parse(readFileSync(join(packageRoot, floorsFile), 'utf8')) as Record<string, number>;
}

export function scoreDocument(provider: string, bundle: JsonObject, floors = readFloors()): Score {
  const floor = floors[provider];
  if (operationsOf(bundle).length > mostOperations) return { provider, score: undefined, floor };
  const folder = mkdtempSync(join(tmpdir(), 'kyc-score-'));
  const file = join(folder, 'openapi.json');
  try {
    writeFileSync(file, JSON.stringify(bundle));
    const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
    const output = execFileSync(process.execPath, [redocly, 'score', file, '--format', 'json'], {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
      // It prints a line for each operation.
      maxBuffer: 1024 * 1024 * 1024,
      cwd: folder,
    });
    const { agentReadiness } = JSON.parse(output) as { agentReadiness: number };
    return { provider, score: agentReadiness, floor };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function findFallen(scores: readonly Score[]): string[] {
  return scores.flatMap(({ provider, score, floor }) =>
    floor !== undefined && score !== undefined && score < floor
      ? [`redocly score of ${provider} fell from ${floor} to ${score}: say what it lacks, or lower ${floorsFile}`]
      : [],
  );
}

export function renderScores(scores: readonly Score[]): string {
  const one = ({ provider, score, floor }: Score): string => {
    if (score === undefined) return `${provider} not scored (more than ${mostOperations} operations)`;
    if (floor === undefined) return `${provider} ${score} (no floor yet: ${floorsFile})`;
    return `${provider} ${score}${score > floor ? ` (raise its floor of ${floor} in ${floorsFile})` : ''}`;
  };
  return `redocly score: ${scores.map(one).join(', ')}`;
}
