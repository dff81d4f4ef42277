/** Generates files for several providers, and writes them only if none failed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { chooseProviders, packageRoot } from '../../src/openapi/providers.js';
import { apply, compare, contentsIn, touchBundle, type Difference } from './output.js';
import { GeneratedCache } from './cache.js';

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
 * @param options.anew also what has not changed.
 * @default false
 * @param options.begin called once, before something is generated
 * @throws {CliError} exit code 2, with a line for every problem of every document. Nothing has been written then.
 */
export async function generateAll(
  names: readonly string[],
  { write, anew = false, begin = () => {} }: { write: boolean; anew?: boolean; begin?: () => void },
): Promise<Outcome[]> {
  const cache = new GeneratedCache(packageRoot);
  const folder = join(packageRoot, 'generated');
  const wanted = new Map<string, string>();
  const current: string[] = [];
  let hasBegun = false;
  const generate = async (provider: string): Promise<Outcome | CliError> => {
    const start = performance.now();
    const outcomeOf = (files: number): Outcome => ({
      provider,
      files,
      differences: [],
      milliseconds: Math.round(performance.now() - start),
    });
    const key = cache.keyOf(provider);
    const there = anew ? [] : contentsIn(folder, provider);
    if (!anew && cache.came(provider, key, there)) {
      current.push(provider);
      return outcomeOf(there.length);
    }
    if (!hasBegun) begin();
    hasBegun = true;
    try {
      // Loaded late: its compilers and parsers take longer than everything else if nothing has changed.
      const { generateProvider } = await import('./provider.js');
      const generated = Object.entries(await generateProvider(packageRoot, provider));
      const files = generated.map(([file, content]): [string, string] => [`${provider}/${file}`, content]);
      for (const [file, content] of files) wanted.set(file, content);
      cache.remember(provider, key, files);
      return outcomeOf(files.length);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return error;
    }
  };
  const found = await Promise.all(chooseProviders(names).map(generate));
  const problems = new Set(found.flatMap((one) => (one instanceof CliError ? [one.message] : [])));
  if (problems.size > 0) throw new CliError([...problems].join('\n'), 2);
  const outcomes = found.filter((one): one is Outcome => !(one instanceof CliError));

  const owned = (names.length > 0 ? names : listFolders(folder)).filter((name) => !current.includes(name));
  const differences = compare(folder, wanted, [...new Set(owned)]);
  if (write) {
    apply(folder, wanted, differences);
    for (const { provider } of outcomes) touchBundle(folder, provider);
  }
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
