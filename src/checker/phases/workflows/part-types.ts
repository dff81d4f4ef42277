/** The media types of files in a form of a workflow. */
import { isObject, type Operation } from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import { mediaTypesOfPart } from '../../../openapi/request-body.js';

/**
 * The same form with files of the types that the document has for their parts (OpenAPI's `encoding`), of several the one
 * that the file's name ends in: Respect sends each file as `application/octet-stream`.
 */
export function withPartTypes({ requestBody }: Operation, request: SentRequest): SentRequest {
  const [, boundary] =
    /^multipart\/form-data;.*\bboundary="?([^";]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
  const content = requestBody?.value.content;
  const media = isObject(content) ? content['multipart/form-data'] : undefined;
  const encoding = isObject(media) ? media.encoding : undefined;
  if (boundary === undefined || encoding === undefined || request.body === undefined) return request;
  const parts = request.body.toString('latin1').split(`--${boundary}\r\n`);
  const typed = parts.map((part) => {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, end);
    const [, name, filename] = /\bname="([^"]*)"; filename="([^"]*)"/i.exec(head) ?? [];
    const type = name === undefined ? undefined : typeOf(mediaTypesOfPart(encoding, name), filename ?? '');
    return type === undefined ? part : head.replace(octets, `$1${type}`) + part.slice(end);
  });
  return { ...request, body: Buffer.from(typed.join(`--${boundary}\r\n`), 'latin1') };
}

const octets = /(\bContent-Type: *)application\/octet-stream\b/i;

/** Undefined where none of the types is more than a range. */
function typeOf(types: readonly string[], filename: string): string | undefined {
  const ending = filename.split('.').at(-1)?.toLowerCase().replace('jpg', 'jpeg');
  return types.find((type) => type.split('/')[1] === ending) ?? types.find((type) => !type.includes('*'));
}
