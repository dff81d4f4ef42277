/**
 * Flattens a schema with `allOf`, `anyOf`, `oneOf`, `not` and `const` into one plain schema that accepts what the
 * original accepts, and more if no plain schema is equivalent. A reference without siblings stays; its target is
 * flattened in place.
 */
import {
  isObject,
  isReference,
  type OpenApiDocument,
  type Schema,
  type SchemaObject,
} from '../../../src/openapi/openapi.js';
import { escapeToken, lookUp } from '../../../src/openapi/pointer.js';
import { rewrite } from '../../../src/openapi/rewrite.js';
import type { Losses } from '../down-convert/losses.js';
import { dropUnused } from '../down-convert/unused.js';
import { assertionsOf, isNever, isTextEnum, remarksOf, type Scope } from './flat-schema.js';
import { meet } from './meet.js';
import { originOf } from './origin.js';
import { unite } from './unite.js';

export function flattenSchemas(document: OpenApiDocument, losses: Losses): OpenApiDocument {
  const scope: Scope = {
    losses,
    pairs: new Set(),
    flatten: (schema) => flatten(schema, []),
    resolve: (schema) => resolve(schema, []),
  };
  const inside: string[] = [];
  const flattened = rewrite(document, {
    enter(node, { kind, pointer }) {
      if (kind !== 'schema') return node;
      const origin = originOf(node as Schema) || pointer;
      if (node === false && pointer.endsWith('/additionalProperties')) {
        inside.push(origin);
        return node;
      }
      const isComponent = /^\/components\/schemas\/[^/]+$/.test(pointer);
      const flat = isComponent ? scope.resolve(node as Schema) : scope.flatten(node as Schema);
      const isWithinItself = inside.includes(origin) && !isReference(flat);
      inside.push(origin);
      return isWithinItself ? typeAlone(flat, losses) : withoutNever(flat, losses);
    },
    leave(node, { kind }) {
      if (kind === 'schema') inside.pop();
      return node;
    },
  });
  const { schemas } = flattened.components ?? {};
  const lists = Object.entries(schemas ?? {}).filter(([, schema]) => isObject(schema) && isTextEnum(schema));
  dropUnused(flattened, document);
  // Known codes that only a `not` refers to stay, since a program can use them as a type.
  Object.assign(flattened.components?.schemas ?? {}, Object.fromEntries(lists));
  return flattened;

  /** @param path the references that led here */
  function flatten(schema: Schema, path: readonly string[]): Schema {
    if (typeof schema === 'boolean') return schema ? {} : false;
    if (isNever(schema)) return false;
    const { $ref, allOf = [], anyOf, oneOf, not, ...rest } = schema;
    const [only] = allOf;
    if (Object.keys(assertionsOf(schema)).length === 1) {
      if ($ref !== undefined) return schema;
      if (allOf.length === 1 && isReference(only)) return { ...remarksOf(schema), $ref: only.$ref };
    }

    const at = originOf(schema);
    if (not !== undefined) losses.add(at, 'not', 'nothing is excluded');
    const united = (keyword: 'anyOf' | 'oneOf', branches: Schema[] | undefined) =>
      branches
        ? [
            unite(
              branches.map((branch) => flatten(branch, path)),
              { at, keyword },
              scope,
            ),
          ]
        : [];
    const parts: Schema[] = [
      openEnds(rest, scope),
      ...($ref === undefined ? [] : [resolve({ $ref }, path)]),
      ...allOf.map((part) => flatten(part, path)),
      ...united('anyOf', anyOf),
      ...united('oneOf', oneOf),
    ];
    return meet(parts, at, scope);
  }

  /** Like `flatten`, but never returns a reference. */
  function resolve(schema: Schema, path: readonly string[]): Schema {
    const flat = flatten(schema, path);
    if (typeof flat === 'boolean' || flat.$ref === undefined) return flat;
    const { $ref } = flat;
    // The schema consists of itself, so there are no further rules.
    if (path.includes($ref)) return remarksOf(flat);
    const target = resolve(lookUp(document, $ref.slice(1)) as Schema, [...path, $ref]);
    return typeof target === 'boolean' ? target : { ...target, ...remarksOf(flat) };
  }
}

/** `const` is an enum of one value. A tuple and patterned names accept whatever one of their schemas accepts. */
function openEnds(schema: SchemaObject, scope: Scope): SchemaObject {
  const result = { ...schema };
  if ('const' in schema) {
    delete result.const;
    result.enum = [schema.const];
  }
  const restOf = { prefixItems: 'items', patternProperties: 'additionalProperties' } as const;
  for (const [keyword, rest] of Object.entries(restOf)) {
    if (schema[keyword] === undefined) continue;
    const schemas = Object.values(schema[keyword] as object) as Schema[];
    delete result[keyword];
    result[rest] = unite([...schemas, schema[rest] ?? {}], { at: originOf(schema), keyword }, scope);
  }
  return result;
}

/** A nullable reference to itself has to be written out, which would never end. */
function typeAlone(schema: Schema, losses: Losses): SchemaObject {
  if (typeof schema === 'boolean') return {};
  losses.add(originOf(schema), 'properties', 'not described: it holds itself');
  return { ...remarksOf(schema), ...(schema.type !== undefined && { type: schema.type }) };
}

/** Removes properties that never exist: a 3.0 schema without `not` cannot express that. */
function withoutNever(schema: Schema, losses: Losses): SchemaObject {
  if (typeof schema === 'boolean') return {};
  const { properties = {}, items, additionalProperties } = schema;
  const never = Object.keys(properties).filter((name) => isNever(properties[name] ?? true));
  for (const name of never) {
    const place = `${originOf(schema)}/properties/${escapeToken(name)}`;
    losses.add(originOf(properties[name] as SchemaObject) || place, 'not', 'that it is never there is not said');
  }
  const kept = Object.entries(properties).filter(([name]) => !never.includes(name));
  return {
    ...schema,
    ...(never.length > 0 && { properties: Object.fromEntries(kept) }),
    ...(items !== undefined && isNever(items) && { items: {}, maxItems: 0 }),
    ...(additionalProperties !== undefined && isNever(additionalProperties) && { additionalProperties: false }),
  };
}
