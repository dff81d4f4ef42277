/** Converts parts of Prism's response: files, and the violations that it found. */
import { essenceOf, isJson } from '../openapi/media-type.js';
import { readDataUrl } from '../openapi/request-body.js';

export interface FileAnswer {
  contentType: string;
  bytes: Buffer;
}

/**
 * Decodes a file from an example, where it is a `data:` URL (RFC 2397). Undefined for an example that is no file.
 * @param contentType the media type that Prism chose
 */
export function fileAnswer(example: unknown, contentType = ''): FileAnswer | undefined {
  if (typeof example !== 'string' || isJson(essenceOf(contentType) ?? '')) return undefined;
  const bytes = readDataUrl(example)?.bytes;
  if (!bytes) return undefined;
  const own = example.slice('data:'.length, example.indexOf(';'));
  return { contentType: isVague(contentType) ? own : contentType, bytes };
}

// A range such as */*, for which Prism mostly answers text/plain.
const isVague = (contentType: string) => contentType.includes('*') || contentType === 'text/plain';

interface PrismViolation {
  path?: string[];
  message: string;
}

/** Clients refuse headers of more than about 8 kB in all. */
const maxLength = 4096;

/** Explains in a header why a request was refused: the documented example cannot. */
export function violationHeader(violations: Record<'request' | 'response', PrismViolation[]>): Record<string, string> {
  const all = Object.entries(violations).flatMap(([side, list]) =>
    list.map(({ path = [], message }) => ({ location: [side, ...path], message })),
  );
  if (all.length === 0) return {};
  const text = ascii(JSON.stringify(all));
  return { 'sl-violations': text.length > maxLength ? `${text.slice(0, maxLength)}...` : text };
}

/** Escapes text for a header, which is ASCII; a message may quote the request. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
