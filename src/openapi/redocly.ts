/** Loads Redocly's resolver and bundler on first use, without network access. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BaseResolver, Source } from '@redocly/openapi-core';
import { refuseAliasBomb } from './alias-bomb.js';
import { allowedFolders, refusal } from './inside-folder.js';
import { decodePercent } from './pointer.js';

export type Redocly = typeof import('@redocly/openapi-core');

/** Loaded late: it is slow, and most verbs do not need it. */
export const loadRedocly = (): Promise<Redocly> => import('@redocly/openapi-core');

export interface LocalResolver extends BaseResolver {
  /** Why a file may not follow a reference, as the end of a sentence; otherwise undefined. */
  refusal(base: string, reference: string): string | undefined;
  /** The files that were read, by absolute path. */
  readonly sources: ReadonlyMap<string, Source>;
}

/**
 * Reads only files in the allowed folders: a document must not make this machine request a URL, or show a file
 * elsewhere.
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
    /** Cached by folder and reference, since file access would take most of the time. */
    readonly #refusals = new Map<string, string | undefined>();

    refusal(base: string, reference: string): string | undefined {
      if (isUrl(reference)) return undefined;
      const folder = dirname(base);
      const key = `${folder}\n${reference}`;
      if (!this.#refusals.has(key)) this.#refusals.set(key, refusal(fileNameOf(folder, reference), folder, allowed));
      return this.#refusals.get(key);
    }

    override resolveExternalRef(base: string | null, reference: string): string {
      // Without a base it is a path that the user typed, or one that was resolved.
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

/** A reference is a URI: `my%20schema.yaml` is `my schema.yaml`, unless a file has just that name. */
const fileNameOf = (folder: string, reference: string): string =>
  reference.includes('%') && !existsSync(resolve(folder, reference)) ? decodePercent(reference) : reference;

/** Matches `https:`, `file:`, `urn:` and so on; a single letter is a Windows drive. */
export function isUrl(reference: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(reference);
}
