/** A provider's bundle and the parts of it that the pages use. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { follow, isObject, operationsOf, type JsonObject, type Operation } from '../../src/openapi/document.js';
import { schemesOf } from '../../src/openapi/security.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { readSources, type Sources } from '../generate/sources.js';
import { generatedPath, listProviders } from '../../src/openapi/providers.js';

export { follow, isObject, schemesOf, type JsonObject, type Operation };

export interface ProviderDocument {
  /** The provider's name, which is also its folder on the site. */
  name: string;
  bundle: JsonObject;
  operations: DocumentedOperation[];
  /** Events that the provider sends. */
  webhooks: DocumentedOperation[];
  sources: Sources;
}

export interface DocumentedOperation extends Operation {
  node: JsonObject;
  summary: string;
  description: string;
}

/** The bundles for download, as `generate` writes them. */
export const bundles = [
  { file: 'openapi.json', label: 'OpenAPI 3.1' },
  { file: 'openapi-3.0.json', label: 'OpenAPI 3.0' },
  { file: 'openapi-codegen.json', label: 'OpenAPI 3.0 without unions, for code generators' },
] as const;

/** @throws {CliError} exit code 2, for a file that `generate` has not written yet. */
export function readDocuments(): ProviderDocument[] {
  const sources = readSources();
  return listProviders()
    .map((name) => {
      for (const { file } of bundles) requireFile(generatedPath(name, file));
      const bundle = JSON.parse(readFileSync(generatedPath(name, 'openapi.json'), 'utf8')) as JsonObject;
      // `operationsOf` reads `paths`, and webhooks have the same form.
      const events = operationsOf({ ...bundle, paths: bundle.webhooks ?? {} });
      return {
        name,
        bundle,
        operations: operationsOf(bundle).map((operation) => describe(bundle.paths, operation)),
        webhooks: events.map((operation) => describe(bundle.webhooks, operation)),
        sources,
      };
    })
    .sort((one, other) => Number(isOurs(one)) - Number(isOurs(other)));
}

/** The control API of the sandbox is no provider: it comes last, and has no evidence. */
export const isOurs = ({ name }: { name: string }): boolean => name === 'sandbox';

export const titleOf = ({ bundle }: ProviderDocument): string => text((bundle.info as JsonObject).title);

/** A short name for navigation. */
export const labelOf = ({ name }: ProviderDocument): string =>
  name === 'sandbox' ? 'Sandbox control' : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function describe(paths: unknown, operation: Operation): DocumentedOperation {
  const item = isObject(paths as never) ? (paths as JsonObject)[operation.path] : undefined;
  const node = isObject(item!) ? (item as JsonObject)[operation.method.toLowerCase()] : undefined;
  const known = isObject(node!) ? (node as JsonObject) : {};
  return { ...operation, node: known, summary: text(known.summary), description: text(known.description) };
}

function requireFile(file: string): void {
  if (existsSync(file)) return;
  throw new CliError(`${relative(process.cwd(), file)} does not exist yet: npm run generate writes it`, 2);
}
