/**
 * `routes.ts`: method, path template, parameters and media types of every operation, for servers such as the sandbox.
 * It is a module, since Node 20 warns about imports of JSON, and bundlers would include every text of the document.
 */
import { CliError } from '../../src/openapi/cli-error.js';
import type { ParameterSchema, Route, RouteParameter } from '../../src/runtime/route.js';
import { formatTypeScript } from '../format.js';
import { notice } from './notice.js';
import { isObject, type OpenApiDocument, type RequestBody } from '../../src/openapi/openapi.js';
import { listOperations, type ListedOperation } from '../../src/openapi/operations.js';
import { dereference, lookUp } from '../../src/openapi/pointer.js';

export async function generateRoutes(provider: string, document: OpenApiDocument): Promise<string> {
  const routes = listOperations(document).map((listed) => toRoute(document, listed));
  return formatTypeScript(`// ${notice(provider)}

import type { Route } from '../../src/runtime/route.js';

/** Path of the document's first server, which every route is below. */
export const basePath = '${new URL(document.servers?.[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '')}';

export const routes: readonly Route[] = ${JSON.stringify(routes)};

/** Every name that the document has for a member of a body, a part of a form, or a header (in small letters). */
export const names: readonly string[] = ${JSON.stringify(namesIn(document))};
`);
}

function namesIn(document: OpenApiDocument): string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    if (isObject(node['properties'])) Object.keys(node['properties']).forEach((name) => names.add(name));
    const isHeader = node['in'] === 'header' && typeof node['name'] === 'string';
    if (isHeader) names.add(String(node['name']).toLowerCase());
    Object.values(node).forEach(visit);
  };
  visit(document);
  return [...names].sort();
}

function toRoute(document: OpenApiDocument, { method, path, operationId, operation, pointer }: ListedOperation): Route {
  const shared = lookUp(document, pointer.replace(/\/[^/]*$/, '/parameters'));
  const own = operation.parameters ?? [];
  const all = [...(Array.isArray(shared) ? shared : []), ...own].map(
    (parameter) => dereference<Record<string, unknown>>(document, parameter).node,
  );
  // An operation's parameter replaces its path's parameter of the same name and place.
  const distinct = new Map(all.map((parameter) => [`${parameter['in']} ${parameter['name']}`, parameter]));
  const parameters = [...distinct.values()]
    .filter((parameter) => parameter['in'] === 'path' || parameter['in'] === 'query')
    .map((parameter) => toParameter(document, operationId, parameter));
  const body = operation.requestBody && dereference<RequestBody>(document, operation.requestBody).node;
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    parameters,
    ...(body && {
      body: {
        required: body.required === true,
        content: Object.keys(body.content ?? {}).map((media) => media.split(';')[0]!.trim().toLowerCase()),
      },
    }),
  };
}

const asserted = new Set('type format enum pattern minimum maximum minLength maxLength'.split(' '));
const remarks = new Set('description default example examples title deprecated'.split(' '));

/**
 * @throws {CliError} exit code 2, for a rule that {@link ParameterSchema} cannot express, since no server would apply
 *   it.
 */
function toParameter(document: OpenApiDocument, operationId: string, node: Record<string, unknown>): RouteParameter {
  const name = String(node['name']);
  const schema = dereference<Record<string, unknown>>(document, node['schema'] as { $ref: string }).node;
  const entries = Object.entries(isObject(schema) ? schema : {}).filter(
    ([keyword]) => !remarks.has(keyword) && !keyword.startsWith('x-'),
  );
  const unknown = entries.find(
    ([keyword, value]) => !asserted.has(keyword) || (keyword === 'format' && value !== 'uuid'),
  );
  if (unknown) {
    throw new CliError(
      `${operationId}: parameter ${name} has ${unknown[0]}, which scripts/generate/routes.ts does not know`,
      2,
    );
  }
  return {
    name,
    in: node['in'] as 'path' | 'query',
    required: node['required'] === true,
    schema: Object.fromEntries(entries) as ParameterSchema,
  };
}
