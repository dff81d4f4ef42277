import type { ParseAs } from 'openapi-fetch';
import type { Bytes } from './bytes.js';
import type { Call } from './definition.js';
import { BodyTooLarge } from './errors/body-too-large.js';
import { NetworkError } from './errors/network-error.js';
import { refuseUsed } from './middleware.js';
import { readAtMost } from './read-at-most.js';

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
  // Bodies that a middleware has read were refused before.
  refuseUsed(response, call, 'fetch');
  const isText = parseAs === 'json' || parseAs === 'text';
  let read: Bytes | string | Blob | ArrayBuffer | undefined;
  try {
    // React Native has no streams: the whole body is in memory before it can be checked.
    read = await (response.body ? readAtMost(response.body, limit) : response[isText ? 'text' : parseAs]());
  } catch (cause) {
    throw new NetworkError(call, cause);
  }
  const size = typeof read === 'string' ? read.length : read instanceof Blob ? read.size : read?.byteLength;
  if (read === undefined || size! > limit) throw new BodyTooLarge(call, response.status, limit);
  return { content: read instanceof Uint8Array ? convert(read) : read, size: size! };

  function convert(bytes: Bytes): ReadBody['content'] {
    if (isText) return new TextDecoder().decode(bytes);
    return parseAs === 'blob'
      ? new Blob([bytes], { type: response.headers.get('Content-Type') ?? '' })
      : (bytes.buffer as ArrayBuffer);
  }
}
