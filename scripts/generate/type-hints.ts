/**
 * Marks the schemas whose TypeScript type openapi-typescript would get wrong or too wide. The mark is the type itself
 * in `x-ts-type`, beside a `type`, without which openapi-typescript does not call the transform.
 */
import { isObject, type OpenApiDocument, type Schema, type SchemaObject } from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';
import { rewrite } from '../../src/openapi/rewrite.js';

export function hintTypes(document: OpenApiDocument): OpenApiDocument {
  const files = collectFiles(document);
  return rewrite(document, {
    leave(node, { kind }, source) {
      if (kind !== 'schema' || !isObject(node)) return node;
      if (isNever(node)) return { ...node, type: 'string', 'x-ts-type': 'never' };
      if (files.has(source)) return { ...node, type: 'string', 'x-ts-type': 'Blob' };
      return openEnum(node);
    },
  });
}

/** `not: {}`: a property that never exists. */
function isNever(schema: SchemaObject): boolean {
  return isObject(schema.not) && Object.keys(schema.not).length === 0;
}

/** The raw bytes among the parts of a form. JSON cannot contain raw bytes, so there the same keyword means text. */
function collectFiles(document: OpenApiDocument): Set<unknown> {
  const files = new Set<unknown>();
  rewrite(document, {
    enter(node, { kind }) {
      if (kind !== 'requestBody' || !isObject(node) || !isObject(node['content'])) return node;
      for (const [mediaType, media] of Object.entries(node['content'])) {
        if (mediaType.startsWith('multipart/') && isObject(media)) collectParts(media['schema']);
      }
      return node;
    },
  });
  return files;

  function collectParts(schema: unknown): void {
    if (!isObject(schema)) return;
    const { node: form } = dereference<SchemaObject>(document, schema);
    for (const part of Object.values(form.properties ?? {})) collectFile(part);
    for (const branch of form.allOf ?? []) collectParts(branch);
  }

  function collectFile(part: Schema): void {
    if (!isObject(part)) return;
    const { node } = dereference<SchemaObject>(document, part);
    if ('contentMediaType' in node && !('contentEncoding' in node)) files.add(node);
    if (isObject(node.items)) collectFile(node.items);
  }
}

/**
 * `anyOf: [{enum: [a, b]}, {type: string}]`: an open enum. TypeScript reduces `"a" | "b" | string` to `string`, and an
 * editor proposes nothing; `string & {}` is as wide and keeps the literals.
 */
function openEnum(schema: SchemaObject): SchemaObject {
  const open = schema.anyOf?.findIndex(isAnyString) ?? -1;
  if (!schema.anyOf || open === -1 || schema.anyOf.length < 2) return schema;
  const { type: _, ...rest } = schema;
  return {
    ...rest,
    anyOf: schema.anyOf.map((branch, index) =>
      index === open ? { ...(branch as SchemaObject), 'x-ts-type': '(string & {})' } : branch,
    ),
  };
}

function isAnyString(branch: Schema): boolean {
  return isObject(branch) && branch.type === 'string' && !('enum' in branch) && !('const' in branch);
}
