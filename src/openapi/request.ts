/** Builds the request of a case from the operation's examples or schemas, or explains why it cannot. */
import { ownMember } from './own.js';
import { authorize, type Credentials } from './credentials.js';
import {
  follow,
  isIgnored,
  isObject,
  keyOfParameter,
  onlyMedia,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from './document.js';
import { writeParameter } from './parameter-style.js';
import { withFile } from './sample-file.js';
import { laterAtEnd, sampleOf, withoutReadOnly } from './sample.js';
import { examplesOf } from './examples.js';
import type { SentRequest } from './exchange.js';
import { essenceOf } from './media-type.js';
import { mergePatch, ofExistingMembers } from './merge-patch.js';
import { encodeBody, type EncodedBody } from './request-body.js';

/** The differences of a request from an example of the document. Its texts may have expressions. */
export interface RequestTemplate {
  /** The request example to start from. @default the one with the response's name, or else the first */
  from?: string;
  /** A patch of the example's body (RFC 7396). */
  patch?: Json;
  /**
   * Values in place of the examples of parameters: by name, or by place and name (`keyOfParameter`) where two places have
   * parameters of one name.
   */
  parameters?: JsonObject;
  /** Security schemes in place of those of the operation; an empty list for none. */
  security?: string[];
  /** Values by security scheme, in place of the user's. */
  credentials?: Record<string, string>;
}

export interface RequestInput {
  operation: Operation;
  /** The differences from an example, after expressions are evaluated. */
  template: Omit<RequestTemplate, 'security' | 'credentials'>;
  /** An RFC 7396 patch of members that the example's body has, before that of the template. */
  everyRequest?: Json | undefined;
  /** The security schemes to use, and their values. */
  schemes: readonly string[];
  credentials: Credentials;
  headers: Record<string, string>;
  /** Writes the body. @default encodeBody */
  encode?: typeof encodeBody | undefined;
}

/** The body of a request, before it is written. */
export interface BodyValue {
  /** Without parameters. */
  mediaType: string;
  value: Json;
}

/** The body, among what was made from its schema. */
export const madeBody = 'the body';

export interface MadeRequest {
  request: SentRequest;
  /** Undefined where the request has none. */
  body: BodyValue | undefined;
  /** What has no example and was made from its schema, such as `madeBody`; empty where all stands in the document. */
  made: string[];
  /** Values of the path parameters, by name. */
  path: JsonObject;
}

export function makeRequest(document: JsonObject, input: RequestInput): MadeRequest | { missing: string } {
  const { operation, template } = input;
  const body = makeBody(document, input);
  if ('missing' in body) return body;
  const headers: Record<string, string> = {
    accept: 'application/json, */*;q=0.5',
    'user-agent': 'kyc-contracts',
    ...(body.encoded ? { 'content-type': body.encoded.contentType } : {}),
    ...input.headers,
  };
  let path = operation.path;
  const query: string[] = [];
  const fromSchema: string[] = body.made ? [madeBody] : [];
  const values: JsonObject = {};

  for (const parameter of operation.parameters) {
    if (isIgnored(parameter)) continue;
    const given = template.parameters ?? {};
    let value =
      ownMember(given, keyOfParameter(parameter)) ??
      ownMember(given, parameter.name) ??
      parameterValue(document, parameter, template.from);
    if (value === undefined) {
      if (!parameter.required && parameter.in !== 'path') continue;
      value = laterAtEnd(parameter.name, sampleOf(document, schemaOf(document, parameter)));
      if (value === undefined)
        return { missing: `the ${parameter.in} parameter "${parameter.name}" is required and has no example` };
      fromSchema.push(`the ${parameter.in} parameter "${parameter.name}"`);
    }
    const rounded = roundedIn(value);
    if (rounded !== undefined) return { missing: beyondDouble(rounded) };
    const written = writeParameter(parameter, value);
    if (parameter.in === 'path') {
      path = path.replaceAll(`{${parameter.name}}`, () => written.join(''));
      values[parameter.name] = value;
    } else if (parameter.in === 'header') headers[parameter.name.toLowerCase()] = written.join('');
    else if (parameter.in === 'cookie') for (const cookie of written) headers.cookie = join(headers.cookie, cookie);
    else query.push(...written);
  }
  const undeclared = [...operation.path.matchAll(/\{([^{}]+)\}/g)].find(
    ([, name]) => !operation.parameters.some((one) => one.in === 'path' && one.name === name),
  );
  if (undeclared) {
    return { missing: `the path has {${undeclared[1]}}, which no path parameter declares: add it to "parameters"` };
  }
  const target = encodeBeyondAscii(path) + (query.length > 0 ? `?${query.join('&')}` : '');
  const request = { method: operation.method, target, headers, body: body.encoded?.bytes };
  return {
    request: authorize(document, request, input.schemes, input.credentials),
    body: body.value,
    made: fromSchema,
    path: values,
  };
}

/** An integer that the double may have rounded. */
function roundedIn(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? value : undefined;
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
  for (const one of inner) {
    const found = roundedIn(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const beyondDouble = (value: number): string =>
  `the request has an integer beyond 2^53 (${value}), which may not be sent as the document has it: write a smaller example`;

/** Encodes a path, which may have any character, as ASCII. */
export const encodeBeyondAscii = (path: string): string =>
  path.replaceAll(/[^\x21-\x7e]+/gu, (text) => {
    try {
      return encodeURIComponent(text);
    } catch {
      return text; // half of a surrogate pair, which is refused before it is sent
    }
  });

const join = (cookies: string | undefined, one: string): string => (cookies ? `${cookies}; ${one}` : one);

function makeBody(
  document: JsonObject,
  { operation, everyRequest, template: { from, patch }, encode = encodeBody }: RequestInput,
): { encoded?: EncodedBody; value?: BodyValue; made?: true } | { missing: string } {
  if (!operation.requestBody) return {};
  const { content, required } = operation.requestBody.value;
  const listed = Object.entries(isObject(content) ? content : {}).flatMap(([mediaType, node]) => {
    const media = follow(document, node, '')?.value;
    const essence = essenceOf(mediaType) ?? mediaType;
    return media ? [{ mediaType, essence, media }] : [];
  });
  const written = ({ mediaType, essence, media }: (typeof listed)[number], value: Json) => {
    const current = everyRequest === undefined ? value : mergePatch(value, ofExistingMembers(everyRequest, value));
    const whole = patch === undefined ? current : mergePatch(current, patch);
    const rounded = roundedIn(whole);
    if (rounded !== undefined) return { missing: beyondDouble(rounded) };
    const encoded = encode(essence, whole, media);
    if (!encoded) return undefined;
    // Two media types may differ only in a parameter.
    const contentType = encoded.contentType === essence ? mediaType : encoded.contentType;
    return { encoded: { ...encoded, contentType }, value: { mediaType: essence, value: whole } };
  };
  for (const one of listed) {
    const examples = examplesOf(document, one.media);
    const chosen = from !== undefined && examples.has(from) ? from : [...examples.keys()][0];
    if (chosen === undefined) continue;
    const body = written(one, withoutReadOnly(document, one.media.schema, examples.get(chosen) as Json));
    if (body) return body;
  }
  // Who may leave it out may send it, too: without it little is asked for.
  if (required !== true && !['POST', 'PUT', 'PATCH'].includes(operation.method)) return {};
  for (const one of listed) {
    const value = withFile(document, one.essence, one.media, sampleOf(document, one.media.schema));
    const body = value === undefined ? undefined : written(one, value);
    if (body) return { ...body, made: true };
  }
  if (required !== true) return {};
  const types = listed.map(({ mediaType }) => mediaType).join(' or ');
  return { missing: `the request body is required, has no example, and none of ${types || 'no type'} can be made` };
}

function schemaOf(document: JsonObject, { object, pointer }: Parameter): Json | undefined {
  const written = onlyMedia(document, { value: object, pointer });
  return written ? written.media?.value.schema : object.schema;
}

/** An optional parameter is sent only if the named example has a value for it. */
function parameterValue(document: JsonObject, parameter: Parameter, example: string | undefined): Json | undefined {
  const { object, pointer } = parameter;
  const examples = examplesOf(document, onlyMedia(document, { value: object, pointer })?.media?.value ?? object);
  if (example !== undefined && examples.has(example)) return examples.get(example);
  return parameter.required ? [...examples.values()][0] : undefined;
}
