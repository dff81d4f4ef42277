/** Redocly's resolver and bundler, loaded when first needed and kept off the network. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BaseResolver, Source } from '@redocly/openapi-core';
import { refuseAliasBomb } from './alias-bomb.js';
import { allowedFolders, refusal } from './inside-folder.js';
import { decodePercent } from './pointer.js';

export type Redocly = typeof import('@redocly/openapi-core');

/** Imported late: it takes a while, and most verbs do not need it. */
export const loadRedocly = (): Promise<Redocly> => import('@redocly/openapi-core');

export interface LocalResolver extends BaseResolver {
  /** Why a file may not follow a reference to another: the end of a sentence. Undefined where it may. */
  refusal(base: string, reference: string): string | undefined;
  /** What has been read, by absolute path. */
  readonly sources: ReadonlyMap<string, Source>;
}

/**
 * Reads files below the allowed folders and nothing else: a document that names a URL must not make this machine call
 * it, and one that names a file elsewhere must not make this machine show it.
 * @param root the document that the user named
 * @param allowRefs folders beside that of the root
 */
export function createLocalResolver(
  { BaseResolver, ResolveError, YamlParseError }: Redocly,
  root: string,
  allowRefs: readonly string[] = [],
): LocalResolver {
  const allowed = allowedFolders(root, allowRefs);
  class Resolver extends BaseResolver implements LocalResolver {
    readonly sources = new Map<string, Source>();
    /** By folder and reference, which comes often: to look at the file again would take longer than all the rest. */
    readonly #refusals = new Map<string, string | undefined>();

    refusal(base: string, reference: string): string | undefined {
      if (isUrl(reference)) return undefined;
      const folder = dirname(base);
      const key = `${folder}\n${reference}`;
      if (!this.#refusals.has(key)) this.#refusals.set(key, refusal(fileNameOf(folder, reference), folder, allowed));
      return this.#refusals.get(key);
    }

    override resolveExternalRef(base: string | null, reference: string): string {
      // Without a base it is a path that somebody typed, or one that has been resolved.
      const name = base === null || isUrl(reference) ? reference : fileNameOf(dirname(base), reference);
      return super.resolveExternalRef(base, name);
    }

    override async resolveDocument<Parsed = unknown>(base: string | null, reference: string, isRoot = false) {
      const refused = base === null ? undefined : this.refusal(base, reference);
      if (refused) throw new ResolveError(new Error(refused));
      return super.resolveDocument<Parsed>(base, reference, isRoot);
    }

    override async loadExternalRef(absoluteRef: string) {
      if (isUrl(absoluteRef)) throw new ResolveError(new Error('remote documents are not fetched'));
      return super.loadExternalRef(absoluteRef);
    }

    override parseDocument(source: Source, isRoot?: boolean) {
      this.sources.set(source.absoluteRef, source);
      const document = super.parseDocument(source, isRoot);
      try {
        refuseAliasBomb(document.parsed as unknown, source.body);
      } catch (error) {
        throw new YamlParseError(error as Error, source);
      }
      return document;
    }
  }
  return new Resolver();
}

/** A reference is a URI: `my%20schema.yaml` is `my schema.yaml`, unless there is a file of just that name. */
const fileNameOf = (folder: string, reference: string): string =>
  reference.includes('%') && !existsSync(resolve(folder, reference)) ? decodePercent(reference) : reference;

/** `https:`, `file:`, `urn:` and so on; a single letter is a Windows drive. */
export function isUrl(reference: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(reference);
}
