/** Facts of a document that a generator may lose. */
import { follow, isObject, operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';

export interface Facts {
  operations: string[];
  /** Values of `const` and of closed enums. */
  closedValues: string[];
  /** Values that are listed beside "or any other text". */
  knownValues: string[];
  /** Names of properties. */
  uuids: string[];
  dates: string[];
  files: string[];
  /** Component schemas with several objects as alternatives: name, names of the alternatives. */
  unions: [string, string[]][];
  /** Component schemas of the bodies of webhooks. */
  webhooks: string[];
}

export function factsOf(document: JsonObject): Facts {
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const facts: Facts = {
    operations: operationsOf(document).map(({ operationId }) => operationId),
    ...{ closedValues: [], knownValues: [], uuids: [], dates: [], files: [] },
    unions: [],
    webhooks: webhookSchemas(document),
  };
  for (const [name, schema] of Object.entries(schemas)) {
    visit(schema, facts, false);
    const alternatives = isObject(schema) ? namesOf(schema.oneOf ?? schema.anyOf ?? []) : [];
    if (alternatives.length > 1) facts.unions.push([name, alternatives]);
  }
  for (const key of ['closedValues', 'knownValues', 'uuids', 'dates', 'files'] as const) {
    facts[key] = [...new Set(facts[key])];
  }
  return facts;
}

function visit(node: Json, facts: Facts, open: boolean): void {
  if (Array.isArray(node)) return node.forEach((item) => visit(item, facts, open));
  if (!isObject(node)) return;
  const values = [node.const, ...(Array.isArray(node.enum) ? node.enum : [])].filter(
    (value) => typeof value === 'string',
  );
  (open ? facts.knownValues : facts.closedValues).push(...values);
  // The OpenAPI 3.0 form for generators: an extension beside a plain string.
  if (Array.isArray(node['x-extensible-enum'])) facts.knownValues.push(...node['x-extensible-enum'].map(String));
  for (const [property, schema] of Object.entries(isObject(node.properties) ? node.properties : {})) {
    for (const part of partsOf(schema)) {
      if (part.format === 'uuid') facts.uuids.push(property);
      if (part.format === 'date') facts.dates.push(property);
      if (part.format === 'binary' || part.contentMediaType === 'application/octet-stream') facts.files.push(property);
    }
    visit(schema, facts, false);
  }
  const alternatives = Array.isArray(node.anyOf) ? node.anyOf : [];
  visit(alternatives, facts, alternatives.some(isAnyText));
  for (const key of ['oneOf', 'allOf', 'items', 'additionalProperties'] as const) visit(node[key] ?? null, facts, open);
}

/** A property itself, or the items of a list. */
function partsOf(schema: Json): JsonObject[] {
  if (!isObject(schema)) return [];
  return isObject(schema.items) ? [schema, schema.items] : [schema];
}

const isAnyText = (schema: Json): boolean =>
  isObject(schema) && [schema.type].flat().includes('string') && !('enum' in schema) && !('const' in schema);

const namesOf = (schemas: Json): string[] =>
  Array.isArray(schemas)
    ? schemas.flatMap((schema) => (isObject(schema) && typeof schema.$ref === 'string' ? [lastToken(schema.$ref)] : []))
    : [];

const lastToken = (reference: string): string => reference.split('/').at(-1) ?? '';

function webhookSchemas(document: JsonObject): string[] {
  const webhooks = isObject(document.webhooks) ? document.webhooks : {};
  return Object.entries(webhooks).map(([name, node]) => {
    const item = follow(document, node, '')?.value;
    const operation = isObject(item?.post) ? item.post : {};
    const body = follow(document, operation.requestBody, '')?.value;
    const content = isObject(body?.content) ? body.content['application/json'] : undefined;
    const schema = isObject(content) && isObject(content.schema) ? content.schema.$ref : undefined;
    // A body without its own name is named after the webhook.
    return typeof schema === 'string' ? lastToken(schema) : name;
  });
}
