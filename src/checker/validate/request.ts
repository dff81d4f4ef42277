/** Holds a request that somebody else made against the document: parameters, credentials, content type, body. */
import {
  escapeToken,
  follow,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../openapi/document.js';
import { bodyViolation, headerValue, type ResponseValidator, type Violation } from './response.js';
import { essenceOf, isJson, matchMediaType } from '../../openapi/media-type.js';
import type { SchemaValidator } from './schema.js';
import { decodePercent } from '../../openapi/pointer.js';
import { placeOf, readCredential } from '../../openapi/security.js';
import { formValue } from '../../openapi/form-value.js';
import { Form, readForm } from '../../openapi/form.js';

export interface WatchedRequest {
  params: Readonly<Record<string, string>>;
  /** Path and query, as on the request line. */
  target: string;
  headers: NodeJS.Dict<string[]>;
  /** Undefined when it was too large to keep. */
  body: Buffer | undefined;
}

export async function validateRequest(
  responseValidator: ResponseValidator,
  validator: SchemaValidator,
  operation: Operation,
  request: WatchedRequest,
): Promise<Violation[]> {
  return [
    ...operation.parameters.flatMap((parameter) => validateParameter(responseValidator, validator, parameter, request)),
    ...validateCredentials(responseValidator.document, operation, request),
    ...(await judgeBody(responseValidator, validator, operation, request)),
  ];
}

const violation = (pointer: string, message: string, clause: string, got?: string): Violation => ({
  kind: 'request',
  pointer,
  message,
  clause,
  ...(got !== undefined && { got }),
});

function validateParameter(
  responseValidator: ResponseValidator,
  validator: SchemaValidator,
  { name, in: place, required, object, pointer }: Parameter,
  { params, target, headers }: WatchedRequest,
): Violation[] {
  // OpenAPI leaves these three to `content` and `security`. Cookies and styles other than the default are not judged.
  if (place === 'cookie' || (place === 'header' && /^(accept|content-type|authorization)$/i.test(name))) return [];
  const at = `${place} ${name}`;
  const text =
    place === 'path'
      ? params[name] && decodePercent(params[name])
      : place === 'query'
        ? (new URLSearchParams(target.split(/\?(.*)/s)[1]).get(name) ?? undefined)
        : headers[name.toLowerCase()]?.join(', ');
  if (text === undefined) return required ? [violation(at, 'is required but missing', pointer)] : [];
  const schema = follow(responseValidator.document, object.schema, '')?.value;
  if (!schema || schema.type === 'array' || schema.type === 'object') return [];
  return validator
    .at(`${pointer}/schema`)(headerValue(text, schema))
    .map(({ message, clause, got }) => violation(at, message, clause ?? pointer, got));
}

/** One alternative must be there as a whole; whether its values are right, only the target knows. */
function validateCredentials(document: JsonObject, { security }: Operation, request: WatchedRequest): Violation[] {
  if (security.length === 0) return [];
  const isThere = (scheme: string) => isSent(document, scheme, request);
  if (security.some((alternative) => Object.keys(alternative).every(isThere))) return [];
  const wanted = security.map((alternative) => Object.keys(alternative).join(' and ')).join(', or ');
  return [violation('', `expected the credentials ${wanted}`, '/components/securitySchemes')];
}

/** A scheme that no request can carry is not looked for. */
function isSent(document: JsonObject, name: string, request: WatchedRequest): boolean {
  const place = placeOf(document, name);
  return !place || 'refusal' in place || (readCredential(request, place) ?? '') !== '';
}

async function judgeBody(
  responseValidator: ResponseValidator,
  validator: SchemaValidator,
  { requestBody }: Operation,
  { headers, body }: WatchedRequest,
): Promise<Violation[]> {
  if (!requestBody || body === undefined) return [];
  const { value, pointer } = requestBody;
  if (body.length === 0) {
    return value.required === true ? [violation('', 'the body is required but missing', pointer)] : [];
  }
  const content = isObject(value.content) ? value.content : {};
  const contentType = headers['content-type']?.[0] ?? '';
  const essence = essenceOf(contentType);
  const mediaType = essence && matchMediaType(Object.keys(content), contentType);
  if (!essence || !mediaType) {
    const wanted = Object.keys(content).join(' or ');
    return [violation('header Content-Type', `expected ${wanted}`, `${pointer}/content`, 'another')];
  }
  const media = follow(responseValidator.document, content[mediaType], `${pointer}/content/${escapeToken(mediaType)}`);
  if (!media || !('schema' in media.value)) return [];
  const schema = `${media.pointer}/schema`;
  const read = await readBody(responseValidator.document, essence, contentType, body, media.value.schema);
  if (read === undefined) return [];
  if ('unreadable' in read) return [violation('', read.unreadable, media.pointer)];
  return validator
    .at(schema)(read.value)
    .map((mismatch) => ({ ...bodyViolation(responseValidator, mismatch, schema, 'request'), kind: 'request' }));
}

/** Undefined for what no schema can judge. */
async function readBody(
  document: JsonObject,
  essence: string,
  contentType: string,
  body: Buffer,
  schema: Json | undefined,
): Promise<{ value: Json } | { unreadable: string } | undefined> {
  if (isJson(essence)) {
    try {
      return { value: JSON.parse(body.toString('utf8')) as Json };
    } catch {
      return { unreadable: 'expected JSON, got text that does not parse' };
    }
  }
  if (essence === 'application/x-www-form-urlencoded') {
    return { value: formValue(new Form([...new URLSearchParams(body.toString('utf8'))]), schema, document) };
  }
  if (essence !== 'multipart/form-data') return undefined;
  try {
    return { value: formValue(await readForm(body, contentType), schema, document) };
  } catch {
    return { unreadable: 'expected multipart/form-data, got a body that is none' };
  }
}
