/**
 * Reads a multipart/form-data body.
 *
 * Prism 5.14.2 stands on a parser that throws on bodies which are fine by RFC 7578, such as a file without a
 * Content-Type, which is how Python's requests sends one. The platform's own parser reads those, and refuses with a
 * reason what is really broken.
 */
import { maxParts } from './form-parts.js';
import { hasMoreParts } from './form-parts.js';

/** The parts in their order. Files are text too: a schema says nothing of their bytes. */
export class Form {
  readonly parts: readonly (readonly [name: string, text: string])[];

  constructor(parts: Form['parts']) {
    this.parts = parts;
  }
}

/** @throws {TypeError} when the body is not multipart/form-data at all. */
export async function readForm(bytes: Uint8Array, contentType: string): Promise<Form> {
  if (hasMoreParts(bytes, contentType, maxParts)) throw new TypeError(`it has more than ${maxParts} parts`);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  return new Form(
    await Promise.all(
      [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const),
    ),
  );
}
