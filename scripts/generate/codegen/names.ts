/**
 * Resolves names that are equal in generated code: `KycStatus` and `kycStatus`, `user_id` and `userId`. Schemas and
 * operations are renamed. Members keep their name on the wire, so only the first of two is described.
 */
import { isObject, methods, type OpenApiDocument, type SchemaObject } from '../../../src/openapi/openapi.js';
import { fromPointer, escapeToken } from '../../../src/openapi/pointer.js';
import { rewrite } from '../../../src/openapi/rewrite.js';
import type { Losses } from '../down-convert/losses.js';
import { originOf } from './origin.js';

const core = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

export const isAlike = (a: string, b: string): boolean => core(a) === core(b);

/** New names by old name, for names that clash with an earlier one. */
export function renameAlike(names: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const renamed = new Map<string, string>();
  const all = new Set(names.map(core));
  for (const name of names) {
    if (!taken.has(core(name))) {
      taken.add(core(name));
      continue;
    }
    let serial = 2;
    while (taken.has(core(`${name}${serial}`)) || all.has(core(`${name}${serial}`))) serial += 1;
    renamed.set(name, `${name}${serial}`);
    taken.add(core(`${name}${serial}`));
  }
  return renamed;
}

export function distinctNames(document: OpenApiDocument, losses: Losses): OpenApiDocument {
  const schemas = renameAlike(Object.keys(document.components?.schemas ?? {}));
  for (const [name, other] of schemas) {
    losses.add(
      `/components/schemas/${escapeToken(name)}`,
      'name',
      `called ${other}: another one has nearly the same name`,
    );
  }
  return nameOperations(nameSchemas(document, schemas), losses);
}

function nameSchemas(document: OpenApiDocument, names: ReadonlyMap<string, string>): OpenApiDocument {
  if (names.size === 0) return document;
  const redirected = rewrite(document, {
    leave(node, { kind }) {
      if (kind !== 'schema' || !isObject(node) || typeof node['$ref'] !== 'string') return node;
      const [components, schemas, name = '', ...rest] = fromPointer(node['$ref'].slice(1));
      if (components !== 'components' || schemas !== 'schemas' || !names.has(name)) return node;
      const path = ['components', 'schemas', names.get(name) ?? name, ...rest];
      return { ...node, $ref: `#/${path.map(escapeToken).join('/')}` };
    },
  });
  const entries = Object.entries(redirected.components?.schemas ?? {});
  const schemas = Object.fromEntries(entries.map(([name, schema]) => [names.get(name) ?? name, schema]));
  return { ...redirected, components: { ...redirected.components, schemas } };
}

function nameOperations(document: OpenApiDocument, losses: Losses): OpenApiDocument {
  const items = Object.entries(document.paths ?? {});
  const ids = items.flatMap(([, item]) => methods.flatMap((method) => item[method]?.operationId ?? []));
  const names = renameAlike(ids);
  return rewrite(document, {
    leave(node, { kind, pointer }) {
      if (kind !== 'operation' || !isObject(node)) return node;
      const name = names.get(String(node['operationId']));
      if (name === undefined) return node;
      losses.add(pointer, 'operationId', `called ${name}: another one has nearly the same name`);
      return { ...node, operationId: name };
    },
  });
}

/** The first of clashing members is described; the others are as unrestricted as any undescribed member. */
export function distinctMembers(schema: SchemaObject, losses: Losses): SchemaObject {
  const names = Object.keys(schema.properties ?? {});
  const alike = renameAlike(names);
  if (alike.size === 0) return schema;
  for (const name of alike.keys()) {
    const place = `${originOf(schema)}/properties/${escapeToken(name)}`;
    losses.add(
      originOf(schema.properties?.[name] ?? {}) || place,
      'properties',
      'not described: another member has nearly the same name',
    );
  }
  const { additionalProperties: _, required = [], ...rest } = schema;
  const kept = Object.entries(schema.properties ?? {}).filter(([name]) => !alike.has(name));
  return { ...rest, properties: Object.fromEntries(kept), required: required.filter((name) => !alike.has(name)) };
}
