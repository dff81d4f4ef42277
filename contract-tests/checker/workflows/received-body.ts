/** The body of a request as the value that its schema describes. */
import { isObject, type Json, type JsonObject } from '../../../src/openapi/document.js';
import { essenceOf } from '../../../src/openapi/media-type.js';
import type { Received } from './implementation.js';

/** @param content The request body's media types in the document. */
export async function readBody({ headers, body }: Received, content: JsonObject): Promise<[string, Json]> {
  const contentType = headers['content-type'] ?? '';
  const essence = essenceOf(contentType) ?? '';
  if (essence !== 'multipart/form-data') return [essence, JSON.parse(body.toString())];

  const media = content[essence];
  const encoding = isObject(media) && isObject(media['encoding']) ? media['encoding'] : {};
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const parts: JsonObject = {};
  for (const [name, part] of form) {
    const text = typeof part === 'string' ? part : await part.text();
    const described = encoding[name];
    parts[name] = isObject(described) && described['contentType'] === 'application/json' ? JSON.parse(text) : text;
  }
  return [essence, parts];
}
