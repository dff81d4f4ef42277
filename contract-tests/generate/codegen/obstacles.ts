/** What code generators stumble over, found in a document: nothing of it is in those that are made for them. */
import {
  isObject,
  isReference,
  methods,
  type OpenApiDocument,
  type SchemaObject,
} from '../../../src/openapi/openapi.js';
import { walk } from '../../../src/openapi/rewrite.js';

export function obstaclesIn(document: OpenApiDocument): string[] {
  const found: string[] = [];
  const schemas = Object.keys(document.components?.schemas ?? {});
  const operations = Object.values(document.paths ?? {}).flatMap((item) =>
    methods.flatMap((method) => item[method]?.operationId ?? []),
  );
  found.push(...alike(schemas, 'schemas'), ...alike(operations, 'operations'));
  if (!document.openapi.startsWith('3.0')) found.push('it is no OpenAPI 3.0');
  if (document.webhooks) found.push('webhooks');
  walk(document, (node, { kind, pointer }) => {
    if (kind === 'schema') found.push(...inSchema(node as SchemaObject).map((obstacle) => `${pointer}: ${obstacle}`));
    const name = /^\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1];
    if (name !== undefined && !isOwnType(node as SchemaObject)) found.push(`${pointer}: no type of its own`);
  });
  return found;
}

function inSchema(schema: SchemaObject): string[] {
  const found = ['allOf', 'anyOf', 'oneOf', 'not', 'const', 'x-origin'].filter((keyword) => keyword in schema);
  if (isReference(schema) && Object.keys(schema).length > 1) found.push('something stands beside a reference');
  if (Array.isArray(schema.type)) found.push('several types');
  const values = schema.enum ?? [];
  if (values.some((value) => value !== null && typeof value !== 'string'))
    found.push('an enum of other things than texts');
  if (schema.format === 'date-time') found.push('a type for times');
  if (['integer', 'number'].includes(String(schema.type)) && schema.format === undefined)
    found.push('a number without size');
  const texts = values.filter((value) => typeof value === 'string');
  return [...found, ...alike(texts, 'values'), ...alike(Object.keys(schema.properties ?? {}), 'members')];
}

function isOwnType(schema: SchemaObject): boolean {
  return !schema.nullable && (isObject(schema.properties) || (schema.type === 'string' && Array.isArray(schema.enum)));
}

function alike(names: readonly string[], what: string): string[] {
  const identifiers = names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const twice = names.filter((_, index) => identifiers.indexOf(identifiers[index] ?? '') !== index);
  return twice.map((name) => `${what} of nearly the same name: ${name}`);
}
