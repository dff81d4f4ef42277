/** Finds and reads the two documents of `diff`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWithPositions, maxRootSize } from '../../openapi/bundle.js';
import { nearest } from '../../checker/nearest.js';
import { CliError } from '../../openapi/cli-error.js';
import type { JsonObject } from '../../openapi/document.js';
import { readBounded, refuseUrl } from '../../openapi/inside-folder.js';
import {
  generatedPath,
  listProviders,
  packageRoot,
  packageVersion,
  sourcePath,
  specRoot,
} from '../../openapi/providers.js';
import type { SourcePositions } from '../../openapi/source-positions.js';
import { warnIfStale } from '../../openapi/stale.js';
import { makeTemporaryFolder } from '../../openapi/temporary-folder.js';

export interface Version {
  /** The name that the user gave. */
  name: string;
  document: JsonObject;
  /** Positions of its clauses in files; undefined for a document that is not in the user's files. */
  positions?: () => Promise<SourcePositions | undefined>;
}

interface Wanted {
  text: string;
  kind: 'file' | 'provider' | 'archive' | 'release' | 'revision';
  /** The part before the colon, or all of it. */
  source: string;
  /** The part after it: a provider or a file; undefined where it is not given. */
  part: string | undefined;
}

/** @throws {CliError} exit code 2, with what cannot be found or read */
export async function readVersions(
  old: string,
  now: string,
  allowRefs: readonly string[] = [],
): Promise<{ old: Version; new: Version }> {
  const wanted = [parse(old), parse(now)] as const;
  const [first, second] = wanted.map(({ kind, source, part }) =>
    kind === 'file' || kind === 'provider' ? source : part,
  );
  return {
    old: await read(wanted[0], first ?? second, allowRefs),
    new: await read(wanted[1], second ?? first, allowRefs),
  };
}

/** One document: of a released version, an archive or a git revision. */
export const readVersion = (text: string, provider: string): Promise<Version> => read(parse(text), provider, []);

const version = /^(?:kyc-contracts@)?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/;

function parse(text: string): Wanted {
  if (text === '') throw new CliError('a version is empty: name a file, a provider or a git revision', 2);
  refuseUrl(text);
  if (listProviders().includes(text)) return { text, kind: 'provider', source: text, part: text };
  if (existsSync(text) && !text.endsWith('.tgz')) return { text, kind: 'file', source: text, part: undefined };
  const [, provider, released] = /^([\w-]+)@v?(\d.*)$/.exec(text) ?? [];
  if (released !== undefined && listProviders().includes(provider!)) {
    if (!version.test(released)) {
      throw new CliError(`${text}: "${released}" is no version: write all three numbers, such as ${provider}@0.1.0`, 2);
    }
    return { text, kind: 'release', source: released, part: provider };
  }
  const at = /^[a-z]:[\\/]/i.test(text) ? text.indexOf(':', 2) : text.indexOf(':');
  const [source, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const part = rest === '' ? undefined : rest;
  if (source.endsWith('.tgz')) return { text, kind: 'archive', source, part };
  if (version.test(source)) return { text, kind: 'release', source: version.exec(source)![1]!, part };
  // A text that looks like a file is a misspelt file, and no git revision.
  if (at < 0 && /\.(ya?ml|json)$/i.test(text)) throw new CliError(`${text}: there is no such file`, 2);
  return { text, kind: 'revision', source, part };
}

async function read(
  { text, kind, source, part: own }: Wanted,
  usual: string | undefined,
  allowRefs: readonly string[],
): Promise<Version> {
  const part = own ?? usual;
  if (kind === 'file') {
    const { document, positions } = await readFile(source, allowRefs);
    return { name: text, document, positions: () => Promise.resolve(positions) };
  }
  if (kind === 'provider') {
    warnIfStale([source]);
    const { document } = await readFile(generatedPath(source, 'openapi.json'), []);
    return { name: `${source} ${packageVersion}`, document, positions: () => positionsInSpec(source) };
  }
  if (part === undefined) {
    throw new CliError(
      `${text}: say which document, such as ${source}:${listProviders()[0]} or ${source}:openapi.yaml`,
      2,
    );
  }
  const folder = makeTemporaryFolder('kyc-contracts-version');
  try {
    const file =
      kind === 'revision'
        ? fromGit(source, part, folder)
        : kind === 'archive'
          ? fromArchive(source, part, folder)
          : fromRelease(source, part);
    const { document } = await readFile(file, [folder, ...allowRefs], `${source}:${part}`);
    return { name: `${source}:${part}`, document };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the repository a provider's document has files in `spec/`; in an installed package no user edits them. */
async function positionsInSpec(provider: string): Promise<SourcePositions | undefined> {
  if (!existsSync(join(packageRoot, 'scripts'))) return undefined;
  return (await bundleWithPositions(sourcePath(provider), [specRoot])).positions;
}

async function readFile(
  file: string,
  allowRefs: readonly string[],
  name = file,
): Promise<{ document: JsonObject; positions: SourcePositions }> {
  const content = readBounded(realpathSync(file), maxRootSize);
  if ('refused' in content) throw new CliError(`${name} ${content.refused}`, 2);
  const { document, positions } = await bundleWithPositions(resolve(file), allowRefs);
  return { document: document as unknown as JsonObject, positions };
}

/** Extracts the top-level folder that has the file, since documents refer to files beside them. */
function fromGit(revision: string, part: string, folder: string): string {
  const path = listProviders().includes(part) ? `generated/${part}/openapi.json` : part.replaceAll('\\', '/');
  const [top = ''] = path.split('/');
  if (revision === '' || revision.startsWith('-') || path.split('/').includes('..') || path.startsWith('/')) {
    throw new CliError(
      `"${revision}:${part}" names nothing in git: write REVISION:path from the top of the repository`,
      2,
    );
  }
  const [meant] = nearest(revision, listProviders());
  const slip = meant === undefined ? undefined : `unknown provider "${revision}": did you mean ${meant}?`;
  const root = git(
    ['rev-parse', '--show-toplevel'],
    slip ??
      `"${revision}" is no provider (${listProviders().join(', ')}) and no file, and this folder is in no git repository`,
  ).trim();
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    slip ?? `git knows no revision "${revision}" here: fetch it, or name a file`,
  ).trim();
  git(
    ['cat-file', '-e', `${commit}:${path}`],
    `${revision} has no ${path}: write the path from the top of the repository`,
  );
  const tree = path.includes('/') ? `${commit}:${top}` : commit;
  const env = {
    GIT_INDEX_FILE: join(folder, '.index'),
    GIT_WORK_TREE: root,
    GIT_DIR: git(['rev-parse', '--absolute-git-dir'], 'git failed').trim(),
  };
  const failed = `git could not read ${path} of ${revision}`;
  git(['read-tree', tree], failed, env);
  const prefix = `${join(folder, path.includes('/') ? top : 'files')}/`;
  git(['checkout-index', '--all', '--quiet', `--prefix=${prefix}`], failed, env);
  return path.includes('/') ? join(folder, path) : join(folder, 'files', path);
}

function git(args: readonly string[], otherwise: string, env: Record<string, string> = {}): string {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1024 * 1024,
      timeout: 60_000,
    });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError(isMissing ? 'git is not installed: name files instead of revisions' : otherwise, 2);
  }
}

function checkProvider(part: string, known: readonly string[], where: string): void {
  if (!known.includes(part)) throw new CliError(`${where} has no document "${part}": choose ${known.join(' or ')}`, 2);
}

/** A package that `npm pack` has written. */
function fromArchive(file: string, part: string, folder: string): string {
  if (!existsSync(file)) throw new CliError(`${file}: there is no such file`, 2);
  if (!/^[\w-]+$/.test(part))
    throw new CliError(`${file} holds documents of providers: write ${file}:${listProviders()[0]}`, 2);
  const member = `package/generated/${part}/openapi.json`;
  try {
    execFileSync('tar', ['-xzf', resolve(file), '-C', folder, member], { stdio: 'ignore', timeout: 60_000 });
  } catch {
    throw new CliError(`${file} has no document "${part}": it has to be a package that "npm pack" wrote`, 2);
  }
  return join(folder, member);
}

/** A version of this package: of the repository's `releases/`, or of an installed package. */
function fromRelease(wanted: string, part: string): string {
  const recorded = join(packageRoot, 'releases', wanted);
  if (existsSync(recorded)) {
    checkProvider(
      part,
      readdirSync(recorded).map((name) => name.replace(/\.json$/, '')),
      wanted,
    );
    return join(recorded, `${part}.json`);
  }
  const [home] = [packageRoot, ...installed()].filter((folder) => versionIn(folder) === wanted);
  if (home === undefined) {
    const alias = `npm i -D kyc-contracts-${wanted}@npm:kyc-contracts@${wanted}`;
    throw new CliError(
      `version ${wanted} is not at hand: install it beside this one (${alias}), or name its .tgz file`,
      2,
    );
  }
  const folder = join(home, 'generated');
  checkProvider(part, readdirSync(folder), wanted);
  return join(folder, part, 'openapi.json');
}

function installed(): string[] {
  const modules = join(process.cwd(), 'node_modules');
  if (!existsSync(modules)) return [];
  return readdirSync(modules)
    .filter((name) => name.startsWith('kyc-contracts'))
    .map((name) => join(modules, name));
}

function versionIn(folder: string): string | undefined {
  try {
    const { name, version: own } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    return name === 'kyc-contracts' ? own : undefined;
  } catch {
    return undefined;
  }
}
