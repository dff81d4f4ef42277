/** Generates for several providers, and writes only if none of them failed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { chooseProviders, packageRoot } from '../../src/openapi/providers.js';
import { apply, compare, type Difference } from './output.js';
import { generateProvider } from './provider.js';

export interface Outcome {
  provider: string;
  /** How many files are generated for it. */
  files: number;
  /** What differed in `generated/` before anything was written. */
  differences: Difference[];
  milliseconds: number;
}

/**
 * @param names which providers; none names them all, and what is left of former ones
 * @param options.write `false` compares only
 * @throws {CliError} exit code 2, with a line for every fault of every document. Nothing has been written then.
 */
export async function generateAll(names: readonly string[], { write }: { write: boolean }): Promise<Outcome[]> {
  const folder = join(packageRoot, 'generated');
  const wanted = new Map<string, string>();
  const outcomes: Outcome[] = [];
  const faults = new Set<string>();
  for (const provider of chooseProviders(names)) {
    const start = performance.now();
    try {
      const files = Object.entries(await generateProvider(packageRoot, provider));
      for (const [file, content] of files) wanted.set(`${provider}/${file}`, content);
      const milliseconds = Math.round(performance.now() - start);
      outcomes.push({ provider, files: files.length, differences: [], milliseconds });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      faults.add(error.message);
    }
  }
  if (faults.size > 0) throw new CliError([...faults].join('\n'), 2);

  const owned = names.length > 0 ? names : listFolders(folder);
  const differences = compare(folder, wanted, [...new Set(owned)]);
  if (write) apply(folder, wanted, differences);
  return addDifferences(outcomes, differences);
}

/**
 * As `generateAll`, but only if an input or an output is not as it was after the last time on this machine.
 * @param begin told before the work begins
 */
export async function refreshGenerated(begin: () => void): Promise<void> {
  const note = join(packageRoot, 'node_modules', '.cache', 'kyc-contracts', 'generated');
  if (existsSync(note) && readFileSync(note, 'utf8') === hashInputs()) return;
  begin();
  await generateAll([], { write: true });
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, hashInputs());
}

/** Of the documents, of what they become, and of the code and the tools in between. */
function hashInputs(): string {
  const hash = createHash('sha256');
  for (const folder of ['spec', 'generated', 'scripts/generate', 'src/openapi']) {
    for (const name of readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(packageRoot, folder, name);
      if (statSync(file).isFile()) hash.update(`${folder}/${name}\n`).update(readFileSync(file));
    }
  }
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(packageRoot, name)));
  return hash.digest('hex');
}

/** A folder whose provider is gone has no outcome of its own unless something is left in it. */
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
