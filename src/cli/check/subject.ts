/** What an implementation is held against: a provider of ours, or anybody's document, and what lies beside it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../openapi/document.js';
import type { SourcePositions } from '../../openapi/source-positions.js';
import { CliError } from '../../openapi/cli-error.js';
import { chooseProviders, packageRoot, specRoot } from '../../openapi/providers.js';
import { warnIfStale } from '../../openapi/stale.js';
import type { CheckFlags } from './add-options.js';
import { readBundle, readSpec } from './document.js';

export interface Subject {
  name: string;
  document: JsonObject;
  /** Where the document's clauses stand in its files; undefined for a provider's, whose files are not the user's. */
  positions?: SourcePositions | undefined;
  /** Whether the document is of another version than the recipes beside it. */
  isOtherVersion?: boolean;
  /** Folders. */
  recipes?: string | undefined;
  workflows?: string | undefined;
  /** Folders that their files may be in, beside the folder itself. */
  allowRefs?: string[] | undefined;
}

/** @throws {CliError} exit code 2, for a provider, a document or a folder that is not there. */
export async function readSubject(
  provider: string | undefined,
  flags: Pick<CheckFlags, 'spec' | 'recipes' | 'workflows' | 'allowRefs' | 'against'>,
): Promise<Subject> {
  const { spec, recipes, workflows, allowRefs, against } = flags;
  for (const [option, folder] of Object.entries({ recipes, workflows })) {
    if (folder === undefined) continue;
    if (!spec) throw new CliError(`--${option} goes with --spec FILE: a provider has its own`, 2);
    requireFolder(option, folder);
  }
  if (spec && against !== undefined) throw new CliError('--against goes with a provider: --spec names its document', 2);
  if (spec) return { name: spec, ...(await readSpec(spec, allowRefs)), recipes, workflows, allowRefs };
  const [name] = chooseProviders(provider === undefined ? [] : [provider]) as [string];
  warnIfStale([name]);
  if (against === undefined) return readProvider(name);
  // The recipes of today: those of an operation that the older document lacks are left out by the plan.
  const { readVersion } = await import('../diff/read-versions.js');
  const { document } = await readVersion(against, name);
  return { ...readProvider(name), name: `${name} ${against}`, document, isOtherVersion: true };
}

/** @throws {CliError} exit code 2, saying what a path is that is no folder which can be read. */
function requireFolder(option: string, folder: string): void {
  let why: string;
  try {
    readdirSync(folder);
    return;
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    why = unreadable[code] ?? `cannot be read (${code})`;
  }
  throw new CliError(`--${option} ${folder} ${why}`, 2);
}

const unreadable: Record<string, string> = {
  ENOENT: 'is no such folder: name one that is there',
  ENOTDIR: 'is a file: name the folder',
  ELOOP: 'is a loop of symbolic links: name a folder',
  EACCES: 'may not be read: give this user the permission',
};

export function readProvider(name: string): Subject {
  const beside = (folder: string) => join(packageRoot, 'spec', name, folder);
  const document = readBundle(name);
  return { name, document, recipes: beside('recipes'), workflows: beside('workflows'), allowRefs: [specRoot] };
}
