/** A consumer's server in a process of its own, which prints the URL that it listens on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export class RunningProgram {
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;

  constructor(folder: string, program: string, env: Record<string, string>, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
  }

  /** The first match in what it prints. @throws when it ends without one */
  async waitFor(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match[0];
      if (this.#child.exitCode !== null) throw new Error(`ended without ${pattern}:\n${this.stdout}${this.stderr}`);
      await Promise.race([once(this.#child.stdout!, 'data'), once(this.#child, 'close')]);
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill();
    await closed;
  }
}
