/** The parts of a document in a generated client, in the form of `src/runtime/definition.ts`. */
import {
  bodiless,
  repeatable,
  type FailureDefinition,
  type OperationDefinition,
} from '../../src/runtime/definition.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { isObject, type OpenApiDocument, type Response } from '../../src/openapi/openapi.js';
import { listOperations, type ListedOperation } from '../../src/openapi/operations.js';
import { dereference } from '../../src/openapi/pointer.js';

export interface OperationTables {
  security: string[][][];
  operations: Record<string, OperationDefinition>;
  failure?: FailureDefinition;
}

/** @throws {CliError} exit code 2, for an extension that violates spec/README.md. */
export function tabulateOperations(document: OpenApiDocument): OperationTables {
  const security: string[][][] = [];
  const index = (alternatives: string[][]) => {
    const known = security.findIndex((one) => JSON.stringify(one) === JSON.stringify(alternatives));
    return known === -1 ? security.push(alternatives) - 1 : known;
  };
  const operations = listOperations(document).map((listed): [string, OperationDefinition] => {
    const { method, path, operationId, operation } = listed;
    const at = index((operation.security ?? document.security ?? []).map(Object.keys));
    const flags = (isRepeatable(listed) ? repeatable : 0) | (mayBeBodiless(document, listed) ? bodiless : 0);
    return [`${method.toUpperCase()} ${path}`, flags ? [operationId, at, flags] : [operationId, at]];
  });
  return { security, operations: Object.fromEntries(operations), ...describeFailure(document) };
}

/** RFC 9110 defines GET and HEAD as safe. For other methods the document has to say it. */
function isRepeatable({ method, operationId, operation }: ListedOperation): boolean {
  const said = operation['x-repeatable'];
  if (said === undefined) return method === 'get' || method === 'head';
  if (typeof said === 'boolean') return said;
  throw new CliError(`${operationId}: x-repeatable must be true or false`, 2);
}

/** Whether a success has no JSON: then the body may be missing. */
function mayBeBodiless(document: OpenApiDocument, { method, operation }: ListedOperation): boolean {
  const successes = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return (
    method === 'head' ||
    successes.length === 0 ||
    successes.some(([, response]) => {
      const { content = {} } = dereference<Response>(document, response).node;
      return !Object.keys(content).some((mediaType) => /[/+]json\b/i.test(mediaType));
    })
  );
}

function describeFailure(document: OpenApiDocument): { failure?: FailureDefinition } {
  const failure = document['x-failure'];
  if (failure === undefined) return {};
  if (isObject(failure) && typeof failure['code'] === 'string' && isNames(failure['reference'] ?? [])) {
    const codes = codesIn(document, failure['code']);
    const { members: _, ...known } = failure;
    return { failure: { ...(known as unknown as FailureDefinition), ...(codes.length > 0 && { codes }) } };
  }
  throw new CliError('x-failure must be an object with `code`, a name, and `reference`, a list of names', 2);
}

/** All constants of the property in the schemas. */
function codesIn(document: OpenApiDocument, property: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    const { properties } = node;
    const schema = isObject(properties) ? properties[property] : undefined;
    if (isObject(schema)) {
      const values: unknown[] = [schema['const'], ...(Array.isArray(schema['enum']) ? schema['enum'] : [])];
      for (const value of values) if (['string', 'number'].includes(typeof value)) found.add(String(value));
    }
    Object.values(node).forEach(visit);
  };
  visit(document.components?.schemas);
  return [...found].sort();
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
