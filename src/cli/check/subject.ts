/** Finds the document to check against, of a provider or of the user, and the recipes and workflows beside it. */
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
  /** Positions of the document's clauses in its files; undefined for a provider's, which the user cannot edit. */
  positions?: SourcePositions | undefined;
  /** Whether the document is of another version than the recipes beside it. */
  isOtherVersion?: boolean;
  /** Folders. */
  recipes?: string | undefined;
  workflows?: string | undefined;
  /** Folders for their files, beside the folder itself. */
  allowRefs?: string[] | undefined;
}

/** @throws {CliError} exit code 2, for a missing provider, document or folder */
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
  // These are today's recipes: the plan leaves out those for operations that the older document lacks.
  const { readVersion } = await import('../diff/read-versions.js');
  const { document } = await readVersion(against, name);
  return { ...readProvider(name), name: `${name} ${against}`, document, isOtherVersion: true };
}

/** @throws {CliError} exit code 2, for a path that is no readable folder */
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
