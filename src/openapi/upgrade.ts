/**
 * Converts the schemas of OpenAPI 3.0 to JSON Schema 2020-12, for one validator. Only keywords that change a verdict
 * are converted: `nullable`, boolean `exclusiveMinimum`/`exclusiveMaximum`, siblings of `$ref`.
 */
import { isObject, type Json, type JsonObject } from './document.js';
import { isData, nameMaps } from './grammar.js';

/** A copy of the document, which is converted if it is OpenAPI 3.0. */
export function upgradeSchemas(document: JsonObject): JsonObject {
  if (typeof document.openapi === 'string' && document.openapi.startsWith('3.0')) {
    return upgradeNode(document) as JsonObject;
  }
  return structuredClone(document);
}

/** @param named whether the keys of this object are names, such as those of properties */
function upgradeNode(node: Json, named = false): Json {
  if (Array.isArray(node)) return node.map((item) => upgradeNode(item));
  if (!isObject(node)) return node;
  // Siblings of a reference have no meaning in 3.0, but would have one in 2020-12.
  if (!named && typeof node.$ref === 'string') return { $ref: node.$ref };
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    // These values are data: a member named "nullable" has no meaning there.
    copy[key] =
      !named && (isData(key, value) || key.startsWith('x-')) ? value : upgradeNode(value, !named && nameMaps.has(key));
  }
  return named ? copy : upgradeBounds(upgradeNullable(copy));
}

/** The reason why `nullable` has no effect in a schema, for readers who expect it to allow null. */
export const idleNullable = 'x-idle-nullable';

/** `nullable` only extends `type`: without `type`, or with an `enum` without null, it has no effect (OAS 3.0.3). */
function upgradeNullable(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema;
  if (typeof nullable !== 'boolean') return schema;
  if (!nullable) return rest;
  if (typeof rest.type !== 'string') {
    return { ...rest, [idleNullable]: '"nullable" has no effect without "type" beside it' };
  }
  const widened: JsonObject = { ...rest, type: [rest.type, 'null'] };
  const refusesNull = Array.isArray(rest.enum) && !rest.enum.includes(null);
  return refusesNull ? { ...widened, [idleNullable]: '"nullable" has no effect where "enum" lacks null' } : widened;
}

function upgradeBounds(schema: JsonObject): JsonObject {
  let result = schema;
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const flag = result[exclusive];
    if (typeof flag !== 'boolean') continue;
    const { [exclusive]: _, [inclusive]: bound, ...rest } = result;
    if (bound === undefined) result = rest;
    else result = { ...rest, [flag ? exclusive : inclusive]: bound };
  }
  return result;
}
