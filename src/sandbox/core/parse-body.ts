/** Reads a body as what its Content-Type says it is, or says why that cannot be done. */
import type { Route } from '../../runtime/route.js';
import { parseForm } from './form.js';
import { maxParts } from '../../openapi/form-parts.js';
import { parseJson } from './json.js';
import type { RequestViolation } from './provider.js';

export interface ParsedBody {
  /** `undefined` where there is none, or a violation. */
  readonly body: unknown;
  readonly violations: readonly RequestViolation[];
  /** The media type it was read as, of those that the document has. */
  readonly mediaType?: string;
}

/** @param untyped What a body without a Content-Type is read as; a violation without it. */
export async function parseBody(
  route: Route,
  contentType: string | null,
  bytes: Uint8Array,
  untyped?: string,
): Promise<ParsedBody> {
  if (!route.body) return { body: undefined, violations: [] };
  if (bytes.length === 0) {
    return route.body.required ? refuse('missing', 'a body is required') : { body: undefined, violations: [] };
  }
  const mediaType = (contentType ?? untyped)?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!route.body.content.includes(mediaType)) {
    return refuse('contentType', `Content-Type must be ${route.body.content.join(' or ')}`);
  }
  if (mediaType === 'multipart/form-data') {
    const form = await parseForm(bytes, contentType!);
    return form
      ? { body: form, violations: [], mediaType }
      : refuse('parse', `must be multipart/form-data that can be read, of at most ${maxParts} parts`);
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
  if (charset && !/^utf-?8$/i.test(charset)) return refuse('charset', 'must be UTF-8');
  const json = parseJson(bytes);
  if ('error' in json) return refuse(json.error, json.message);
  return { body: json.value, violations: [], mediaType };
}

function refuse(keyword: string, message: string): ParsedBody {
  const violation: RequestViolation = {
    in: 'body',
    instancePath: '',
    schemaPath: `#/${keyword}`,
    keyword,
    params: {},
    message,
  };
  return { body: undefined, violations: [violation] };
}
