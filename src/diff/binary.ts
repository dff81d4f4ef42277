/**
 * Writes files and bytes in one form: what OpenAPI 3.0 says with `format: binary` and `format: byte`, 3.1 says with
 * `contentMediaType` and `contentEncoding`, or, for a whole body, with no schema (OAS 3.1.1, "Migrating binary
 * descriptions from OAS 3.0").
 */
import { isObject, type Json, type JsonObject } from '../openapi/document.js';
import { isData, nameMaps } from '../openapi/grammar.js';
import { essenceOf, isJson } from '../openapi/media-type.js';

/** A copy of a document. @param named whether the keys of this object are names, such as those of properties */
export function withBinary(node: Json, named = false): Json {
  if (Array.isArray(node)) return node.map((item) => withBinary(item));
  if (!isObject(node)) return node;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    const isKept = !named && (isData(key, value) || key.startsWith('x-'));
    copy[key] = isKept ? value : withBinary(value, !named && nameMaps.has(key));
    if (!named && key === 'content' && isObject(copy[key])) copy[key] = withoutSchemas(copy[key]);
  }
  return named ? copy : inOneForm(copy);
}

function inOneForm(schema: JsonObject): JsonObject {
  const { format, ...rest } = schema;
  if (![rest.type].flat().includes('string')) return schema;
  if (format === 'binary' && rest.contentEncoding === undefined)
    return { contentMediaType: 'application/octet-stream', ...rest };
  return format === 'byte' ? { contentEncoding: 'base64', ...rest } : schema;
}

/** A body that is a file is any bytes, whatever its schema calls them. */
const withoutSchemas = (content: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => [
      type,
      isFile(type) && isObject(media) ? withoutSchema(media) : media,
    ]),
  );

function isFile(type: string): boolean {
  const essence = essenceOf(type) ?? type;
  return !isJson(essence) && !/^(?:text|multipart)\/|[/+]xml$|x-www-form-urlencoded|^\*/.test(essence);
}

function withoutSchema(media: JsonObject): JsonObject {
  const { schema, ...rest } = media;
  const isBytes =
    isObject(schema) &&
    schema.contentMediaType !== undefined &&
    Object.keys(schema).every((key) => ['type', 'contentMediaType', 'description', 'title'].includes(key));
  return isBytes ? rest : media;
}
