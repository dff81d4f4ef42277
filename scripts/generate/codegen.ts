/**
 * The document for code generators without support for unions: OpenAPI 3.0 without `allOf`, `anyOf`, `oneOf` and `not`.
 * It accepts everything that the exact document accepts; `x-losses` lists what it cannot express.
 */
import { isObject, isReference, type OpenApiDocument, type SchemaObject } from '../../src/openapi/openapi.js';
import { rewrite } from '../../src/openapi/rewrite.js';
import { inlineAliases } from './codegen/aliases.js';
import { flattenSchemas } from './codegen/flatten.js';
import { distinctMembers, distinctNames } from './codegen/names.js';
import { dropOrigins, markOrigins, traceLosses } from './codegen/origin.js';
import { distinctEnums, oneType, sizedNumbers, textEnumsOnly, timesAsText } from './codegen/values.js';
import { downConvert, type Loss } from './down-convert.js';
import { Losses } from './down-convert/losses.js';
import { dropUnused } from './down-convert/unused.js';

export type CodegenDocument = OpenApiDocument & { 'x-losses': Loss[] };

type Pass = (document: OpenApiDocument, losses: Losses) => OpenApiDocument;

const ofSchemas =
  (change: (schema: SchemaObject, losses: Losses) => SchemaObject): Pass =>
  (document, losses) =>
    rewrite(document, {
      leave: (node, { kind }) =>
        kind === 'schema' && isObject(node) && !isReference(node) ? change(node, losses) : node,
    });

/** The order matters: each pass keeps the document complete, and keeps nothing that an earlier pass removes. */
export const passes: Record<string, Pass> = {
  flattenSchemas,
  oneType: ofSchemas(oneType),
  textEnumsOnly: ofSchemas(textEnumsOnly),
  distinctEnums: ofSchemas(distinctEnums),
  timesAsText: ofSchemas(timesAsText),
  sizedNumbers: ofSchemas(sizedNumbers),
  inlineAliases,
  distinctMembers: ofSchemas(distinctMembers),
  distinctNames,
  withoutWebhooks,
};

/** @param document a bundle in OpenAPI 3.1 with internal references only. It is not changed. */
export function toCodegen(document: OpenApiDocument, steps = passes): CodegenDocument {
  const losses = new Losses();
  const plain = Object.values(steps).reduce((result, pass) => pass(result, losses), markOrigins(document));
  const { openapi, 'x-lost-in-3.0': lost, ...rest } = downConvert(plain);
  const all = [...traceLosses(losses.list, document), ...traceLosses(lost, plain)];
  return dropOrigins({ openapi, 'x-losses': all, ...rest }) as CodegenDocument;
}

/** 3.0 has no webhooks. The schemas of their bodies stay, since a program that receives them needs the types. */
function withoutWebhooks(document: OpenApiDocument, losses: Losses): OpenApiDocument {
  const { webhooks, ...rest } = document;
  if (!webhooks) return document;
  losses.add('', 'webhooks', `only the schemas of their bodies stay: ${Object.keys(webhooks).join(', ')}`);
  const used = structuredClone(rest);
  dropUnused(used, document);
  return { ...used, components: { ...used.components, schemas: { ...rest.components?.schemas } } };
}
