import type { Call } from './definition.js';
import { BodyTooLarge } from './errors/body-too-large.js';
import { NetworkError } from './errors/network-error.js';

/**
 * All bytes of an answer, unless it has more than allowed.
 * @param limit in bytes, after decompression
 * @throws {BodyTooLarge} and {NetworkError}; the connection is given up then
 */
export async function readBody({ body, status, headers }: Response, limit: number, call: Call): Promise<Blob> {
  const chunks: (Uint8Array & BufferSource)[] = [];
  const reader = body?.getReader();
  let size = 0;
  let chunk: ReadableStreamReadResult<Uint8Array & BufferSource> | undefined;
  do {
    try {
      chunk = await reader?.read();
    } catch (cause) {
      throw new NetworkError(call, cause);
    }
    size += chunk?.value?.length ?? 0;
    if (size > limit) {
      reader!.cancel().catch(() => {});
      throw new BodyTooLarge(call, status, limit);
    }
    if (chunk?.value) chunks.push(chunk.value);
  } while (chunk?.value);
  return new Blob(chunks, { type: headers.get('Content-Type') ?? '' });
}
