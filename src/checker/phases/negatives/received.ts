/** Reads values out of fields that are text on the wire: parts of a form, parameters. */
import { ownMember } from '../../../openapi/own.js';
import { follow, isObject, propertiesOf, type Json, type JsonObject } from '../../../openapi/document.js';
import { isJson } from '../../../openapi/media-type.js';
import { flatten } from '../../../openapi/sample.js';
import { typesOf } from './keywords/mutator.js';

/** The value that a receiver reads from a body; undefined for one that the media type cannot express. */
export function receivedBody(
  document: JsonObject,
  mediaType: string,
  schema: Json | undefined,
  sent: Json,
): Json | undefined {
  if (isJson(mediaType)) return sent;
  if (!isObject(sent)) return mediaType.startsWith('text/') && typeof sent === 'string' ? sent : undefined;
  const read = (name: string, value: Json): Json | undefined => {
    const types = typesIn(document, schema, name);
    // One field is a list of one, and no field is no list.
    if (types.has('array') && types.size === 1)
      return Array.isArray(value) && value.length === 0
        ? undefined
        : receivedList(value, itemTypesIn(document, schema, name));
    // Repeated parts are an array. A single part equals its item, and no part means no array.
    if (mediaType === 'multipart/form-data' && Array.isArray(value) && value.length < 2) {
      const [item] = value;
      return item === undefined ? undefined : types.has('array') ? value : receivedText(item, types);
    }
    // Of an object that is none, a style leaves members of other names, or a text.
    if (mediaType === 'application/x-www-form-urlencoded' && isObject(value) && !types.has('object')) return undefined;
    return receivedText(value, types);
  };
  const fields = Object.entries(sent).map(([name, value]) => [name, read(name, value)] as const);
  return fields.every(([, value]) => value !== undefined) ? (Object.fromEntries(fields) as JsonObject) : undefined;
}

/** The items of a list, or the one that a value is. @param types of an item */
export function receivedList(value: Json, types: ReadonlySet<string>): Json[] | undefined {
  const items = [value].flat().map((item) => receivedText(item, types));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function itemTypesIn(document: JsonObject, schema: Json | undefined, name: string): Set<string> {
  const list = ownMember(propertiesOf(flatten(document, schema)), name);
  return typesMentioned(document, flatten(document, list)?.items);
}

/** Reads a text as one of the types. A text that is allowed as a string stays a string. */
export function receivedText(value: Json, types: ReadonlySet<string>): Json | undefined {
  if (typeof value === 'object' && value !== null) {
    if (types.has(Array.isArray(value) ? 'array' : 'object')) return value;
    return types.has('string') ? undefined : JSON.stringify(value);
  }
  if (typeof value === 'string') return readText(value, types);
  const read = readText(String(value), types);
  return typeof read === 'string' && types.has('string') ? undefined : read;
}

function readText(text: string, types: ReadonlySet<string>): Json {
  const isNumber = types.has('number') || types.has('integer');
  if (isNumber && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return types.has('null') && text === 'null' ? null : text;
}

/** Every type that a schema mentions, in any branch. */
export function typesMentioned(document: JsonObject, node: Json | undefined, seen = new Set<Json>()): Set<string> {
  const schema = follow(document, node, '')?.value;
  if (!schema || seen.has(schema)) return new Set();
  seen.add(schema);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => (Array.isArray(schema[name]) ? schema[name] : []));
  return new Set([...typesOf(schema), ...branches.flatMap((one) => [...typesMentioned(document, one, seen)])]);
}

function typesIn(document: JsonObject, node: Json | undefined, name: string, seen = new Set<Json>()): Set<string> {
  const schema = follow(document, node, '')?.value;
  if (!schema || seen.has(schema)) return new Set();
  seen.add(schema);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  const own = isObject(schema.properties) ? typesMentioned(document, ownMember(schema.properties, name)) : [];
  return new Set([...own, ...branches.flatMap((one) => [...typesIn(document, one, name, seen)])]);
}
