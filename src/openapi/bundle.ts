/**
 * Bundles an OpenAPI 3.0 or 3.1 document of any number of files into one object with internal references. It expects no
 * layout of the files, so that any document can be checked.
 */
import { relative, resolve } from 'node:path';
import type { BaseResolver, Document } from '@redocly/openapi-core';
import type { JsonObject } from './document.js';
import { readNamed, refuseUrl } from './inside-folder.js';
import { isObject, type OpenApiDocument } from './openapi.js';
import { lookUp } from './pointer.js';
import { problemAt, syntaxProblem, throwIfAny, type Problem } from './problem.js';
import { createLocalResolver, isUrl, loadRedocly, type LocalResolver, type Redocly } from './redocly.js';
import { references } from './reference-sites.js';
import { sourcePositions, type SourcePositions } from './source-positions.js';
import { CliError } from './cli-error.js';
import { checkReferences, isExtension } from './references.js';
import { refuseUnusable } from './usable.js';

export interface BundleOptions {
  /**
   * Whether a schema whose `$ref` leads nowhere is left open, with the reason under `x-unresolved`, since the document
   * is foreign. @default false
   */
  tolerant?: boolean;
  /** Redocly's rules, by name, that the document must keep. @default none */
  rules?: Readonly<Record<string, 'error'>>;
}

/**
 * Reads a document (YAML or JSON) and all that it refers to. Circular references stay references.
 * @param file relative to the working directory, or absolute
 * @param allowRefs folders that the document may refer to, beside its own
 * @throws {CliError} exit code 2, one line `file:line:column what is wrong` for each missing or malformed file, other
 *   kind of document, and `$ref` that leads nowhere, to another host or out of the folders, and for each broken rule
 */
export async function bundleDocument(
  file: string,
  allowRefs: readonly string[] = [],
  options: BundleOptions = {},
): Promise<OpenApiDocument> {
  return (await bundleWithPositions(file, allowRefs, options)).document;
}

/** The same, with the positions of its parts in the files. @throws as `bundleDocument` does */
export async function bundleWithPositions(
  file: string,
  allowRefs: readonly string[] = [],
  { tolerant = false, rules = {} }: BundleOptions = {},
): Promise<{ document: OpenApiDocument; positions: SourcePositions }> {
  refuseUrl(file);
  const redocly = await loadRedocly();
  const resolver = createLocalResolver(redocly, file, allowRefs);
  const root = await readRoot(redocly, resolver, resolve(file));

  const { problems, external } = await checkReferences(redocly, resolver, root, tolerant);
  throwIfAny(problems);
  // Before the bundler, which changes what was read.
  const broken = Object.keys(rules).length > 0 ? await findBroken(redocly, resolver, file, rules) : [];

  const config = await redocly.createConfig({});
  const bundled = await redocly.bundle({ doc: root, config, externalRefResolver: resolver });
  throwIfAny(await collectProblems(redocly, resolver, bundled.problems));

  // A round trip, since two aliases of a YAML anchor are one object in two places.
  const document = copyOf(bundled.bundle.parsed, relative(process.cwd(), file)) as OpenApiDocument;
  throwIfAny(findLeftOver(document, external));
  throwIfAny(broken);
  refuseUnusable(document as unknown as JsonObject, relative(process.cwd(), file));
  if (document.components && Object.keys(document.components).length === 0) delete document.components;
  return { document, positions: sourcePositions(redocly, resolver.sources, root.source.absoluteRef, document) };
}

/** @throws {CliError} exit code 2, for a reference outside of schemas to what it is in: only a schema may be recursive */
function copyOf(bundled: unknown, name: string): unknown {
  try {
    return JSON.parse(JSON.stringify(bundled));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = `${name}: a "$ref" where no schema stands leads to what it is in: write the value itself there`;
    throw new CliError(message, 2, { cause: error });
  }
}

/** The largest document, in bytes; the largest public ones have about 40 MB. */
export const maxRootSize = 64 * 1024 * 1024;

async function readRoot(redocly: Redocly, resolver: BaseResolver, file: string): Promise<Document> {
  readNamed(relative(process.cwd(), file) || '.', maxRootSize);
  const root = await resolver.resolveDocument(null, file, true).catch((error: unknown) => error);
  if (root instanceof redocly.YamlParseError) throwIfAny([syntaxProblem(root)]);
  if (root instanceof Error) throw root;
  const document = root as Document;
  const problem = findWrongVersion(redocly, document);
  throwIfAny(problem ? [problem] : []);
  return document;
}

async function findBroken(
  redocly: Redocly,
  resolver: LocalResolver,
  file: string,
  rules: Readonly<Record<string, 'error'>>,
): Promise<Problem[]> {
  const config = await redocly.createConfig({ rules });
  const found = await redocly.lint({ ref: resolve(file), config, externalRefResolver: resolver });
  return found.flatMap(({ message, location: [place] }) => {
    const [line = ''] = message.split('\n');
    return place?.pointer === undefined ? [] : [problemAt(redocly, place.source, place.pointer, line)];
  });
}

function findWrongVersion(redocly: Redocly, { source, parsed }: Document): Problem | undefined {
  if (!isObject(parsed)) {
    return { file: source.absoluteRef, line: 1, column: 1, message: 'is not an OpenAPI document: it holds no object' };
  }
  const version = parsed['openapi'];
  if (typeof version === 'string' && /^3\.[01]\.\d/.test(version)) return undefined;
  const wanted = 'OpenAPI 3.0 and 3.1 can be read';
  if (version !== undefined) {
    const isShort = /^3\.[01]$/.test(String(version));
    const full = version === '3.0' ? '3.0.3' : '3.1.1';
    const quoted = ` (quote it in full, such as openapi: '${full}')`;
    if (typeof version === 'string' && isShort) {
      const message = `openapi is "${version}", which lacks its third number: write openapi: '${full}'`;
      return problemAt(redocly, source, '#/openapi', message);
    }
    const hint = typeof version === 'string' ? '' : quoted;
    return problemAt(redocly, source, '#/openapi', `openapi is ${JSON.stringify(version)}: ${wanted}${hint}`);
  }
  const other = ['swagger', 'asyncapi', 'arazzo', 'overlay'].find((key) => key in parsed);
  if (other) return problemAt(redocly, source, `#/${other}`, `${other} is another kind of document: ${wanted}`);
  return { file: source.absoluteRef, line: 1, column: 1, message: `has no "openapi" field: ${wanted}` };
}

/** The problems that only Redocly finds: mostly references that it follows where OpenAPI has none. */
async function collectProblems(
  redocly: Redocly,
  resolver: LocalResolver,
  found: Awaited<ReturnType<Redocly['bundle']>>['problems'],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { severity, message, location } of found) {
    const [place] = location;
    if (severity !== 'error' || !place || !('pointer' in place) || place.pointer === undefined) continue;
    const { parsed } = (await resolver.resolveDocument(null, place.source.absoluteRef)) as Document;
    const node = lookUp(parsed, place.pointer.slice(1));
    if (isObject(node) && (isLiteral(node['$ref']) || isRemoteExample(node))) continue;
    const text = typeof node === 'string' ? node : isObject(node) ? (node['$ref'] ?? node['externalValue']) : undefined;
    const [name = ''] = String(text ?? '').split('#', 1);
    const refused = name === '' ? undefined : resolver.refusal(place.source.absoluteRef, name);
    const why = refused ?? 'leads nowhere: correct it or add the file';
    const described = text === undefined ? message : `"${String(text)}" ${why}`;
    problems.push(problemAt(redocly, place.source, place.pointer, described));
  }
  return problems;
}

/** In an example, `$ref: other.json` is mostly intended as a reference, and `$ref: '#/definitions/x'` as data. */
function isLiteral(reference: unknown): boolean {
  return typeof reference === 'string' && (isUrl(reference) || !/\.(ya?ml|json)(#|$)/.test(reference));
}

/** `externalValue` may be a URL for readers; its content is not used. */
function isRemoteExample(node: Record<string, unknown>): boolean {
  return typeof node['externalValue'] === 'string' && isUrl(node['externalValue']);
}

function findLeftOver(document: OpenApiDocument, external: Map<string, () => Problem>): Problem[] {
  const sites = [...references(document, [], false, new Set())].filter(({ path }) => !isExtension(path));
  return sites.flatMap(({ target }) => external.get(String(target))?.() ?? []);
}
