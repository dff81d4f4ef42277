/**
 * Reads a multipart/form-data body. Prism 5.14.2's parser throws on valid bodies, such as a file without a
 * Content-Type, which Python's requests sends. The platform's parser accepts those, and explains what it refuses.
 */
import { maxParts } from './form-parts.js';
import { hasMoreParts } from './form-parts.js';

/** The parts in order. Files are text too, since a schema does not describe their bytes. */
export class Form {
  readonly parts: readonly (readonly [name: string, text: string])[];

  constructor(parts: Form['parts']) {
    this.parts = parts;
  }
}

/** @throws {TypeError} when the body is not multipart/form-data */
export async function readForm(bytes: Uint8Array, contentType: string): Promise<Form> {
  if (hasMoreParts(bytes, contentType, maxParts)) throw new TypeError(`it has more than ${maxParts} parts`);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  return new Form(
    await Promise.all(
      [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const),
    ),
  );
}
