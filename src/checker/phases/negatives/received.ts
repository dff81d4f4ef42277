/** Reads values out of fields that are text on the wire: parts of a form, parameters. */
import { ownMember } from '../../../openapi/own.js';
import { follow, isObject, propertiesOf, type Json, type JsonObject } from '../../../openapi/document.js';
import { isJson } from '../../../openapi/media-type.js';
import { isStyled } from '../../../openapi/request-body.js';
import { flatten } from '../../../openapi/sample.js';
import { typesOf } from './keywords/mutator.js';

/**
 * The value that a receiver reads from a body; undefined for one that the media type cannot express.
 * @param media the Media Type Object
 */
export function receivedBody(
  document: JsonObject,
  mediaType: string,
  { schema, encoding }: JsonObject,
  sent: Json,
): Json | undefined {
  if (isJson(mediaType)) return sent;
  if (!isObject(sent)) return mediaType.startsWith('text/') && typeof sent === 'string' ? sent : undefined;
  const isForm = mediaType === 'application/x-www-form-urlencoded';
  const encodings = isObject(encoding) ? encoding : {};
  const read = (name: string, value: Json): Json | undefined => {
    const written = ownMember(encodings, name);
    const types = typesIn(document, schema, name);
    // One field is a list of one, and no field is no list.
    if (types.has('array') && types.size === 1) {
      if (Array.isArray(value) && value.length === 0) return undefined;
      const items = receivedList(value, itemTypesIn(document, schema, name));
      return isForm && isStyled(written) && items?.some(isObject)
        ? receivedItems(document, schema, name, items)
        : items;
    }
    // Repeated parts are an array. A single part equals its item, and no part means no array.
    if (mediaType === 'multipart/form-data' && Array.isArray(value) && value.length < 2) {
      const [item] = value;
      return item === undefined ? undefined : types.has('array') ? value : receivedText(item, types);
    }
    if (!isForm || typeof value !== 'object' || isJsonField(written)) return receivedText(value, types);
    if (!isObject(value) || !types.has('object')) return receivedField(value, types);
    // Without a style an object is JSON (OAS, "Encoding Object").
    const own = ownMember(propertiesOf(flatten(document, schema)), name);
    return isStyled(written) ? receivedMembers(document, flatten(document, own), value) : value;
  };
  const fields = Object.entries(sent).map(([name, value]) => [name, read(name, value)] as const);
  return fields.every(([, value]) => value !== undefined) ? (Object.fromEntries(fields) as JsonObject) : undefined;
}

const isJsonField = (encoding: Json | undefined): boolean =>
  isObject(encoding) && isJson(String(encoding.contentType)) && !isStyled(encoding);

/** What is read of a list whose items have fields of their own, such as `items[0][amount]`. */
function receivedItems(
  document: JsonObject,
  schema: Json | undefined,
  name: string,
  items: readonly Json[],
): Json[] | undefined {
  const list = flatten(document, ownMember(propertiesOf(flatten(document, schema)), name));
  const own = flatten(document, list?.items);
  const read = items.map((item) => (isObject(item) ? receivedMembers(document, own, item) : item));
  return read.every((item) => item !== undefined) ? read : undefined;
}

/** What is read of an object whose members are fields of their own, such as `address[city]`. */
function receivedMembers(document: JsonObject, schema: JsonObject | undefined, value: JsonObject): Json | undefined {
  const fields = Object.entries(value).map(([name, member]): [string, Json | undefined] => {
    const own = ownMember(propertiesOf(schema), name) ?? schema?.additionalProperties;
    const types = typesMentioned(document, own);
    return [
      name,
      isObject(member) && types.has('object')
        ? receivedMembers(document, flatten(document, own), member)
        : receivedField(member, types),
    ];
  });
  return fields.every(([, member]) => member !== undefined) ? (Object.fromEntries(fields) as JsonObject) : undefined;
}

/**
 * Of a field by itself. An object or a list that may be none leaves fields of other names, no field, or the same one, and
 * null is a text.
 */
function receivedField(value: Json, types: ReadonlySet<string>): Json | undefined {
  if (Array.isArray(value) && types.has('array')) return value;
  return typeof value === 'object' && value !== null ? undefined : receivedText(value, types);
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
