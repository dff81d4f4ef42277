import type { ParseAs } from 'openapi-fetch';
import type { Call } from './definition.js';
import { BodyTooLarge } from './errors/body-too-large.js';
import { BodyUsed } from './errors/body-used.js';
import { NetworkError } from './errors/network-error.js';

export interface ReadBody {
  content: string | Blob | ArrayBuffer;
  /** Bytes after decompression, or characters on a platform without streams. */
  size: number;
}

/**
 * Reads the body of a response up to a limit.
 * @param limit in bytes, after decompression
 * @throws {BodyTooLarge} and {NetworkError}; the connection is then closed
 */
export async function readBody(
  response: Response,
  parseAs: Exclude<ParseAs, 'stream'>,
  limit: number,
  call: Call,
): Promise<ReadBody> {
  const { body, status } = response;
  // Bodies that a middleware has read were refused before.
  if (body?.locked || (body && response.bodyUsed)) throw new BodyUsed(call, true, 'fetch');
  const isText = parseAs === 'json' || parseAs === 'text';
  const decoder = isText && body && new TextDecoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let content: string | Blob | ArrayBuffer = '';
  let size = 0;
  try {
    if (body) {
      const reader = body.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        size += next.value.length;
        if (size > limit) {
          reader.cancel().catch(() => {});
          break;
        }
        if (decoder) content += decoder.decode(next.value, { stream: true });
        else chunks.push(next.value);
      }
      if (decoder) content += decoder.decode();
    } else {
      // React Native has no streams: the whole body is in memory before it can be checked.
      content = await response[isText ? 'text' : parseAs]();
      size = typeof content === 'string' ? content.length : content instanceof Blob ? content.size : content.byteLength;
    }
  } catch (cause) {
    throw new NetworkError(call, cause);
  }
  if (size > limit) throw new BodyTooLarge(call, status, limit);
  if (isText || !body) return { content, size };
  const blob = new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' });
  return { content: parseAs === 'blob' ? blob : await blob.arrayBuffer(), size };
}
