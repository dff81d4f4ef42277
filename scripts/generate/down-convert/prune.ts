/** Removes from a schema, before its subschemas are converted, what 3.0 cannot express, and lists each loss. */
import { grammar } from '../../../src/openapi/grammar.js';
import { isObject, isReference, type OpenApiDocument, type SchemaObject } from '../../../src/openapi/openapi.js';
import { lookUp } from '../../../src/openapi/pointer.js';
import { convertible, keywordsOf30, lostRemarks, lostRules, silent } from './keywords.js';
import type { Losses } from './losses.js';

export function prune(source: SchemaObject, pointer: string, document: OpenApiDocument, losses: Losses): SchemaObject {
  const schema = { ...source };
  for (const keyword of Object.keys(schema)) {
    if (keywordsOf30.has(keyword) || convertible.has(keyword) || keyword.startsWith('x-')) continue;
    delete schema[keyword];
    if (silent.has(keyword)) continue;
    losses.add(pointer, keyword, lostRules[keyword] ?? lostRemarks[keyword] ?? 'OpenAPI 3.0 has no such keyword');
  }
  // Elsewhere a lost rule makes the schema accept more. Inside `not` it would refuse values that 3.1 accepts.
  if (schema.not !== undefined && losesRules(schema.not, document)) {
    delete schema.not;
    losses.add(pointer, 'not', 'what it excludes cannot be said in 3.0, so nothing is excluded');
  }
  return schema;
}

/** A value that fits one branch in 3.1 may fit two in 3.0, if a rule that distinguished them is lost. */
export function loosenOneOf(
  schema: SchemaObject,
  source: SchemaObject,
  pointer: string,
  document: OpenApiDocument,
  losses: Losses,
): void {
  if (!schema.oneOf || !source.oneOf?.some((branch) => losesRules(branch, document))) return;
  losses.add(pointer, 'oneOf', 'a value may fit several branches: rules that tell them apart cannot be said in 3.0');
  if (schema.anyOf) schema.allOf = [...(schema.allOf ?? []), { anyOf: schema.oneOf }];
  else schema.anyOf = schema.oneOf;
  delete schema.oneOf;
}

/** Whether this schema, or a part of it, has a rule that 3.0 cannot express. */
function losesRules(node: unknown, document: OpenApiDocument, seen = new Set<unknown>()): boolean {
  if (!isObject(node) || seen.has(node)) return false;
  seen.add(node);
  if (Object.keys(node).some((keyword) => keyword in lostRules)) return true;
  if (isReference(node) && losesRules(lookUp(document, node.$ref.slice(1)), document, seen)) return true;
  return Object.entries(grammar.schema).some(([keyword, rule]) => {
    const value = node[keyword];
    if (typeof rule === 'string') return losesRules(value, document, seen);
    return isObject(value) || Array.isArray(value)
      ? Object.values(value).some((schema) => losesRules(schema, document, seen))
      : false;
  });
}
