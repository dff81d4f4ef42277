/** Redocly's resolver and bundler, loaded when first needed and kept off the network. */
import type { BaseResolver, Source } from '@redocly/openapi-core';
import { refuseAliasBomb } from '../alias-bomb.js';
import { developmentTool } from '../development-tool.js';

export type Redocly = typeof import('@redocly/openapi-core');

/**
 * Imported late, because the published package does not bring it: whoever bundles installs it.
 * @throws {CliError} exit code 2, with the command to type.
 */
export async function loadRedocly(): Promise<Redocly> {
  const need = 'reading an OpenAPI document needs @redocly/openapi-core';
  return developmentTool(need, '@redocly/openapi-core', () => import('@redocly/openapi-core'));
}

/** Reads files and nothing else: a document that names a URL must not make this machine call it. */
export function createLocalResolver({ BaseResolver, ResolveError, YamlParseError }: Redocly): BaseResolver {
  class LocalResolver extends BaseResolver {
    override async loadExternalRef(absoluteRef: string) {
      if (isUrl(absoluteRef)) throw new ResolveError(new Error('remote documents are not fetched'));
      return super.loadExternalRef(absoluteRef);
    }

    override parseDocument(source: Source, isRoot?: boolean) {
      const document = super.parseDocument(source, isRoot);
      try {
        refuseAliasBomb(document.parsed as unknown, source.body);
      } catch (error) {
        throw new YamlParseError(error as Error, source);
      }
      return document;
    }
  }
  return new LocalResolver();
}

/** `https:`, `file:`, `urn:` and so on; a single letter is a Windows drive. */
export function isUrl(reference: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(reference);
}
