/** One document of other people's: served by a mock, and checked against it by the command as a user runs it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { startMockFor } from '../../src/mock/server.js';
import { RunningCommand } from '../support/command.js';

export interface Measured {
  name: string;
  /** Bytes of the document's first file, and the first twelve digits of its SHA-256. */
  bytes: number;
  digest: string;
  /** Operations of the document, and those of which a case was exercised. */
  operations: number;
  exercised: number;
  failed: number;
  exitCode: number | null;
  /** Why it was refused or gave up, in one line; left out where it was checked to its end. */
  trouble?: string;
  /** The commonest reason why an operation was not exercised at all. */
  reason?: string;
}

interface ReportFile {
  cases: { operationId: string; outcome: string; reason?: string }[];
}

/** @param timeout seconds that the whole check may take */
export async function measure(file: string, timeout: number): Promise<Measured> {
  const content = readFileSync(file);
  const measured: Measured = {
    name: basename(file),
    bytes: content.length,
    digest: createHash('sha256').update(content).digest('hex').slice(0, 12),
    operations: 0,
    exercised: 0,
    failed: 0,
    exitCode: null,
  };
  const folder = mkdtempSync(join(tmpdir(), 'kyc-corpus-'));
  const report = join(folder, 'report.json');
  let mock;
  try {
    mock = await startMockFor(file, { port: 0 });
    const { code, stderr } = await check(file, mock.url, report, timeout);
    const stack = /^\s+at .+:\d+:\d+/m.exec(stderr);
    if (stack) return { ...measured, exitCode: code, trouble: `a stack trace: ${stack[0].trim()}` };
    if (code !== 0 && code !== 1) return { ...measured, exitCode: code, trouble: lastLine(stderr) };
    return { ...measured, exitCode: code, ...count(JSON.parse(readFileSync(report, 'utf8')) as object) };
  } catch (error) {
    const prefix = error instanceof CliError ? '' : `${(error as Error).name}: `;
    return { ...measured, trouble: `${prefix}${lastLine((error as Error).message)}` };
  } finally {
    await mock?.close();
    rmSync(folder, { recursive: true });
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)!.slice(0, 200);

async function check(file: string, url: string, report: string, timeout: number) {
  const flags = ['--driver', 'direct', '--phase', 'examples', '--json', report];
  const command = new RunningCommand('check', '--spec', file, '--url', url, ...flags);
  const late = setTimeout(() => void command.stop('SIGKILL'), timeout * 1000);
  const code = await command.exitCode;
  clearTimeout(late);
  return { code, stderr: code === null ? `given up after ${timeout} s` : command.stderr };
}

function count(report: object): Pick<Measured, 'operations' | 'exercised' | 'failed' | 'reason'> {
  const cases = [report].flat().flatMap((one) => (one as ReportFile).cases ?? []);
  const exercised = cases.filter(({ outcome }) => outcome !== 'skipped');
  const idsOf = (list: typeof cases) => new Set(list.map(({ operationId }) => operationId));
  const reached = idsOf(exercised);
  const reasons = new Map<string, number>();
  for (const { operationId, reason = '' } of cases) {
    if (!reached.has(operationId)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const [reason] = [...reasons].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    operations: idsOf(cases).size,
    exercised: reached.size,
    failed: exercised.filter(({ outcome }) => outcome === 'failed').length,
    ...(reason !== undefined && { reason }),
  };
}
