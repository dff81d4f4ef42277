/**
 * What was generated before on this machine, by what it was made of: the documents, the code and the tools in between.
 * It lies in `node_modules/.cache`, holds nothing that cannot be made again, and may be deleted at any time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contentsOf, digestOf } from '../digest.js';
import type { GeneratedFiles } from './provider.js';

/** One kept for each provider. */
interface Kept {
  key: string;
  /** Of the contents, so that a file that was cut or changed is not believed. */
  digest: string;
  files: GeneratedFiles;
}

/** Code and tools that every output depends on. */
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

  /** @param root the folder that has `spec/` */
  constructor(root: string) {
    this.#root = root;
    this.#tools = digestOf([...tools, 'spec/sources.yaml'].flatMap((path) => this.#read(path)));
  }

  /** Changes with every byte that the outputs of a provider depend on. */
  keyOf(provider: string): string {
    const files = new Map<string, Buffer>();
    const pending = [provider];
    for (const name of pending) {
      for (const [path, content] of this.#read(`spec/${name}`)) {
        files.set(path, content);
        // A document may refer to files of another one: that takes climbing out of its own folder.
        const others = [...content.toString().matchAll(/\.\.\/[\w./-]+/g)].flatMap(([reference]) =>
          reference.split('/'),
        );
        pending.push(...others.filter((other) => /^[\w-]+$/.test(other) && !pending.includes(other)));
      }
    }
    return digestOf([[process.version, this.#tools], ...files]);
  }

  /** Undefined where nothing was kept under the key, or what was is not whole. */
  take(provider: string, key: string): GeneratedFiles | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.#fileOf(provider), 'utf8')) as Kept;
      const isRight = kept.key === key && kept.digest === digestOf(Object.entries(kept.files));
      return isRight ? kept.files : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param key as it was before the files were generated: a document may have been edited since */
  keep(provider: string, key: string, files: GeneratedFiles): void {
    const file = this.#fileOf(provider);
    const temporary = `${file}.${process.pid}.tmp`;
    const kept: Kept = { key, digest: digestOf(Object.entries(files)), files };
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(temporary, JSON.stringify(kept));
      renameSync(temporary, file);
    } catch {
      // It is only slower without.
    }
  }

  #fileOf(provider: string): string {
    return join(this.#root, 'node_modules', '.cache', 'kyc-contracts', 'generate', `${provider}.json`);
  }

  /** Without the files that the system hides in a folder. */
  #read(path: string): [path: string, content: Buffer][] {
    return contentsOf(this.#root, path).filter(([file]) => file === path || !basename(file).startsWith('.'));
  }
}
