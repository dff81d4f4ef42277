/**
 * Reads `multipart/form-data` with the platform's parser, so that the same bytes give the same form in every runtime.
 */
import type { Form, Part } from './handler.js';
import { decodeUtf8, parseJson } from './json.js';
import { hasMoreParts, maxParts } from '../../openapi/form-parts.js';

const openBrace = 0x7b;

/** Bytes of a part that is parsed as JSON. A larger part has no `json`. */
const maxJsonPart = 1024 * 1024;

/** @returns undefined for bytes that are no form, or a form with too many parts. */
export async function parseForm(bytes: Uint8Array, contentType: string): Promise<Form | undefined> {
  if (hasMoreParts(bytes, contentType, maxParts)) return undefined;
  let data: FormData;
  try {
    const body = new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': contentType } });
    data = await body.formData();
  } catch {
    return undefined;
  }
  const parts = new Map<string, Part>();
  for (const [name, value] of data) {
    if (!parts.has(name))
      parts.set(name, typeof value === 'string' ? textPart(name, value) : await filePart(name, value));
  }
  return parts;
}

function textPart(name: string, text: string): Part {
  return { name, bytes: new TextEncoder().encode(text), type: 'text/plain', text, ...readJson(text) };
}

/** JSON may come as a file: it is the only way to set its Content-Type in a browser's FormData. */
async function filePart(name: string, file: File): Promise<Part> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type.split(';')[0]!.trim().toLowerCase();
  const part = { name, bytes, type: type || 'application/octet-stream', filename: file.name };
  // Bun loses the type of a part that has a charset, too.
  const isJson = type === 'application/json' || (type === '' && file.name === 'blob' && bytes[0] === openBrace);
  const text = isJson ? decodeUtf8(bytes) : undefined;
  return text === undefined ? part : { ...part, text, ...readJson(text) };
}

function readJson(text: string): { json?: unknown } {
  if (text.length > maxJsonPart) return {};
  const parsed = parseJson(new TextEncoder().encode(text));
  return 'value' in parsed ? { json: parsed.value } : {};
}
