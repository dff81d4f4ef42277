/**
 * A schema without `allOf`, `anyOf`, `oneOf`, `not` and `const`: one plain schema that accepts what the original accepts,
 * and more where no plain schema says the same. A reference that stands alone stays; what it leads to is flattened there.
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
  // Known codes that only a `not` led to stay: as a type of their own they are of use to a program.
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

  /** As `flatten`, and never a reference. */
  function resolve(schema: Schema, path: readonly string[]): Schema {
    const flat = flatten(schema, path);
    if (typeof flat === 'boolean' || flat.$ref === undefined) return flat;
    const { $ref } = flat;
    // It is made of itself: there is nothing more to say about it.
    if (path.includes($ref)) return remarksOf(flat);
    const target = resolve(lookUp(document, $ref.slice(1)) as Schema, [...path, $ref]);
    return typeof target === 'boolean' ? target : { ...target, ...remarksOf(flat) };
  }
}

/** `const` is an enum of one. A tuple and patterned names accept whatever one of their schemas does. */
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

/** A reference to itself that had to be written out, as null may stand in its place, would go on without end. */
function typeAlone(schema: Schema, losses: Losses): SchemaObject {
  if (typeof schema === 'boolean') return {};
  losses.add(originOf(schema), 'properties', 'not described: it holds itself');
  return { ...remarksOf(schema), ...(schema.type !== undefined && { type: schema.type }) };
}

/** What is never there is not mentioned: without `not`, a 3.0 schema cannot say that. */
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
