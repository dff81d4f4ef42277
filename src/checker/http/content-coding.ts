/** Undoes the content coding of a response, within the bound that its body may have. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Exchange, Failure, ReceivedResponse } from '../../openapi/exchange.js';

export function decoded(response: ReceivedResponse, maxBodySize: number): Exchange {
  try {
    return {
      response: { ...response, body: decode(response.body, response.headers['content-encoding']?.[0], maxBodySize) },
    };
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return {
      failure: isLarge
        ? tooLarge(maxBodySize)
        : { kind: 'broken', message: `the body is not what its Content-Encoding says` },
    };
  }
}

function decode(body: Buffer, coding: string | undefined, maxOutputLength: number): Buffer {
  if (body.length === 0) return body;
  switch (coding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(body, { maxOutputLength });
    case 'deflate':
      return inflateSync(body, { maxOutputLength });
    case 'br':
      return brotliDecompressSync(body, { maxOutputLength });
    default:
      return body;
  }
}

export const tooLarge = (limit: number): Failure => ({
  kind: 'too large',
  message: `the body is larger than ${limit / 1024 / 1024} MiB`,
});
