/** Tells who works in the repository that `generated/` is not of the `spec/` that is there now. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from './providers.js';
import { parseYaml } from './yaml.js';

/** Milliseconds. A checkout writes both folders at about the same time. */
const tolerance = 2_000;

/**
 * One sentence if a file of a provider's document is newer than what was last generated from it; undefined otherwise,
 * and in an installed package, where nobody edits `spec/`.
 */
export function staleness(provider: string, root = packageRoot): string | undefined {
  const bundle = join(root, 'generated', provider, 'openapi.json');
  if (!existsSync(join(root, 'scripts')) || !existsSync(bundle)) return undefined;
  const generated = statSync(bundle).mtimeMs + tolerance;
  for (const folder of [join(root, 'spec', provider), join(root, 'spec')]) {
    // What lies directly in spec/ is shared by all providers.
    const names = readdirSync(folder, { recursive: folder !== join(root, 'spec'), encoding: 'utf8' });
    const newer = names
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).mtimeMs > generated);
    const broken = newer.find((file) => !parses(file));
    if (broken)
      return `${shown(root, broken)} is not well-formed YAML: what is used is older (npm run lint says where)`;
    if (newer[0]) return `${shown(root, newer[0])} is newer than generated/${provider}: npm run generate`;
  }
  return undefined;
}

/** Writes it to stderr, once a provider. */
export function warnIfStale(providers: readonly string[]): void {
  for (const sentence of new Set(providers.map((provider) => staleness(provider)))) {
    if (sentence) console.error(`kyc-contracts: ${sentence}`);
  }
}

const shown = (root: string, file: string): string => relative(root, file).replaceAll('\\', '/');

function parses(file: string): boolean {
  try {
    parseYaml(readFileSync(file, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
