/** Holds a real response against what the document says of it: status, content type, headers, body. */
import { type Json, type JsonObject, type Located, escapeToken, follow, isObject } from '../../openapi/document.js';
import type { ReceivedResponse } from '../../openapi/exchange.js';
import type { Mismatch } from './explain.js';
import {
  charsetOf,
  essenceOf,
  isJson,
  isText,
  matchMediaType,
  tellCharset,
  tellType,
} from '../../openapi/media-type.js';
import type { Provenance } from '../../openapi/provenance.js';
import { redactMismatch } from './redact.js';
import type { SchemaValidator } from './schema.js';

/** `request`: in traffic that somebody else made, the request breaks the document. `journey`: a workflow's own criterion. */
export type ViolationKind =
  'guard' | 'state' | 'journey' | 'transport' | 'request' | 'status' | 'content-type' | 'header' | 'body' | 'leak';

export interface Violation {
  kind: ViolationKind;
  /**
   * JSON Pointer into the response's body; for a header its name; empty where the whole response is meant. Of a request
   * that should have been refused, into its body.
   */
  pointer: string;
  /** What was expected, and what came instead as far as it may be repeated. */
  message: string;
  /** JSON Pointer into the OpenAPI document: the clause that was broken. */
  clause: string;
  /** What came instead: type and size, never the value. Left out where the message says all. */
  got?: string;
  /** What the broken clause rests on, where the document says so. */
  provenance?: Provenance;
  /** Worth a look, but it fails no check: the clause is `assumed`. Left out for what does fail it. */
  severity?: 'warning';
}

export interface ValidationResult {
  violations: Violation[];
  /** The documented media type that the body was judged by. */
  mediaType: string | undefined;
  /** The body that was read and the pointer of the schema that judged it; undefined when no schema did. */
  body?: Json;
  schema?: string;
  /** Why the body could not be judged although there is one; undefined when it was. */
  unjudged?: string;
}

/** The parts of the document that judge one response. */
export interface ResponseValidator {
  document: JsonObject;
  validator: SchemaValidator;
  /** The property names that may stand in a finding's pointer. */
  propertyNames: ReadonlySet<string>;
  /** Is told of each judged response, to say in the end what of the document was seen. */
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
}

/** A mismatch in a body as a finding of a report. */
export const bodyViolation = (
  { propertyNames }: ResponseValidator,
  mismatch: Mismatch,
  clause: string,
  message: 'request' | 'response' = 'response',
): Violation => ({
  kind: 'body',
  message: mismatch.message,
  clause: mismatch.clause ?? clause,
  ...(mismatch.got !== undefined && { got: mismatch.got }),
  ...redactMismatch(mismatch, propertyNames, message),
});

/**
 * Compiles every schema that a response may be judged by, so that what cannot be judged is known before the start.
 */
export function compileResponseSchemas(responseValidator: ResponseValidator, responses: Iterable<Located>): void {
  for (const { value, pointer } of responses) {
    for (const room of ['content', 'headers'] as const) {
      for (const [name, node] of Object.entries(isObject(value[room]) ? value[room] : {})) {
        const holder = follow(responseValidator.document, node, `${pointer}/${room}/${escapeToken(name)}`);
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

/** Judges a response by one documented Response Object; the status is the caller's business. */
export function validateResponse(
  responseValidator: ResponseValidator,
  documented: Located,
  method: string,
  actual: ReceivedResponse,
): ValidationResult {
  const headers = validateHeaders(responseValidator, documented, actual);
  const content = validateContent(responseValidator, documented, method, actual);
  const validation = { ...content, violations: [...headers, ...content.violations] };
  responseValidator.coverage?.record(responseValidator, documented, actual, validation);
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
  const violation = (message: string, clause: string, got?: string): Violation => ({
    kind: 'header',
    pointer: name,
    message,
    clause,
    ...(got !== undefined && { got }),
  });
  if (values === undefined) {
    return header.value.required === true ? [violation('is required but missing', `${header.pointer}/required`)] : [];
  }
  if (!('schema' in header.value)) return [];
  const pointer = `${header.pointer}/schema`;
  const schema = follow(responseValidator.document, header.value.schema, pointer)?.value ?? {};
  return responseValidator.validator
    .at(pointer)(headerValue(values.join(', '), schema, header.value.explode === true))
    .map((mismatch) => violation(mismatch.message, mismatch.clause ?? pointer, mismatch.got));
}

/** A header is text; its schema's type says what the text stands for (style `simple`). */
export function headerValue(text: string, schema: JsonObject, explode = false): Json {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.includes('array')) {
    const items = isObject(schema.items) ? schema.items : {};
    return text === '' ? [] : text.split(',').map((item) => headerValue(item.trim(), items));
  }
  if (types.includes('object')) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const parts = text === '' ? [] : text.split(',').map((part) => part.trim());
    const pairs = explode
      ? parts.map((part) => [part.split('=', 1)[0] ?? '', part.slice(part.indexOf('=') + 1)] as const)
      : parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : []));
    const valueOf = (name: string) => (isObject(properties[name]) ? properties[name] : {});
    return Object.fromEntries(pairs.map(([name, part]) => [name, headerValue(part, valueOf(name))]));
  }
  if (types.some((type) => type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) {
    return Number(text);
  }
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
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
  // No `content` in the document leaves the body open.
  if (!isObject(content) || Object.keys(content).length === 0 || withoutContent(method, actual.status)) return fine;

  const media = Object.keys(content);
  const contentType = actual.headers['content-type']?.[0];
  const fail = (kind: ViolationKind, message: string, at = clause): ValidationResult => ({
    violations: [{ kind, pointer: kind === 'content-type' ? 'Content-Type' : '', message, clause: at }],
    mediaType: undefined,
  });
  // Of a stream of events none need have come yet.
  if (actual.body.length === 0 && essenceOf(contentType ?? '') !== 'text/event-stream')
    return fail('body', `expected content of type ${media.join(' or ')}, got an empty body`);
  if (contentType === undefined) return fail('content-type', `expected ${media.join(' or ')}, got no Content-Type`);
  const essence = essenceOf(contentType);
  const mediaType = essence && matchMediaType(media, contentType);
  if (!essence || !mediaType) {
    return fail(
      'content-type',
      `expected ${media.join(' or ')}, got ${essence ? tellType(essence) : 'a malformed media type'}`,
    );
  }

  const mediaClause = `${clause}/${escapeToken(mediaType)}`;
  const mediaObject = follow(responseValidator.document, content[mediaType], mediaClause);
  if (!mediaObject || !('schema' in mediaObject.value)) return { violations: [], mediaType };
  const schemaObject = follow(responseValidator.document, mediaObject.value.schema, '')?.value ?? {};
  const value = readBody(essence, contentType, actual.body, schemaObject);
  if ('unreadable' in value) return { ...fail('body', value.unreadable, mediaClause), mediaType };
  if ('unjudged' in value) return { violations: [], mediaType, unjudged: value.unjudged };

  const pointer = `${mediaObject.pointer}/schema`;
  const violations = validateBody(responseValidator.validator, pointer, value.body).map((mismatch) =>
    bodyViolation(responseValidator, mismatch, pointer),
  );
  return { violations, mediaType, body: value.body, schema: pointer };
}

/** A recursive schema over a hostile nesting can exhaust the stack: that is a finding, not a crash of ours. */
function validateBody(validator: SchemaValidator, pointer: string, body: Json): Mismatch[] {
  const validate = validator.at(pointer);
  try {
    return validate(body);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = isDeep(body)
      ? 'is nested too deeply to be judged'
      : 'cannot be judged: the schema refers to nothing but itself, so say in the document what it is';
    return [{ keyword: 'depth', pointer: '', message }];
  }
}

function isDeep(body: Json): boolean {
  let level: Json[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 200) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
}

type ReadBody = { body: Json } | { unreadable: string } | { unjudged: string };

function readBody(essence: string, contentType: string, bytes: Buffer, schema: JsonObject): ReadBody {
  if (!isJson(essence) && !isText(essence)) return { unjudged: `no judge for a body of type ${tellType(essence)}` };
  let text: string;
  try {
    text = new TextDecoder(charsetOf(contentType), { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { unreadable: `expected text in ${tellCharset(charsetOf(contentType))}, got other bytes` };
  }
  // A text is a number or true where the schema says so, as in a header; a list or an object it is not.
  if (!isJson(essence)) {
    const isScalar = !['array', 'object'].some((type) => [schema.type].flat().includes(type));
    const value = isScalar ? headerValue(text.trim(), schema) : text;
    return { body: typeof value === 'string' ? text : value };
  }
  try {
    return { body: JSON.parse(text) as Json };
  } catch {
    const isMarked = text.startsWith('\ufeff');
    return {
      unreadable: isMarked
        ? 'expected JSON, got text after a byte order mark, which RFC 8259 forbids'
        : 'expected JSON, got text that does not parse',
    };
  }
}
