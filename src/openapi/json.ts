/** JSON (RFC 8259) from somebody else, which may be none. */
import type { Json } from './document.js';

/** The value that a text or its UTF-8 bytes hold; undefined where they are no JSON. */
export function parseJson(text: string | Buffer): Json | undefined {
  try {
    return JSON.parse(text.toString()) as Json;
  } catch {
    return undefined;
  }
}
