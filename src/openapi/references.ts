/**
 * Follows every `$ref` that a document's root reaches, and reports those that lead nowhere. Redocly's bundler misses
 * some (anchors, unknown keywords, a `$ref` that is no string), and reports circular references without a position.
 */
import { dirname, relative, sep } from 'node:path';
import type { Document } from '@redocly/openapi-core';
import { isReference } from './openapi.js';
import { child, fromPointer, toPointer } from './pointer.js';
import { problemAt, syntaxProblem, type Problem } from './problem.js';
import { isUrl, type LocalResolver, type Redocly } from './redocly.js';
import { references, unresolved } from './reference-sites.js';

/** A value in a file, with its path. */
interface Spot {
  document: Document;
  path: string[];
  node: unknown;
}

/** The problem of a reference to an existing file without the named place. */
interface Dangling extends Problem {
  dangling: true;
}

/** Whether a pointer leads through another reference: to `properties` of a schema that is a reference itself. */
const isThrough = (target: string, { path }: Spot): boolean =>
  toPointer(fromPointer(target.split('#', 2)[1] ?? '')) !== toPointer(path);

/** As a reference from a file. */
function referenceTo({ source: from }: Document, { document: { source }, path }: Spot): string {
  const file = source === from ? '' : relative(dirname(from.absoluteRef), source.absoluteRef).split(sep).join('/');
  return `${encodeURI(file)}#${toPointer(path)}`;
}

export interface CheckedReferences {
  problems: Problem[];
  /** By the text of each reference to another file: the problem to report if the bundler leaves it as it is. */
  external: Map<string, () => Problem>;
}

/**
 * @param tolerant whether a schema whose reference leads nowhere is left open, with the reason in it, and is no problem
 */
export async function checkReferences(
  redocly: Redocly,
  resolver: LocalResolver,
  root: Document,
  tolerant = false,
): Promise<CheckedReferences> {
  const problems: Problem[] = [];
  const external = new Map<string, () => Problem>();
  const seen = new Set<unknown>();
  const queue = [{ document: root, path: [] as string[], node: root.parsed, named: false }];
  for (const { document, path, node, named } of queue) {
    for (const site of references(node, path, named, seen)) {
      const { target } = site;
      if (typeof target !== 'string') {
        problems.push(report(document, site.path, '$ref must be a string, such as "#/components/schemas/Name"'));
        continue;
      }
      if (!target.startsWith('#') && !isExtension(site.path)) {
        const message = `"${target}" stands where OpenAPI has no reference: write the value itself`;
        // Late, since it takes the lines of a whole file.
        external.set(target, () => report(document, site.path, message));
      }
      const found = await follow(document, site.path, target, []);
      if ('dangling' in found && tolerant && isOfSchema(site.path)) {
        delete site.holder['$ref'];
        site.holder[unresolved] = `"${target}" leads nowhere`;
      } else if ('message' in found) {
        // What looks so in an extension may be the data of a tool.
        if (!(tolerant && 'dangling' in found && isExtension(site.path))) problems.push(found);
      } else {
        // Other tools support only pointers that lead to a place straight on, so others are converted while files are known.
        if (isAnchor(target) || isUrl(target) || isThrough(target, found))
          site.holder['$ref'] = referenceTo(document, found);
        queue.push({ ...found, named: site.named });
      }
    }
  }
  return { problems, external };

  /** @param trail the references that are being followed; a repeated one is a circle */
  async function follow(
    from: Document,
    path: string[],
    reference: string,
    trail: string[],
  ): Promise<Spot | Problem | Dangling> {
    const [file = '', fragment = ''] = reference.split('#', 2);
    const embedded = isUrl(reference) ? findPath(from, ['$id'], file) : undefined;
    if (isUrl(reference) && !embedded) {
      return report(from, path, `"${reference}" is remote, and nothing is fetched: save a copy and refer to that`);
    }
    const document = file === '' || embedded ? from : await open(from, path, file);
    if ('message' in document) return document;

    const place = `${document.source.absoluteRef}#${fragment}`;
    if (trail.includes(place))
      return report(from, path, `"${reference}" leads only to other $refs, and back to itself`);
    const onward = [...trail, place];

    let spot: Spot = { document, path: [], node: document.parsed };
    const named = isAnchor(reference)
      ? (findPath(document, ['$anchor', '$dynamicAnchor'], fragment) ?? [`#${fragment}`])
      : [...(embedded ?? []), ...fromPointer(fragment)];
    for (const token of named) {
      const through = await pass(spot, onward);
      if ('message' in through) return through;
      spot = { ...through, path: [...through.path, token], node: child(through.node, token) };
    }
    if (spot.node === undefined) {
      const where = relative(process.cwd(), document.source.absoluteRef);
      const lack = fragment === '' ? 'is empty' : `has no #${fragment}`;
      return { ...report(from, path, `"${reference}" leads nowhere: ${where} ${lack}`), dangling: true };
    }
    const through = await pass(spot, onward);
    return 'message' in through ? through : spot;
  }

  /** Follows a node that is itself a reference. */
  async function pass(spot: Spot, trail: string[]): Promise<Spot | Problem | Dangling> {
    if (!isReference(spot.node)) return spot;
    return follow(spot.document, [...spot.path, '$ref'], spot.node.$ref, trail);
  }

  async function open(from: Document, path: string[], file: string): Promise<Document | Problem> {
    const refused = resolver.refusal(from.source.absoluteRef, file);
    if (refused) return report(from, path, `"${file}" ${refused}`);
    try {
      const document = await resolver.resolveDocument(from.source.absoluteRef, file);
      if (!(document instanceof Error)) return document;
      throw document;
    } catch (error) {
      if (error instanceof redocly.YamlParseError) return syntaxProblem(error);
      return report(from, path, `there is no file "${file}": correct the $ref or add the file`);
    }
  }

  function report(document: Document, path: string[], message: string): Problem {
    return problemAt(redocly, document.source, `#${toPointer(path)}`, message);
  }
}

/** Extensions are private to a tool, so a `$ref` in one need not be a reference. */
export function isExtension(path: readonly string[]): boolean {
  return path.some((key) => key.startsWith('x-'));
}

/** Whether a `$ref` stands in a schema or replaces one. */
const isOfSchema = (path: readonly string[]): boolean => path.some((key) => key === 'schema' || key === 'schemas');

function isAnchor(reference: string): boolean {
  return /#[^/]/.test(reference);
}

/** The path to the schema that one of some keywords, such as `$anchor` or `$id`, names so. */
function findPath(document: Document, keywords: readonly string[], name: string): string[] | undefined {
  const search = (node: unknown, path: string[]): string[] | undefined => {
    if (typeof node !== 'object' || node === null) return undefined;
    if (keywords.some((keyword) => child(node, keyword) === name)) return path;
    for (const [key, value] of Object.entries(node)) {
      const found = search(value, [...path, key]);
      if (found) return found;
    }
    return undefined;
  };
  return search(document.parsed, []);
}
