/** Reads foreign text that may be JSON (RFC 8259). */
import type { Json } from './document.js';
import { perObject } from './per-object.js';

/** The value of a text or its UTF-8 bytes, which nobody changes; undefined where they are no JSON. */
export const parseJson = (text: string | Buffer): Json | undefined =>
  typeof text === 'string' ? parse(text) : parseBytes(text);

/** Several checks read the body of one response. */
const parseBytes = perObject((bytes: Buffer) => parse(bytes.toString()));

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
