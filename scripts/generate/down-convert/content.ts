/** What is inside a string: 3.0 knows `byte` (base64) and `binary` (raw bytes) and no more. */
import type { SchemaObject } from '../../../src/openapi/openapi.js';
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
    if (raw && mediaType === 'application/octet-stream') return; // just what `binary` means
    losses.add(pointer, 'contentMediaType', `that the string holds ${String(mediaType)} is not said`);
  }
}

/** A string that holds text is just a string: to call a JWT or a JSON text binary would be wrong. */
function isText(mediaType: string): boolean {
  return /^text\/|[/+](json|xml|jwt|yaml|x-www-form-urlencoded)\b/i.test(mediaType);
}
