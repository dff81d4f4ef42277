/** Reads foreign text that may be JSON (RFC 8259). */
import type { Json } from './document.js';

/** The value of a text or its UTF-8 bytes; undefined where they are no JSON. */
export function parseJson(text: string | Buffer): Json | undefined {
  try {
    return JSON.parse(text.toString()) as Json;
  } catch {
    return undefined;
  }
}
