/** Generates files for several providers, and writes them only if none failed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { chooseProviders, packageRoot } from '../../src/openapi/providers.js';
import { apply, compare, type Difference } from './output.js';
import { GeneratedCache } from './cache.js';
import type { GeneratedFiles } from './provider.js';

export interface Outcome {
  provider: string;
  /** The number of generated files. */
  files: number;
  /** The differences in `generated/` before anything was written. */
  differences: Difference[];
  milliseconds: number;
}

/**
 * @param names providers; none means all providers, and the remains of former ones
 * @param options.write `false` only compares
 * @param options.anew ignores the cache.
 * @default false
 * @param options.begin called once, before something is generated that is not in the cache
 * @throws {CliError} exit code 2, with a line for every problem of every document. Nothing has been written then.
 */
export async function generateAll(
  names: readonly string[],
  { write, anew = false, begin = () => {} }: { write: boolean; anew?: boolean; begin?: () => void },
): Promise<Outcome[]> {
  const cache = new GeneratedCache(packageRoot);
  let hasBegun = false;
  const generated = async (provider: string): Promise<GeneratedFiles> => {
    const key = cache.keyOf(provider);
    const kept = anew ? undefined : cache.take(provider, key);
    if (kept) return kept;
    if (!hasBegun) begin();
    hasBegun = true;
    // Loaded late: its compilers and parsers take longer than everything else if nothing has changed.
    const { generateProvider } = await import('./provider.js');
    const files = await generateProvider(packageRoot, provider);
    cache.keep(provider, key, files);
    return files;
  };
  const folder = join(packageRoot, 'generated');
  const wanted = new Map<string, string>();
  const outcomes: Outcome[] = [];
  const problems = new Set<string>();
  for (const provider of chooseProviders(names)) {
    const start = performance.now();
    try {
      const files = Object.entries(await generated(provider));
      for (const [file, content] of files) wanted.set(`${provider}/${file}`, content);
      const milliseconds = Math.round(performance.now() - start);
      outcomes.push({ provider, files: files.length, differences: [], milliseconds });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      problems.add(error.message);
    }
  }
  if (problems.size > 0) throw new CliError([...problems].join('\n'), 2);

  const owned = names.length > 0 ? names : listFolders(folder);
  const differences = compare(folder, wanted, [...new Set(owned)]);
  if (write) apply(folder, wanted, differences);
  return addDifferences(outcomes, differences);
}

/** The folder of a removed provider has an outcome only if it contains files. */
function addDifferences(outcomes: readonly Outcome[], differences: readonly Difference[]): Outcome[] {
  const of = (provider: string) => differences.filter(({ file }) => file.startsWith(`${provider}/`));
  const known = new Set(outcomes.map(({ provider }) => provider));
  const former = new Set(differences.map(({ file }) => file.split('/')[0] ?? '').filter((name) => !known.has(name)));
  return [
    ...outcomes.map((outcome) => ({ ...outcome, differences: of(outcome.provider) })),
    ...[...former].map((provider) => ({ provider, files: 0, differences: of(provider), milliseconds: 0 })),
  ];
}

function listFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
