/** A copy of this repository in a folder of its own, whose documents a test may break. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

export class RepositoryCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'kyc-generate-'));

  constructor() {
    for (const part of ['package.json', '.oxfmtrc.json', 'scripts', 'src', 'spec', 'generated']) {
      cpSync(join(packageRoot, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(join(packageRoot, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** `kyc-contracts generate …` in the copy. */
  generate(...args: string[]): Promise<Run> {
    const command = [join('node_modules', '.bin', 'tsx'), 'scripts/repository.ts', 'generate', ...args];
    return new Promise((resolve) => {
      execFile(process.execPath, command, { cwd: this.root }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  path(file: string): string {
    return join(this.root, file);
  }

  edit(file: string, change: (text: string) => string): void {
    writeFileSync(this.path(file), change(readFileSync(this.path(file), 'utf8')));
  }

  /** Contents of `generated/`, by file. */
  output(): Record<string, string> {
    const folder = this.path('generated');
    if (!existsSync(folder)) return {};
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((file) => join(file.parentPath, file.name)).sort();
    return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
