/** Makes the request of one case out of the operation's own examples; or says why that cannot be done. */
import { authorize, type Credentials } from './credentials.js';
import { type Json, type JsonObject, type Operation, type Parameter, follow, isObject } from './document.js';
import { examplesOf } from './examples.js';
import type { SentRequest } from './exchange.js';
import { essenceOf } from './media-type.js';
import { mergePatch, ofExistingMembers } from './merge-patch.js';
import { encodeBody } from './request-body.js';

/** One request, as it differs from an example of the document. Text in it may hold expressions. */
export interface RequestTemplate {
  /** The request example to start from. @default the one with the response's name, or else the first */
  from?: string;
  /** On the example's body (RFC 7396). */
  patch?: Json;
  /** In place of the examples of path, query and header parameters, by name. */
  parameters?: JsonObject;
  /** Security schemes to use in place of those that the operation asks for; none for an empty list. */
  security?: string[];
  /** In place of the user's, by security scheme. */
  credentials?: Record<string, string>;
}

export interface RequestInput {
  operation: Operation;
  /** How it differs from an example; without expressions. */
  template: Omit<RequestTemplate, 'security' | 'credentials'>;
  /** RFC 7396 patch on those members that the example's body has, before that of the wish. */
  everyRequest?: Json | undefined;
  /** The security schemes to use, and their values. */
  schemes: readonly string[];
  credentials: Credentials;
  headers: Record<string, string>;
  /** How the body is written. @default encodeBody */
  encode?: typeof encodeBody | undefined;
}

export type MadeRequest = { request: SentRequest } | { missing: string };

export function makeRequest(document: JsonObject, made: RequestInput): MadeRequest {
  const { operation, template } = made;
  const body = makeBody(document, made);
  if ('missing' in body) return body;
  const authorization = authorize(document, made.schemes, made.credentials, body.encoded?.bytes);
  const headers: Record<string, string> = {
    accept: 'application/json, */*;q=0.5',
    'user-agent': 'kyc-contracts',
    ...(body.encoded ? { 'content-type': body.encoded.contentType } : {}),
    ...made.headers,
  };
  let path = operation.path;
  const query = [...authorization.query];

  for (const parameter of operation.parameters) {
    // OpenAPI leaves these three to `content` and `security`.
    if (parameter.in === 'header' && /^(accept|content-type|authorization)$/i.test(parameter.name)) continue;
    const value = template.parameters?.[parameter.name] ?? parameterValue(document, parameter, template.from);
    if (value === undefined) {
      if (!parameter.required) continue;
      return { missing: `the ${parameter.in} parameter "${parameter.name}" is required and has no example` };
    }
    const text = serialize(value);
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, encodeURIComponent(text));
    else if (parameter.in === 'header') headers[parameter.name.toLowerCase()] = text;
    else if (parameter.in === 'cookie')
      headers.cookie = join(headers.cookie, `${parameter.name}=${encodeURIComponent(text)}`);
    else query.push(...queryMembers(parameter, value));
  }
  if (authorization.headers.cookie) headers.cookie = join(headers.cookie, authorization.headers.cookie);
  const { cookie: _, ...authorizing } = authorization.headers;
  Object.assign(headers, authorizing);

  const search = query.length > 0 ? `?${new URLSearchParams(query).toString()}` : '';
  return {
    request: { method: operation.method, target: path + search, headers, body: body.encoded?.bytes },
  };
}

const join = (cookies: string | undefined, one: string): string => (cookies ? `${cookies}; ${one}` : one);

function makeBody(
  document: JsonObject,
  { operation, everyRequest, template: { from, patch }, encode = encodeBody }: RequestInput,
): { encoded: ReturnType<typeof encodeBody> } | { missing: string } {
  if (!operation.requestBody) return { encoded: undefined };
  const { content, required } = operation.requestBody.value;
  for (const [mediaType, node] of Object.entries(isObject(content) ? content : {})) {
    const media = follow(document, node, '')?.value;
    const essence = essenceOf(mediaType);
    if (!media || !essence) continue;
    const examples = examplesOf(document, media);
    const chosen = from !== undefined && examples.has(from) ? from : [...examples.keys()][0];
    if (chosen === undefined) continue;
    const value = examples.get(chosen) as Json;
    const current = everyRequest === undefined ? value : mergePatch(value, ofExistingMembers(everyRequest, value));
    const encoded = encode(essence, patch === undefined ? current : mergePatch(current, patch));
    if (encoded) return { encoded };
  }
  return required === true ? { missing: 'the request body is required and has no example' } : { encoded: undefined };
}

/** An optional parameter is sent only where the named example gives it a value. */
function parameterValue(document: JsonObject, parameter: Parameter, example: string | undefined): Json | undefined {
  const examples = examplesOf(document, parameter.object);
  if (example !== undefined && examples.has(example)) return examples.get(example);
  return parameter.required ? [...examples.values()][0] : undefined;
}

/** Styles `simple` (path, header) and `form` for one value: arrays by comma, objects as name,value pairs. */
function serialize(value: Json): string {
  if (Array.isArray(value)) return value.map(serialize).join(',');
  if (isObject(value))
    return Object.entries(value)
      .map(([name, member]) => `${name},${serialize(member)}`)
      .join(',');
  return String(value);
}

function queryMembers(parameter: Parameter, value: Json): [string, string][] {
  const { name, object } = parameter;
  const explode = object.explode !== false;
  if (Array.isArray(value) && explode) return value.map((item) => [name, serialize(item)]);
  if (isObject(value) && object.style === 'deepObject') {
    return Object.entries(value).map(([key, member]) => [`${name}[${key}]`, serialize(member)]);
  }
  if (isObject(value) && explode) return Object.entries(value).map(([key, member]) => [key, serialize(member)]);
  return [[name, serialize(value)]];
}
