/** Warns developers of the repository when `generated/` is older than `spec/`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './providers.js';
import { parseYaml } from './yaml.js';

/** Milliseconds within which a checkout writes both folders. Only used where Git does not tell what was edited. */
const tolerance = 60_000;

/**
 * A sentence if a file of a provider's document is newer than the generated ones; otherwise undefined, and in an
 * installed package, whose `spec/` no one edits.
 */
export function staleness(provider: string, root = packageRoot): string | undefined {
  const bundle = join(root, 'generated', provider, 'openapi.json');
  if (!existsSync(join(root, 'scripts')) || !existsSync(bundle)) return undefined;
  const generated = statSync(bundle).mtimeMs;
  const dated = sources(root, provider).map((file) => ({ file, age: statSync(join(root, file)).mtimeMs - generated }));
  const later = dated.filter(({ age }) => age > 0);
  if (later.length === 0) return undefined;
  const edited = editedFiles(root);
  const newer = later.filter(({ file, age }) => (edited ? edited.has(file) : age > tolerance)).map(({ file }) => file);
  const broken = newer.find((file) => !parses(join(root, file)));
  if (broken) return `${broken} is not well-formed YAML: what is used is older (npm run lint says where)`;
  return newer[0] && `${newer[0]} is newer than generated/${provider}: npm run generate`;
}

/** Relative to the root, with slashes. All providers share the files directly in `spec/`. */
function sources(root: string, provider: string): string[] {
  const own = readdirSync(join(root, 'spec', provider), { recursive: true, encoding: 'utf8' });
  const files = [...readdirSync(join(root, 'spec')), ...own.map((name) => `${provider}/${name.replaceAll('\\', '/')}`)];
  return files.filter((name) => /\.ya?ml$/.test(name)).map((name) => `spec/${name}`);
}

/** The files of `spec/` that differ from the last commit; undefined without Git. */
function editedFiles(root: string): Set<string> | undefined {
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--', 'spec'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0 || !existsSync(join(root, '.git'))) return undefined;
  return new Set(stdout.split('\0').map((line) => line.slice(3)));
}

/** Writes the warning to stderr, once for each provider. */
export function warnIfStale(providers: readonly string[]): void {
  for (const sentence of new Set(providers.map((provider) => staleness(provider)))) {
    if (sentence) console.error(`kyc-contracts: ${sentence}`);
  }
}

function parses(file: string): boolean {
  try {
    parseYaml(readFileSync(file, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
