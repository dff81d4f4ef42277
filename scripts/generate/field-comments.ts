/**
 * Completes what an editor shows of a field: an example value from the examples of whole bodies, and, for a field that
 * is only a reference, the description of its target.
 */
import {
  isObject,
  isReference,
  type MediaType,
  type OpenApiDocument,
  type SchemaObject,
} from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';
import { rewrite } from '../../src/openapi/rewrite.js';

export function describeFields(document: OpenApiDocument): OpenApiDocument {
  const examples = collectExamples(document);
  return rewrite(document, {
    leave(node, { kind }, source) {
      if (kind !== 'schema' || !isObject(node)) return node;
      const example = examples.get(source);
      return {
        ...inheritDescription(document, node),
        ...(example !== undefined && !('examples' in node) && !('example' in node) && { examples: [example] }),
      };
    },
  });
}

function inheritDescription(document: OpenApiDocument, node: Record<string, unknown>): Record<string, unknown> {
  if (!isReference(node) || node.description !== undefined) return node;
  const { description } = dereference<SchemaObject>(document, node).node;
  return description === undefined ? node : { ...node, description };
}

/** The first text, number or boolean of each schema in the examples of bodies. */
function collectExamples(document: OpenApiDocument): Map<unknown, unknown> {
  const examples = new Map<unknown, unknown>();
  rewrite(document, {
    enter(node, { kind }) {
      if (kind === 'mediaType' && isObject(node)) collectMedia(node as MediaType);
      return node;
    },
  });
  return examples;

  function collectMedia({ schema, example, examples: named = {} }: MediaType): void {
    const values = Object.values(named).map((one) => dereference<{ value?: unknown }>(document, one).node.value);
    for (const value of [example, ...values]) collect(schema, value);
  }

  function collect(schema: unknown, value: unknown): void {
    if (!isObject(schema) || value === undefined || value === null) return;
    if (typeof value !== 'object' && !examples.has(schema)) examples.set(schema, value);
    if (isReference(schema)) collect(dereference<SchemaObject>(document, schema).node, value);
    const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = schema as SchemaObject;
    if (isObject(value)) for (const [key, child] of Object.entries(properties)) collect(child, value[key]);
    if (Array.isArray(value)) for (const item of value) collect(items, item);
    for (const branch of [...allOf, ...fitting([...anyOf, ...oneOf], value)]) collect(branch, value);
  }

  /** The alternatives whose constants match the value. */
  function fitting(branches: readonly unknown[], value: unknown): unknown[] {
    return branches.filter((branch) => fits(branch, value));
  }

  function fits(branch: unknown, value: unknown): boolean {
    if (!isObject(branch)) return false;
    const schema = isReference(branch) ? dereference<SchemaObject>(document, branch).node : (branch as SchemaObject);
    if ('const' in schema && schema.const !== value) return false;
    if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
    if (typeof schema.type === 'string' && !isOfType(value, schema.type)) return false;
    const object = isObject(value) ? value : {};
    return (
      (schema.allOf ?? []).every((part) => fits(part, value)) &&
      (schema.required ?? []).every((key) => !isObject(value) || key in object) &&
      Object.entries(schema.properties ?? {}).every(
        ([key, child]) => !(key in object) || child === false || fits(child, object[key]),
      )
    );
  }
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
