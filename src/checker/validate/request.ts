/** Validates a request of watched traffic against the document: parameters, credentials, content type, body. */
import {
  escapeToken,
  follow,
  isIgnored,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../openapi/document.js';
import { redactSchemaError } from './redact.js';
import { bodyViolation, type ResponseValidator, type Violation } from './response.js';
import { essenceOf, isJson, matchMediaType } from '../../openapi/media-type.js';
import type { SchemaValidator } from './schema.js';
import { schemaCode, type ViolationCode } from './violation-codes.js';
import { readParameter, type ParameterRequest } from '../../openapi/parameter-value.js';
import { placeOf, readCredential } from '../../openapi/security.js';
import { formValue } from '../../openapi/form-value.js';
import { Form, readForm } from '../../openapi/form.js';

export interface WatchedRequest extends ParameterRequest {
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
    ...operation.parameters.flatMap((parameter) =>
      validateParameter(responseValidator, validator, parameter, operation.parameters, request),
    ),
    ...validateCredentials(responseValidator.document, operation, request),
    ...(await validateBody(responseValidator, validator, operation, request)),
  ];
}

const violation = (code: ViolationCode, pointer: string, message: string, clause: string, got?: string): Violation => ({
  code,
  kind: 'request',
  pointer,
  message,
  clause,
  ...(got !== undefined && { got }),
});

function validateParameter(
  responseValidator: ResponseValidator,
  validator: SchemaValidator,
  parameter: Parameter,
  siblings: readonly Parameter[],
  request: WatchedRequest,
): Violation[] {
  const { name, in: place, required, object, pointer } = parameter;
  if (isIgnored(parameter)) return [];
  const at = `${place} ${name}`;
  const found = readParameter(responseValidator.document, parameter, request, siblings);
  if (found === undefined)
    return required ? [violation('request-required', at, 'is required but missing', pointer)] : [];
  if ('unreadable' in found) return [violation('request-unreadable', at, found.unreadable, pointer)];
  const isEmpty = object.allowEmptyValue === true && found.readings.includes('');
  if (isEmpty || found.readings.length === 0) return [];
  const validate = validator.at(`${pointer}${found.schema}`);
  const broken = found.readings.map((value) => validate(value));
  if (broken.some((schemaErrors) => schemaErrors.length === 0)) return [];
  const [schemaErrors = []] = broken;
  return schemaErrors.map((schemaError) => {
    const { pointer: inside, got = schemaError.got } = redactSchemaError(
      schemaError,
      responseValidator.propertyNames,
      'request',
    );
    return violation(
      schemaCode('request', schemaError.keyword),
      `${at}${inside}`,
      schemaError.message,
      schemaError.clause ?? pointer,
      got,
    );
  });
}

/** One alternative must be complete; whether its values are right, only the target knows. */
function validateCredentials(document: JsonObject, { security }: Operation, request: WatchedRequest): Violation[] {
  if (security.length === 0) return [];
  const isThere = (scheme: string) => isSent(document, scheme, request);
  if (security.some((alternative) => Object.keys(alternative).every(isThere))) return [];
  const wanted = security.map((alternative) => Object.keys(alternative).join(' and ')).join(', or ');
  return [violation('request-credentials', '', `expected the credentials ${wanted}`, '/components/securitySchemes')];
}

/** A scheme without a place in requests is ignored. */
function isSent(document: JsonObject, name: string, request: WatchedRequest): boolean {
  const place = placeOf(document, name);
  return !place || 'refusal' in place || (readCredential(request, place) ?? '') !== '';
}

async function validateBody(
  responseValidator: ResponseValidator,
  validator: SchemaValidator,
  { requestBody }: Operation,
  { headers, body }: WatchedRequest,
): Promise<Violation[]> {
  if (!requestBody || body === undefined) return [];
  const { value, pointer } = requestBody;
  if (body.length === 0) {
    return value.required === true
      ? [violation('request-required', '', 'the body is required but missing', pointer)]
      : [];
  }
  const content = isObject(value.content) ? value.content : {};
  const contentType = headers['content-type']?.[0] ?? '';
  const essence = essenceOf(contentType);
  const mediaType = essence && matchMediaType(Object.keys(content), contentType);
  if (!essence || !mediaType) {
    const wanted = Object.keys(content).join(' or ');
    return [
      violation('request-content-type', 'header Content-Type', `expected ${wanted}`, `${pointer}/content`, 'another'),
    ];
  }
  const media = follow(responseValidator.document, content[mediaType], `${pointer}/content/${escapeToken(mediaType)}`);
  if (!media || !('schema' in media.value)) return [];
  const schema = `${media.pointer}/schema`;
  const read = await readBody(responseValidator.document, essence, contentType, body, media.value.schema);
  if (read === undefined) return [];
  if ('unreadable' in read) return [violation('request-unreadable', '', read.unreadable, media.pointer)];
  return validator
    .at(schema)(read.value)
    .map((schemaError) => bodyViolation(responseValidator, schemaError, schema, 'request'));
}

/** Undefined for a body that no schema can validate. */
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
