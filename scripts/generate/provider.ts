/** Generates all files of one provider in memory, so that nothing is written before every document has succeeded. */
import { join } from 'node:path';
import { bundleDocument } from '../../src/openapi/bundle.js';
import { grammar } from '../../src/openapi/grammar.js';
import type { Components, OpenApiDocument } from '../../src/openapi/openapi.js';
import { packageVersion } from '../../src/openapi/providers.js';
import { generateClient } from './client.js';
import { toCodegen } from './codegen.js';
import { downConvert } from './down-convert.js';
import { inlineExamples } from './inline-examples.js';
import { nameTypes } from './named-types.js';
import { notice } from './notice.js';
import { generateOperations } from './operations.js';
import { generateRoutes } from './routes.js';
import { readSources, type Sources } from './sources.js';
import { generateTypes } from './types.js';
import { generateValidators } from './validators.js';

/** Redocly's rules. `npm run lint` has many more; without these, generated code would be wrong or not compile. */
export const rules = {
  struct: 'error',
  'operation-operationId': 'error',
  'operation-operationId-unique': 'error',
  'path-parameters-defined': 'error',
  'security-defined': 'error',
} as const;

/** Contents by file name. */
export type GeneratedFiles = Record<string, string>;

/**
 * @param root the folder with `spec/`
 * @throws {CliError} exit code 2, for a document from which nothing can be generated
 */
export async function generateProvider(root: string, provider: string): Promise<GeneratedFiles> {
  const file = join(root, 'spec', provider, 'openapi.yaml');
  // Providers share files, so references may lead anywhere in spec/.
  const bundle = await bundleDocument(file, [join(root, 'spec')], { rules });
  const sources = readSources(root);
  const document = sortComponents(inlineExamples(bundle));
  // At once, since formatting and bundling take threads of their own.
  const parts = await Promise.all([
    generateTypes(provider, document, sources),
    generateClient(provider, document, sources),
    generateOperations(provider, document, sources),
    generateRoutes(provider, document),
    generateValidators(provider, document),
  ]);
  const [types, client, operations, routes, validators] = parts;
  return {
    'openapi.json': toJson(provider, publish(document, sources)),
    'openapi-3.0.json': toJson(provider, publish(downConvert(document), sources)),
    'openapi-codegen.json': toJson(provider, publish(toCodegen(document), sources)),
    'types.ts': await nameTypes(types, document),
    'client.ts': client,
    ...operations,
    'routes.ts': routes,
    ...validators,
  };
}

/**
 * Adds the sources that `x-provenance` names, and the version of the release, for readers of the bundle alone. The
 * version of a provider's API is in the title.
 */
function publish(document: OpenApiDocument, sources: Sources): OpenApiDocument {
  const cited = new Set(
    [...JSON.stringify(document).matchAll(/"x-provenance":\{"source":"([^"]+)"/g)].map(([, id]) => id),
  );
  const listed = Object.fromEntries(Object.entries(sources).filter(([id]) => cited.has(id)));
  const info = { ...document.info, version: packageVersion };
  return { ...document, info, ...(cited.size > 0 ? { 'x-sources': listed } : {}) };
}

/** JSON has no comments, so the notice is an extension; `openapi` stays first, where tools look for it. */
function toJson(provider: string, { openapi, ...rest }: OpenApiDocument): string {
  return `${JSON.stringify({ openapi, 'x-generated-from': notice(provider).replace('generated from ', ''), ...rest }, null, 2)}\n`;
}

/** Sorts components by name, so that their order does not depend on which file mentions them first. */
export function sortComponents(document: OpenApiDocument): OpenApiDocument {
  if (!document.components) return document;
  const order = Object.keys(grammar.components);
  const sections = Object.entries(document.components)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([section, entries]) => [section, section in grammar.components ? sortKeys(entries as object) : entries]);
  return { ...document, components: Object.fromEntries(sections) as Components };
}

/** Sorts by code point, independent of the locale. */
function sortKeys(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
