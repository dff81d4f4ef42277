/**
 * The bytes of a stream, or undefined as soon as there are more than the limit; the rest is left.
 * @param limit in bytes
 */
export async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<(Uint8Array & BufferSource) | undefined> {
  const chunks: (Uint8Array & BufferSource)[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      // Whether the sender takes notice is its business.
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
