import type { Call } from './definition.js';
import { BodyTooLarge } from './errors/body-too-large.js';
import { NetworkError } from './errors/network-error.js';
import { readAtMost } from './read-at-most.js';

/**
 * All bytes of an answer, unless it has more than allowed.
 * @param limit in bytes, after decompression
 * @throws {BodyTooLarge} and {NetworkError}; the connection is given up then
 */
export async function readBody({ body, status, headers }: Response, limit: number, call: Call): Promise<Blob> {
  let bytes: BlobPart | undefined;
  try {
    bytes = body ? await readAtMost(body, limit) : '';
  } catch (cause) {
    throw new NetworkError(call, cause);
  }
  if (bytes === undefined) throw new BodyTooLarge(call, status, limit);
  return new Blob([bytes], { type: headers.get('Content-Type') ?? '' });
}
