/** Counts the parts of a multipart body before it is parsed. */

/** Operations have at most a dozen parts. The platform's parser takes seconds for hundreds of thousands. */
export const maxParts = 1000;

const lineFeed = 10;

/** @returns whether more lines begin with the boundary than a form of the most parts has */
export function hasMoreParts(bytes: Uint8Array, contentType: string, limit: number): boolean {
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  if (!match) return false;
  const mark = new TextEncoder().encode(`--${match[1] ?? match[2]}`);
  // The last boundary ends the form. A mark has no line feed, so that each byte is read at most twice.
  let left = limit + 1;
  for (let at = 0; at < bytes.length; at++) {
    if (at > 0 && bytes[at - 1] !== lineFeed) continue;
    let length = 0;
    while (length < mark.length && bytes[at + length] === mark[length]) length += 1;
    if (length === mark.length && left-- === 0) return true;
  }
  return false;
}
