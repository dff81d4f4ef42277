/** Undoes the content codings of a response before it is validated. */
import { decodeBody } from '../../http/content-coding.js';
import type { Exchange, Failure, ReceivedResponse } from '../../openapi/exchange.js';

/** @param maxBodySize bytes that the body may have, also when it is decoded */
export function decoded(response: ReceivedResponse, maxBodySize: number): Exchange {
  const found = decodeBody(response.body, response.headers['content-encoding']?.join(', '), maxBodySize);
  if ('bytes' in found) return { response: { ...response, body: found.bytes } };
  const kinds = { 'too large': 'too large', unknown: 'content coding', broken: 'broken' } as const;
  return { failure: { kind: kinds[found.kind], message: `the body ${found.error}` } };
}

export const tooLarge = (limit: number): Failure => ({
  kind: 'too large',
  message: `the body is larger than ${limit / 1024 / 1024} MiB`,
});
