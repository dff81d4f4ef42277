/**
 * Inlines components that are no type of their own in most languages (texts, lists, maps, nullable values): generators
 * read `nullable` and descriptions at the place of use, and make wrong or empty classes of these components.
 */
import {
  isObject,
  isReference,
  type OpenApiDocument,
  type Schema,
  type SchemaObject,
} from '../../../src/openapi/openapi.js';
import { lookUp } from '../../../src/openapi/pointer.js';
import { rewrite } from '../../../src/openapi/rewrite.js';
import type { Losses } from '../down-convert/losses.js';
import { dropUnused } from '../down-convert/unused.js';
import { isTextEnum, remarksOf } from './flat-schema.js';
import { originOf, originOfFirst } from './origin.js';

export function inlineAliases(document: OpenApiDocument, losses: Losses): OpenApiDocument {
  const inlined = rewrite(document, {
    enter(node, { kind }) {
      if (kind !== 'schema' || !isReference(node)) return node;
      const reference: SchemaObject = { ...node };
      const schema = aliasOf(reference, document);
      if (schema) return { ...schema, ...remarksOf(reference), ...originOfFirst([schema]) };
      const { $ref } = node;
      const lost = Object.keys(remarksOf(reference)).filter((keyword) => !keyword.startsWith('x-'));
      for (const keyword of lost)
        losses.add(originOf(reference), keyword, 'not said: nothing stands beside a reference');
      return { $ref };
    },
  });
  dropUnused(inlined, document);
  return inlined;
}

/** The target of the reference, unless it is a type of its own: an object with members, or a closed list of texts. */
function aliasOf(
  node: SchemaObject,
  document: OpenApiDocument,
  path: readonly string[] = [],
): SchemaObject | undefined {
  const { $ref = '' } = node;
  const target = lookUp(document, $ref.slice(1)) as Schema;
  if (!isObject(target) || isOwnType(target)) return undefined;
  // A list of itself has to stay a component.
  if (path.includes($ref) || refersTo(target, $ref, document, new Set())) return undefined;
  return target.$ref === undefined ? target : aliasOf(target, document, [...path, $ref]);
}

function isOwnType(schema: SchemaObject): boolean {
  return isTextEnum(schema) || (schema.type === 'object' && schema.properties !== undefined);
}

function refersTo(node: unknown, $ref: string, document: OpenApiDocument, seen: Set<unknown>): boolean {
  if (typeof node !== 'object' || node === null || seen.has(node)) return false;
  seen.add(node);
  if (isReference(node))
    return node.$ref === $ref || refersTo(lookUp(document, node.$ref.slice(1)), $ref, document, seen);
  return Object.values(node).some((child) => refersTo(child, $ref, document, seen));
}
