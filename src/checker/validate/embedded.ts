/**
 * Validates the content of texts by `contentEncoding`, `contentMediaType` and `contentSchema`, which JSON Schema leaves
 * to the reader. A token in a response must claim what the document says.
 */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { essenceOf, isJson } from '../../openapi/media-type.js';

/** @param validateAt tells whether a value conforms to a schema object of the document */
export function embeddedContents(ajv: Ajv2020, validateAt: (schema: JsonObject, value: Json) => boolean): void {
  for (const keyword of ['contentEncoding', 'contentMediaType', 'contentSchema']) ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword: 'contentEncoding',
    type: 'string',
    schemaType: 'string',
    validate: (encoding: string, text: string) => decode(text, encoding) !== undefined,
    error: { message: ({ schema }) => `must be text in ${String(schema)}` },
  });
  ajv.addKeyword({
    keyword: 'contentMediaType',
    type: 'string',
    schemaType: 'string',
    validate: (mediaType: string, text: string, parent?: object) => read(text, mediaType, parent) !== unreadable,
    error: { message: ({ schema }) => `must be a text that holds ${String(schema)}` },
  });
  ajv.addKeyword({
    keyword: 'contentSchema',
    type: 'string',
    schemaType: ['object', 'boolean'],
    validate: (schema: JsonObject | boolean, text: string, parent?: object) => {
      const { contentMediaType } = (parent ?? {}) as JsonObject;
      const held = read(text, String(contentMediaType), parent);
      // Unreadable content was reported already, or has an unknown type.
      if (held === unreadable || held === unknown || !isObject(schema)) return true;
      return validateAt(schema, held);
    },
    error: { message: 'must be a text that holds what its contentSchema says' },
  });
}

const unreadable = Symbol('unreadable');
const unknown = Symbol('unknown');

function read(text: string, mediaType: string, parent?: object): Json | typeof unreadable | typeof unknown {
  const { contentEncoding } = (parent ?? {}) as JsonObject;
  const essence = essenceOf(mediaType) ?? '';
  if (essence === 'application/jwt') return readToken(text);
  if (!isJson(essence)) return unknown;
  const bytes = typeof contentEncoding === 'string' ? decode(text, contentEncoding) : Buffer.from(text);
  return bytes === undefined ? unknown : parse(bytes);
}

/** Header and claims (RFC 7519). */
function readToken(text: string): Json | typeof unreadable {
  const parts = text
    .split('.')
    .slice(0, 2)
    .map((part) => parse(Buffer.from(part, 'base64url')));
  return parts.length === 2 && parts.every((part) => part !== unreadable && isObject(part))
    ? (parts as Json)
    : unreadable;
}

function parse(bytes: Buffer): Json | typeof unreadable {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return unreadable;
  }
}

/** Undefined for text that is not in the encoding; text in an unknown encoding stays as it is. */
function decode(text: string, encoding: string): Buffer | undefined {
  const patterns: Readonly<Record<string, RegExp>> = {
    base64: /^(?:[A-Za-z0-9+/\s]{4})*[A-Za-z0-9+/\s]*={0,2}\s*$/,
    base64url: /^[\w-]*={0,2}$/,
    base16: /^(?:[0-9a-f]{2})*$/i,
  };
  const name = encoding.toLowerCase();
  if (name === 'base64' && text.replaceAll(/\s/g, '').length % 4 !== 0) return undefined;
  if (patterns[name] && !patterns[name].test(text)) return undefined;
  return Buffer.from(
    text,
    name === 'base16' ? 'hex' : name === 'base64url' ? 'base64url' : name === 'base64' ? 'base64' : 'utf8',
  );
}
