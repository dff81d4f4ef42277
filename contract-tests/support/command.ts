/** Runs the `kyc-contracts` command like a shell: a separate process with its output and its exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';

/** These verbs are not in the package, so they run from the sources. */
const repositoryVerbs = new Set(['start', 'generate', 'lint', 'docs', 'changes', 'drift', 'release', 'codegen-matrix']);

export class RunningCommand {
  stdout = '';
  stderr = '';
  /** Null if a signal ended the process. */
  readonly exitCode: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(...args: string[]);
  /** @param where the working directory, and additional environment variables. */
  constructor(where: { cwd?: string; env?: NodeJS.ProcessEnv }, ...args: string[]);
  constructor(first: string | { cwd?: string; env?: NodeJS.ProcessEnv }, ...rest: string[]) {
    const { cwd = packageRoot, env } = typeof first === 'string' ? {} : first;
    const args = typeof first === 'string' ? [first, ...rest] : rest;
    // Runs one process without npm, so that a signal reaches the command itself.
    const command = repositoryVerbs.has(args[0]!)
      ? ['--import', 'tsx', join(packageRoot, 'scripts', 'repository.ts')]
      : [join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js')];
    const child = spawn(process.execPath, [...command, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exitCode = new Promise((resolve) => child.once('close', resolve));
    this.#child = child;
  }

  /** Resolves with the first match in stdout; throws when the command ends without one. */
  async waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    let ended = false;
    void this.exitCode.then(() => (ended = true));
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      if (ended) throw new Error(`ended without ${pattern}:\n${this.stdout}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exitCode;
  }
}
