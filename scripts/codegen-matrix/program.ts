/** Runs a program of a toolchain. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Thrown for an exit code other than 0; `output` is the whole output. */
export class ProgramFailed extends Error {
  override name = 'ProgramFailed' as const;
  readonly output: string;

  constructor(program: string, reason: string, output: string) {
    super(`${program} ${reason}: ${firstError(output)}`);
    this.output = output;
  }
}

export interface ProgramOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** The slowest step, building Rust crates, takes 45 seconds here; this is an order of magnitude longer. */
const timeout = 10 * 60_000;

/** Returns the output, stdout and stderr together. */
export async function runProgram(program: string, args: string[], { cwd, env }: ProgramOptions = {}): Promise<string> {
  const child = spawn(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, DO_NOT_TRACK: '1', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject).once('close', (exit, signal) => resolve(exit ?? signal ?? 'unknown'));
  });
  if (code !== 0) throw new ProgramFailed(program.split('/').at(-1) ?? program, `ended with ${code}`, output);
  return output;
}

/** The line with the error: the first one with a position in a file, or else the last one. */
function firstError(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const error =
    lines.find((line) => /\.(java|go|py):\W?\d/.test(line) && !line.startsWith('at ')) ??
    lines.find((line) => /\b(error|\w*exception|panicked|failed)\b/i.test(line)) ??
    lines.at(-1);
  return (error ?? 'it printed nothing').slice(0, 300);
}
