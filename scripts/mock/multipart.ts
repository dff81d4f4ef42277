/**
 * Rewrites a multipart body into the one form that Prism can read.
 *
 * Prism 5.14.2 stands on a parser that throws on bodies which are fine by RFC 7578, such as a file without a
 * Content-Type, which is how Python's requests sends one. The platform's own parser reads those, and refuses with a
 * reason what is really broken.
 */
import { randomUUID } from 'node:crypto';

/**
 * Bytes of a file that Prism is shown. It looks at each of them, 4 s for a photo of 20 MB, and can judge none: a schema
 * says nothing of a file's content.
 */
const fileExcerpt = 1024;

/** The body as Prism reads it, and the Content-Type that goes with it. */
export interface PlainMultipart {
  body: string;
  contentType: string;
}

/** @throws {TypeError} when the body is not multipart/form-data at all. */
export async function plainMultipart(bytes: Uint8Array, contentType: string): Promise<PlainMultipart> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  const boundary = `kyc-${randomUUID()}`;
  const parts: string[] = [];
  for (const [name, value] of form) {
    const content = typeof value === 'string' ? value : await value.slice(0, fileExcerpt).text();
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${plainName(name)}"\r\n\r\n${content}\r\n`);
  }
  return {
    body: `${parts.join('')}--${boundary}--\r\n`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** Prism splits the header at `;` and `=`, drops quotes, and percent-decodes what is left, with no care for any of them. */
function plainName(name: string): string {
  return encodeURIComponent(name);
}
