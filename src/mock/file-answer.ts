/** A file in an example is a `data:` URL (RFC 2397): what the mock answers is the bytes that it holds. */
import { essenceOf, isJson } from '../openapi/media-type.js';
import { readDataUrl } from '../openapi/request-body.js';

export interface FileAnswer {
  contentType: string;
  bytes: Buffer;
}

/**
 * Undefined for an example that is no file.
 * @param contentType what Prism would answer it with.
 */
export function fileAnswer(example: unknown, contentType = ''): FileAnswer | undefined {
  if (typeof example !== 'string' || isJson(essenceOf(contentType) ?? '')) return undefined;
  const bytes = readDataUrl(example)?.bytes;
  if (!bytes) return undefined;
  const own = example.slice('data:'.length, example.indexOf(';'));
  return { contentType: isVague(contentType) ? own : contentType, bytes };
}

// A range such as */*, for which Prism says text/plain to most clients.
const isVague = (contentType: string) => contentType.includes('*') || contentType === 'text/plain';
