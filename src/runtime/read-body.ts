import type { ParseAs } from 'openapi-fetch';
import type { Call } from './definition.js';
import { BodyTooLarge } from './errors/body-too-large.js';
import { BodyUsed } from './errors/body-used.js';
import { NetworkError } from './errors/network-error.js';

export interface ReadBody {
  content: string | Blob | ArrayBuffer;
  /** Bytes after decompression; characters where the platform hands over no stream. */
  size: number;
}

/**
 * The body of an answer, unless it has more than allowed.
 * @param limit in bytes, after decompression
 * @throws {BodyTooLarge} and {NetworkError}; the connection is given up then
 */
export async function readBody(
  response: Response,
  parseAs: Exclude<ParseAs, 'stream'>,
  limit: number,
  call: Call,
): Promise<ReadBody> {
  const { body, status } = response;
  // What middlewares have read is known by now.
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
      // React Native has no streams: all is in memory before anybody sees it.
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
