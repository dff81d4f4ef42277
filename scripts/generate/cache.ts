/**
 * Remembers on this machine what was generated from which documents, code and tools: what has changed since on neither
 * side needs not be generated again. It is in `node_modules/.cache`, and may be deleted at any time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contentsOf, digestOf, type Content } from '../digest.js';

/** What was generated for one provider. */
interface Known {
  /** Of what it was made of. */
  key: string;
  /** Of the files that came of it. */
  digest: string;
}

/** A digest that does not depend on the order of the files. */
const digestInOrder = (files: readonly Content[]): string =>
  digestOf([...files].sort(([one], [other]) => (one < other ? -1 : 1)));

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
  /** Documents refer to those of other providers: each folder is read once. */
  readonly #folders = new Map<string, [path: string, content: Buffer][]>();

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

  /** Whether these files came of the key; `false` where nothing is known of it. */
  came(provider: string, key: string, files: readonly Content[]): boolean {
    try {
      const known = JSON.parse(readFileSync(this.#fileOf(provider), 'utf8')) as Known;
      return known.key === key && known.digest === digestInOrder(files);
    } catch {
      return false;
    }
  }

  /** @param key computed before the files were generated, since a document may have been edited since */
  remember(provider: string, key: string, files: readonly Content[]): void {
    const file = this.#fileOf(provider);
    const temporary = `${file}.${process.pid}.tmp`;
    const known: Known = { key, digest: digestInOrder(files) };
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(temporary, JSON.stringify(known));
      renameSync(temporary, file);
    } catch {
      // Without it, it is only slower.
    }
  }

  #fileOf(provider: string): string {
    return join(this.#root, 'node_modules', '.cache', 'kyc-contracts', 'generate', `${provider}.json`);
  }

  /** Leaves out hidden files of the system. */
  #read(path: string): [path: string, content: Buffer][] {
    const found =
      this.#folders.get(path) ??
      contentsOf(this.#root, path).filter(([file]) => file === path || !basename(file).startsWith('.'));
    this.#folders.set(path, found);
    return found;
  }
}
