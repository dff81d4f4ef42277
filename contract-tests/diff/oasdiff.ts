/** What oasdiff, a program in Go, says of each case; its answers are kept in oasdiff.json for machines without it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Case } from './corpus.js';

/** `unreadable` where it ends with an error. */
export type OasdiffAnswer = 'breaking' | 'not breaking' | 'unreadable';

export interface Measured {
  version: string;
  /** The day. */
  date: string;
  /** By the name of the case. */
  answers: Record<string, OasdiffAnswer>;
}

const file = new URL('oasdiff.json', import.meta.url);

export const readMeasured = (): Measured => JSON.parse(readFileSync(file, 'utf8')) as Measured;

export const writeMeasured = (measured: Measured): void =>
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);

/** On the PATH, or where `go install` puts it. */
export function findOasdiff(): string | undefined {
  const { PATH = '', GOPATH, HOME = '' } = process.env;
  const folders = [...PATH.split(delimiter), join(GOPATH ?? join(HOME, 'go'), 'bin')];
  return folders.map((folder) => join(folder, 'oasdiff')).find((file) => spawnSync(file, ['--version']).status === 0);
}

export function askOasdiff(command: string, cases: readonly Case[]): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'oasdiff-'));
  const [old, now] = [join(folder, 'old.json'), join(folder, 'new.json')];
  try {
    const answers = cases.map((item): [string, OasdiffAnswer] => {
      writeFileSync(old, JSON.stringify(item.old));
      writeFileSync(now, JSON.stringify(item.new));
      const { status, stdout } = spawnSync(command, ['breaking', old, now, '--format', 'json'], { encoding: 'utf8' });
      if (status !== 0) return [item.name, 'unreadable'];
      const found = JSON.parse(stdout || '[]') as unknown;
      const isBreaking = Array.isArray(found) && found.some(({ level }: { level: number }) => level === 3);
      return [item.name, isBreaking ? 'breaking' : 'not breaking'];
    });
    const version = versionOf(command);
    return { version, date: new Date().toISOString().slice(0, 10), answers: Object.fromEntries(answers) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `go install` has built says "main" of itself, and its module's version to Go alone. */
function versionOf(command: string): string {
  const said = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
  const pattern = /v?\d+\.\d+\.\d[\w.+-]*/;
  const built = /^\tmod\t\S+\t(\S+)/m.exec(said('go', 'version', '-m', command))?.[1];
  return pattern.exec(said(command, '--version'))?.[0] ?? built ?? 'of an unknown version';
}
