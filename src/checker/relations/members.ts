/** The scalar members that a request's schemas describe, each as a JSON Pointer into the body. */
import {
  hasType,
  escapeToken,
  follow,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
} from '../../openapi/document.js';

const maxDepth = 12;

/** Schemas that are looked at: a document may lead to one in very many ways. */
const mostSchemas = 20_000;

export function requestMembers(document: JsonObject, { requestBody }: Operation): Set<string> {
  const content = requestBody?.value.content;
  const found = new Set<string>();
  const budget = { left: mostSchemas };
  for (const node of Object.values(isObject(content) ? content : {})) {
    collect(document, follow(document, node, '')?.value.schema, '', found, budget, 0);
  }
  return found;
}

function collect(
  document: JsonObject,
  node: Json | undefined,
  at: string,
  found: Set<string>,
  budget: { left: number },
  depth: number,
): void {
  const schema = follow(document, node, '')?.value;
  if (!schema || depth > maxDepth || budget.left-- <= 0) return;
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = schema[keyword];
    if (Array.isArray(list)) list.forEach((part) => collect(document, part, at, found, budget, depth + 1));
  }
  if (!isObject(schema.properties)) {
    if (at !== '' && hasType(schema, 'string', 'integer', 'number')) found.add(at);
    return;
  }
  for (const [name, property] of Object.entries(schema.properties)) {
    collect(document, property, `${at}/${escapeToken(name)}`, found, budget, depth + 1);
  }
}
