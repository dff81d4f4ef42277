/** Validates a real response against the document: status, content type, headers, body. */
import {
  hasType,
  type Json,
  type JsonObject,
  type Located,
  type Operation,
  escapeToken,
  follow,
  isObject,
  onlyMedia,
} from '../../openapi/document.js';
import type { ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import type { SchemaError } from './explain.js';
import {
  charsetOf,
  essenceOf,
  isJson,
  isText,
  matchMediaType,
  tellCharset,
  tellType,
} from '../../openapi/media-type.js';
import { simpleValue } from '../../openapi/parameter-value.js';
import type { Provenance } from '../../openapi/provenance.js';
import { redactSchemaError } from './redact.js';
import type { SchemaValidator } from './schema.js';
import { schemaCode, type ViolationCode } from './violation-codes.js';

/** `request`: a request of watched traffic breaks the document. `workflow`: a criterion of a workflow fails. */
export type ViolationKind =
  | 'state'
  | 'relation'
  | 'workflow'
  | 'transport'
  | 'request'
  | 'status'
  | 'content-type'
  | 'header'
  | 'body'
  | 'leak';

export interface Violation {
  code: ViolationCode;
  kind: ViolationKind;
  /**
   * JSON Pointer into the body of the response, or of a request that should have been refused; the name of a header;
   * empty for the whole response.
   */
  pointer: string;
  /** What was expected and what came instead, without private values. */
  message: string;
  /** JSON Pointer into the OpenAPI document: the clause that was broken. */
  clause: string;
  /** The type and size of the actual value, without the value. Left out where the message has all. */
  got?: string;
  /** The evidence of the broken clause, where the document has it. */
  provenance?: Provenance;
  /** A warning fails no check: the clause is `assumed`, or there is none. Left out for a failure. */
  severity?: 'warning';
}

/** @param at JSON Pointer into the body, and the broken clause. @default the whole response, no clause */
export const violationOf = (
  code: ViolationCode,
  kind: ViolationKind,
  message: string,
  { pointer = '', clause = '' }: { pointer?: string | undefined; clause?: string | undefined } = {},
): Violation => ({ code, kind, pointer, message, clause });

export interface ValidationResult {
  violations: Violation[];
  /** The documented media type that the body was validated by. */
  mediaType: string | undefined;
  /** The body, and the pointer of the schema that validated it; undefined when no schema did. */
  body?: Json;
  schema?: string;
  /** Why a body could not be validated; otherwise undefined. */
  unvalidated?: string;
}

/** The parts of the document that validate one response. */
export interface ResponseValidator {
  document: JsonObject;
  validator: SchemaValidator;
  /** The property names that may stand in a violation's pointer. */
  propertyNames: ReadonlySet<string>;
  /** Records each validated response, for the coverage. */
  coverage?:
    | {
        record(
          responseValidator: ResponseValidator,
          documented: Located,
          actual: ReceivedResponse,
          validation: ValidationResult,
        ): void;
      }
    | undefined;
  /** Compares a response with its request; left out for a target that answers with examples. */
  relations?: { validate(operation: Operation, sent: SentRequest, actual: ReceivedResponse): Violation[] } | undefined;
}

/** An error of a body's schema as a violation. */
export const bodyViolation = (
  { propertyNames }: ResponseValidator,
  schemaError: SchemaError,
  clause: string,
  message: 'request' | 'response' = 'response',
): Violation => ({
  code: schemaCode(message === 'request' ? 'request' : 'body', schemaError.keyword),
  kind: message === 'request' ? 'request' : 'body',
  message: schemaError.message,
  clause: schemaError.clause ?? clause,
  ...(schemaError.got !== undefined && { got: schemaError.got }),
  ...redactSchemaError(schemaError, propertyNames, message),
});

/** Compiles the schemas of responses, so that those that cannot be used are known before the start. */
export function compileResponseSchemas(responseValidator: ResponseValidator, responses: Iterable<Located>): void {
  for (const { value, pointer } of responses) {
    for (const field of ['content', 'headers'] as const) {
      for (const [name, node] of Object.entries(isObject(value[field]) ? value[field] : {})) {
        const holder = follow(responseValidator.document, node, `${pointer}/${field}/${escapeToken(name)}`);
        if (holder && 'schema' in holder.value) responseValidator.validator.at(`${holder.pointer}/schema`);
      }
    }
  }
}

/** Statuses whose responses never have content (RFC 9110). */
const withoutContent = (method: string, status: number): boolean =>
  method === 'HEAD' || status === 204 || status === 205 || status === 304;

/** The documented response that a status falls under: its own number, its range, `default`. */
export function responseFor(responses: ReadonlyMap<string, Located>, status: number): [string, Located] | undefined {
  for (const key of [String(status), `${String(status)[0]}XX`, `${String(status)[0]}xx`, 'default']) {
    const response = responses.get(key);
    if (response) return [key, response];
  }
  return undefined;
}

/** Validates a response by one Response Object; its status is checked by the caller. */
export function validateResponse(
  responseValidator: ResponseValidator,
  documented: Located,
  method: string,
  actual: ReceivedResponse,
): ValidationResult {
  const headers = validateHeaders(responseValidator, documented, actual);
  const content = validateContent(responseValidator, documented, method, actual);
  const validation = { ...content, violations: [...headers, ...content.violations] };
  const isTooDeep = validation.violations.some(({ code }) => code === 'body-depth');
  if (!isTooDeep) responseValidator.coverage?.record(responseValidator, documented, actual, validation);
  return validation;
}

function validateHeaders(
  responseValidator: ResponseValidator,
  documented: Located,
  actual: ReceivedResponse,
): Violation[] {
  if (!isObject(documented.value.headers)) return [];
  return Object.entries(documented.value.headers).flatMap(([name, node]) => {
    // The document may not describe Content-Type as a header (OAS); `content` does.
    if (name.toLowerCase() === 'content-type') return [];
    const header = follow(responseValidator.document, node, `${documented.pointer}/headers/${escapeToken(name)}`);
    return header ? validateHeader(responseValidator, name, header, actual.headers[name.toLowerCase()]) : [];
  });
}

function validateHeader(
  responseValidator: ResponseValidator,
  name: string,
  header: Located,
  values: string[] | undefined,
): Violation[] {
  const violation = (keyword: string, message: string, clause: string, got?: string): Violation => ({
    code: schemaCode('header', keyword),
    kind: 'header',
    pointer: name,
    message,
    clause,
    ...(got !== undefined && { got }),
  });
  if (values === undefined) {
    return header.value.required === true
      ? [violation('required', 'is required but missing', `${header.pointer}/required`)]
      : [];
  }
  const read = readHeader(responseValidator.document, header, values.join(', '));
  if (!read) return [];
  if ('unreadable' in read) return [violation('content', read.unreadable, read.pointer)];
  const { pointer, value } = read;
  return responseValidator.validator
    .at(pointer)(value)
    .map((schemaError) =>
      violation(schemaError.keyword, schemaError.message, schemaError.clause ?? pointer, schemaError.got),
    );
}

/** Its value, written in a style or in a media type, and the pointer to its schema; undefined for one without a schema. */
function readHeader(
  document: JsonObject,
  { value: header, pointer }: Located,
  text: string,
): { pointer: string; value: Json } | { pointer: string; unreadable: string } | undefined {
  if ('schema' in header)
    return {
      pointer: `${pointer}/schema`,
      value: simpleValue(document, text, header.schema, header.explode === true),
    };
  const { type = '', media } = onlyMedia(document, { value: header, pointer }) ?? {};
  if (!media || !('schema' in media.value)) return undefined;
  const schema = follow(document, media.value.schema, '')?.value ?? {};
  const read = readBody(document, essenceOf(type) ?? type, type, Buffer.from(text, 'latin1'), schema);
  if ('unvalidated' in read) return undefined;
  if ('unreadable' in read) return { pointer: media.pointer, unreadable: read.unreadable };
  return { pointer: `${media.pointer}/schema`, value: read.body };
}

function validateContent(
  responseValidator: ResponseValidator,
  documented: Located,
  method: string,
  actual: ReceivedResponse,
): ValidationResult {
  const fine: ValidationResult = { violations: [], mediaType: undefined };
  const { content } = documented.value;
  const clause = `${documented.pointer}/content`;
  // Without `content` in the document, any body is allowed.
  if (!isObject(content) || Object.keys(content).length === 0 || withoutContent(method, actual.status)) return fine;

  const media = Object.keys(content);
  const contentType = actual.headers['content-type']?.[0];
  const fail = (code: ViolationCode, message: string, at = clause): ValidationResult => {
    const where = code.startsWith('content-type')
      ? { kind: 'content-type' as const, pointer: 'Content-Type' }
      : { kind: 'body' as const, pointer: '' };
    return { violations: [{ code, ...where, message, clause: at }], mediaType: undefined };
  };
  // A stream of events may have sent none yet.
  if (actual.body.length === 0 && essenceOf(contentType ?? '') !== 'text/event-stream')
    return fail('body-empty', `expected content of type ${media.join(' or ')}, got an empty body`);
  if (contentType === undefined)
    return fail('content-type-missing', `expected ${media.join(' or ')}, got no Content-Type`);
  const essence = essenceOf(contentType);
  const mediaType = essence && matchMediaType(media, contentType);
  if (!essence || !mediaType) {
    const code = !essence
      ? 'content-type-malformed'
      : essence === 'text/html'
        ? 'content-type-web-page'
        : 'content-type-undocumented';
    return fail(code, `expected ${media.join(' or ')}, got ${essence ? tellType(essence) : 'a malformed media type'}`);
  }

  const mediaClause = `${clause}/${escapeToken(mediaType)}`;
  const mediaObject = follow(responseValidator.document, content[mediaType], mediaClause);
  if (!mediaObject || !('schema' in mediaObject.value)) return { violations: [], mediaType };
  const schemaObject = follow(responseValidator.document, mediaObject.value.schema, '')?.value ?? {};
  const value = readBody(responseValidator.document, essence, contentType, actual.body, schemaObject);
  if ('unreadable' in value) return { ...fail('body-unreadable', value.unreadable, mediaClause), mediaType };
  if ('unvalidated' in value) return { violations: [], mediaType, unvalidated: value.unvalidated };

  const pointer = `${mediaObject.pointer}/schema`;
  const violations = responseValidator.validator
    .at(pointer)(value.body)
    .map((schemaError) => bodyViolation(responseValidator, schemaError, pointer));
  return { violations, mediaType, body: value.body, schema: pointer };
}

type ReadBody = { body: Json } | { unreadable: string } | { unvalidated: string };

function readBody(
  document: JsonObject,
  essence: string,
  contentType: string,
  bytes: Buffer,
  schema: JsonObject,
): ReadBody {
  if (!isJson(essence) && !isText(essence))
    return { unvalidated: `no validator for a body of type ${tellType(essence)}` };
  // JSON is UTF-8, and has no parameter `charset` (RFC 8259, 8.1 and 11).
  const charset = isJson(essence) ? 'utf-8' : charsetOf(contentType);
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const what = isJson(essence) ? 'JSON in UTF-8 (RFC 8259, 8.1)' : `text in ${tellCharset(charset)}`;
    return { unreadable: `expected ${what}, got other bytes` };
  }
  // Reads the text of a header as the number or boolean of its schema; it is never a list or an object.
  if (!isJson(essence)) {
    const isScalar = !hasType(schema, 'array', 'object');
    const value = isScalar ? simpleValue(document, text.trim(), schema) : text;
    return { body: typeof value === 'string' ? text : value };
  }
  try {
    return { body: JSON.parse(text) as Json };
  } catch {
    const got = text.startsWith('\ufeff')
      ? 'text after a byte order mark, which RFC 8259 forbids'
      : text.includes('\0')
        ? 'text that does not parse: it is not in UTF-8 (RFC 8259, 8.1)'
        : 'text that does not parse';
    return { unreadable: `expected JSON, got ${got}` };
  }
}
