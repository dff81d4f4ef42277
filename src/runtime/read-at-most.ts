import type { Bytes } from './bytes.js';

/**
 * Reads the bytes of a stream. It returns undefined and stops reading as soon as the limit is exceeded.
 * @param limit in bytes
 */
export async function readAtMost(stream: ReadableStream<Uint8Array>, limit: number): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      // Errors of the cancellation only concern the sender.
      reader.cancel().catch(() => {});
      return undefined;
    }
    // A copy, since the sender may use its buffer again.
    chunks.push(next.value.slice());
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
