/**
 * Turns the Schema Objects of an OpenAPI 3.0 document into JSON Schema 2020-12, so that one validator serves both.
 * Only what changes a verdict is turned: `nullable`, boolean `exclusiveMinimum`/`exclusiveMaximum`, siblings of `$ref`.
 */
import { isObject, type Json, type JsonObject } from './document.js';
import { isData, nameMaps } from './grammar.js';

/** A copy of the document, upgraded if it is OpenAPI 3.0, as it is otherwise. */
export function upgradeSchemas(document: JsonObject): JsonObject {
  if (typeof document.openapi === 'string' && document.openapi.startsWith('3.0')) {
    return upgradeNode(document) as JsonObject;
  }
  return structuredClone(document);
}

/** @param named Are the keys of this object names that somebody chose, such as the properties of a schema? */
function upgradeNode(node: Json, named = false): Json {
  if (Array.isArray(node)) return node.map((item) => upgradeNode(item));
  if (!isObject(node)) return node;
  // Siblings of a reference have no meaning in 3.0; in 2020-12 they would suddenly count.
  if (!named && typeof node.$ref === 'string') return { $ref: node.$ref };
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    // Values in these are data, not schemas: a member named "nullable" there means nothing.
    copy[key] =
      !named && (isData(key, value) || key.startsWith('x-')) ? value : upgradeNode(value, !named && nameMaps.has(key));
  }
  return named ? copy : upgradeBounds(upgradeNullable(copy));
}

/** In a schema whose `nullable` has no effect: why. Readers expect it to let null pass. */
export const idleNullable = 'x-idle-nullable';

/** `nullable` widens `type` and nothing else: without `type`, or against an `enum` without null, it has no effect (OAS 3.0.3). */
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
