/** Finds the examples of a document, in the order that OpenAPI gives them. */
import { ownMember } from './own.js';
import { perSchema } from './per-schema.js';
import { follow, isObject, type Json, type JsonObject } from './document.js';

/**
 * The examples of a Media Type Object, Parameter Object or Header Object, by name.
 * One that has no name (`example`, or the schema's own) stands under the empty name. Our documents name those of a
 * parameter under `x-examples` beside an `example`, which is all that Dredd reads.
 */
export function examplesOf(document: JsonObject, holder: JsonObject): Map<string, Json> {
  const named = new Map<string, Json>();
  const holders = holder.examples ?? holder['x-examples'];
  for (const [name, node] of Object.entries(isObject(holders) ? holders : {})) {
    const example = follow(document, node, '')?.value;
    if (example && 'value' in example) named.set(name, example.value as Json);
  }
  if (named.size > 0) return named;
  const single = 'example' in holder ? holder.example : schemaExample(document, holder.schema, 0);
  return single === undefined ? named : new Map([['', single]]);
}

/** A recursive schema has no finite example; past this depth it counts as having none. */
const maxDepth = 16;

/** The example of a schema, or one built from those of its required properties; undefined within itself. */
function schemaExample(document: JsonObject, node: Json | undefined, depth: number): Json | undefined {
  const schema = follow(document, node, '')?.value;
  return schema && depth <= maxDepth ? buildExample(document, schema, depth) : undefined;
}

const buildExample = perSchema((document, schema, depth): Json | undefined => {
  if ('example' in schema) return schema.example;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const parts = (Array.isArray(schema.allOf) ? schema.allOf : []).map((part) =>
    schemaExample(document, part, depth + 1),
  );
  if (parts.length > 0 && !parts.every(isObject)) return parts.length === 1 ? parts[0] : undefined;
  const value: JsonObject = Object.assign({}, ...parts);
  if (!isObject(schema.properties)) return parts.length > 0 ? value : undefined;
  for (const name of Array.isArray(schema.required) ? schema.required.map(String) : []) {
    const property = schemaExample(document, ownMember(schema.properties, name), depth + 1);
    if (property === undefined) return undefined;
    value[name] = property;
  }
  return Object.keys(value).length > 0 ? value : undefined;
});
