/** The content of a string: 3.0 has only `byte` (base64) and `binary` (raw bytes). */
import { essenceOf, isJson } from '../../../src/openapi/media-type.js';
import { isObject, type OpenApiDocument, type SchemaObject } from '../../../src/openapi/openapi.js';
import { dereference, fromPointer } from '../../../src/openapi/pointer.js';
import { walk } from '../../../src/openapi/rewrite.js';
import type { Losses } from './losses.js';

const formats: Record<string, string> = { base64: 'byte', binary: 'binary' };

export function convertContent(schema: SchemaObject, pointer: string, losses: Losses): void {
  const { contentEncoding: encoding, contentMediaType: mediaType } = schema;
  delete schema['contentEncoding'];
  delete schema['contentMediaType'];

  if (encoding !== undefined) {
    const format = formats[String(encoding)];
    if (format && schema.format === undefined) schema.format = format;
    else losses.add(pointer, 'contentEncoding', `that the string is encoded as ${String(encoding)} is not said`);
  }
  if (mediaType !== undefined) {
    const isOpen = schema.format === undefined || schema.format === 'binary';
    const raw = encoding === undefined && isOpen && !isText(String(mediaType));
    if (raw) schema.format = 'binary';
    if (raw && mediaType === 'application/octet-stream') return; // `binary` means the same
    losses.add(pointer, 'contentMediaType', `that the string holds ${String(mediaType)} is not said`);
  }
}

/**
 * Raw bytes have no type in 3.1 (OAS 3.1, "Considerations for File Uploads"); in 3.0 their format requires a string. It
 * changes the document: parts of forms, and bodies that are not JSON, if a schema describes their bytes.
 */
export function typeRawBytes(document: OpenApiDocument): void {
  const schemaAt = (node: unknown): SchemaObject | undefined => {
    const found = dereference<unknown>(document, node as never).node;
    return isObject(found) ? (found as SchemaObject) : undefined;
  };
  const type = (node: unknown): void => {
    const schema = schemaAt(node);
    const isRaw = schema && ('contentMediaType' in schema || 'contentEncoding' in schema);
    const isTyped = ['type', 'allOf', 'anyOf', 'oneOf', 'enum', 'const'].some((keyword) => schema && keyword in schema);
    if (isRaw && !isTyped) schema.type = 'string';
  };
  walk(document, (node, { kind, pointer }) => {
    if (kind !== 'mediaType') return;
    const mediaType = fromPointer(pointer).at(-1) ?? '';
    if (/^multipart\//i.test(mediaType)) {
      for (const part of Object.values(schemaAt(node['schema'])?.properties ?? {})) {
        type(part);
        type(schemaAt(part)?.items);
      }
    } else if (!isJson(essenceOf(mediaType) ?? mediaType)) type(node['schema']);
  });
}

/** A string with text content is a plain string: it would be wrong to call a JWT or a JSON text binary. */
function isText(mediaType: string): boolean {
  return /^text\/|[/+](json|xml|jwt|yaml|x-www-form-urlencoded)\b/i.test(mediaType);
}
