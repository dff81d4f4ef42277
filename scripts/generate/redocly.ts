/** Redocly's resolver and bundler, loaded when first needed and kept off the network. */
import type { BaseResolver } from '@redocly/openapi-core';
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
export function createLocalResolver({ BaseResolver, ResolveError }: Redocly): BaseResolver {
  class LocalResolver extends BaseResolver {
    override async loadExternalRef(absoluteRef: string) {
      if (isUrl(absoluteRef)) throw new ResolveError(new Error('remote documents are not fetched'));
      return super.loadExternalRef(absoluteRef);
    }
  }
  return new LocalResolver();
}

/** `https:`, `file:`, `urn:` and so on; a single letter is a Windows drive. */
export function isUrl(reference: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(reference);
}
