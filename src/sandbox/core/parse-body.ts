/** Parses a body by its Content-Type, or returns the violation. */
import type { Route } from '../../runtime/route.js';
import { parseForm } from './form.js';
import { maxParts } from '../../openapi/form-parts.js';
import { parseJson } from './json.js';
import type { RequestViolation } from './provider.js';

export interface ParsedBody {
  /** `undefined` without a body, or with a violation. */
  readonly body: unknown;
  readonly violations: readonly RequestViolation[];
  /** The documented media type by which the body was parsed. */
  readonly mediaType?: string;
}

/** @param untyped the media type of a body without a Content-Type; without it such a body is a violation */
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
  // What was sent is a few levels deeper in a snapshot, and the sandbox must accept its own snapshots.
  const json = parseJson(bytes, route.operationId === 'restoreSnapshot' ? 128 : undefined);
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
