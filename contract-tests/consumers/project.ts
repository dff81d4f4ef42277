/** A consumer's project: a folder in which the installed package is found, and nothing else of this repository. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { toolPath } from './tools.js';

export interface Output {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export class ConsumerProject {
  readonly folder: string;

  /** @param name unique in a run of all tests */
  constructor(name: string) {
    this.folder = join(inject('consumer'), name);
    mkdirSync(this.folder);
    this.write('package.json', JSON.stringify({ name, private: true, type: 'module' }));
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Copies a file or folder of this repository. */
  copy(from: string, to: string): void {
    cpSync(join(packageRoot, from), this.path(to), { recursive: true });
  }

  /** Makes a tool a dependency of this project. */
  link(name: string): void {
    const target = this.path('node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(toolPath(name), target, 'junction');
  }

  run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Output> {
    const options = { cwd: this.folder, env: { ...process.env, ...env }, maxBuffer: 32 * 1024 * 1024 };
    return promisify(execFile)(program, [...args], options).then(
      ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
      (error) => ({ exitCode: error.code as number, stdout: String(error.stdout), stderr: String(error.stderr) }),
    );
  }

  node(...args: string[]): Promise<Output> {
    return this.run(process.execPath, args);
  }
}
