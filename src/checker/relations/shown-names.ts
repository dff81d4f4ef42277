/** The names of the members that a document describes in the answers of an operation. */
import { follow, isObject, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { isSuccess } from '../status.js';

/**
 * Names in the schemas of the successes. Another member is the target's own: it may change with anything.
 * @returns undefined where a schema takes any name, as a map does
 */
export function namesShown(document: JsonObject, { responses }: Operation): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const seen = new Set<JsonObject>();
  let isOpen = false;
  const visit = (node: Json | undefined): void => {
    const schema = follow(document, node, '')?.value;
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    const { properties, additionalProperties, patternProperties, items, prefixItems, contentSchema } = schema;
    if (isObject(additionalProperties) || isObject(patternProperties)) isOpen = true;
    for (const [name, member] of Object.entries(isObject(properties) ? properties : {})) {
      found.add(name);
      visit(member);
    }
    const lists = [schema.allOf, schema.anyOf, schema.oneOf, prefixItems].filter((one) => Array.isArray(one));
    [...lists.flat(), items, contentSchema, schema.if, schema.then, schema.else].forEach((one) => visit(one as Json));
    Object.values(isObject(schema.dependentSchemas) ? schema.dependentSchemas : {}).forEach(visit);
  };
  for (const [status, { value }] of responses)
    for (const media of isSuccess(status) && isObject(value.content) ? Object.values(value.content) : [])
      visit(isObject(media) ? media.schema : undefined);
  return isOpen || found.size === 0 ? undefined : found;
}
