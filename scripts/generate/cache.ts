/**
 * Caches generated files on this machine, by a digest of the documents, the code and the tools. The cache is in
 * `node_modules/.cache`, and may be deleted at any time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contentsOf, digestOf } from '../digest.js';
import type { GeneratedFiles } from './provider.js';

/** The cached files of one provider. */
interface Kept {
  key: string;
  /** The digest of the contents, so that a damaged or changed file is not used. */
  digest: string;
  files: GeneratedFiles;
}

/** Code and tools that affect all outputs. */
const tools = [
  'scripts/generate',
  'scripts/format.ts',
  'src/openapi',
  'src/runtime',
  'package.json',
  'package-lock.json',
  '.oxfmtrc.json',
];

export class GeneratedCache {
  readonly #root: string;
  readonly #tools: string;

  /** @param root the folder with `spec/` */
  constructor(root: string) {
    this.#root = root;
    this.#tools = digestOf([...tools, 'spec/sources.yaml'].flatMap((path) => this.#read(path)));
  }

  /** The key changes with every byte that affects the outputs of a provider. */
  keyOf(provider: string): string {
    const files = new Map<string, Buffer>();
    const pending = [provider];
    for (const name of pending) {
      for (const [path, content] of this.#read(`spec/${name}`)) {
        files.set(path, content);
        // A document may refer to files of another provider, by a path out of its own folder.
        const others = [...content.toString().matchAll(/\.\.\/[\w./-]+/g)].flatMap(([reference]) =>
          reference.split('/'),
        );
        pending.push(...others.filter((other) => /^[\w-]+$/.test(other) && !pending.includes(other)));
      }
    }
    return digestOf([[process.version, this.#tools], ...files]);
  }

  /** Undefined if the cache has no entry for the key, or a damaged one. */
  take(provider: string, key: string): GeneratedFiles | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.#fileOf(provider), 'utf8')) as Kept;
      const isRight = kept.key === key && kept.digest === digestOf(Object.entries(kept.files));
      return isRight ? kept.files : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param key computed before the files were generated, since a document may have been edited since */
  keep(provider: string, key: string, files: GeneratedFiles): void {
    const file = this.#fileOf(provider);
    const temporary = `${file}.${process.pid}.tmp`;
    const kept: Kept = { key, digest: digestOf(Object.entries(files)), files };
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(temporary, JSON.stringify(kept));
      renameSync(temporary, file);
    } catch {
      // Without the cache it is only slower.
    }
  }

  #fileOf(provider: string): string {
    return join(this.#root, 'node_modules', '.cache', 'kyc-contracts', 'generate', `${provider}.json`);
  }

  /** Leaves out hidden files of the system. */
  #read(path: string): [path: string, content: Buffer][] {
    return contentsOf(this.#root, path).filter(([file]) => file === path || !basename(file).startsWith('.'));
  }
}
