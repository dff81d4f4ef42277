/** Reads operations out of a bundled OpenAPI document: references followed, path-level parts merged in. */
import { methods } from './openapi.js';
import { ownMember } from './own.js';
import { decodePercent, escapeToken, unescapeToken } from './pointer.js';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** A node with its pointer, for violations. */
export interface Located<T extends Json = JsonObject> {
  value: T;
  /** JSON Pointer (RFC 6901) of the node after references were followed. */
  pointer: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  object: JsonObject;
  pointer: string;
}

export interface Operation {
  operationId: string;
  /** In capitals, as on the wire. */
  method: string;
  /** The path template, such as `/0.2/get_verifications/{verification_uuid}`. */
  path: string;
  parameters: Parameter[];
  requestBody: Located | undefined;
  /** Keyed by status: `202`, `4XX` or `default`. */
  responses: Map<string, Located>;
  tags: string[];
  /** Security requirements, alternatives in order; empty when the operation is open. */
  security: Record<string, string[]>[];
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export { escapeToken, unescapeToken };

/** JSON Pointer of an operation in `paths`. */
export const operationPointer = ({ path, method }: Pick<Operation, 'path' | 'method'>): string =>
  `/paths/${escapeToken(path)}/${method.toLowerCase()}`;

/** What the document has of an operation, whose path item may be a reference. */
export function operationObject(
  document: JsonObject,
  { path, method }: Pick<Operation, 'path' | 'method'>,
): JsonObject | undefined {
  const item = isObject(document.paths) ? follow(document, document.paths[path], '')?.value : undefined;
  const own = item?.[method.toLowerCase()];
  return isObject(own) ? own : undefined;
}

/** The value at a JSON Pointer of a document, or undefined. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of pointer.split('/').slice(1).map(unescapeToken)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

/**
 * The value with another one at a JSON Pointer, or without what is there where it is undefined. Objects on the way there
 * are made; a list is not extended.
 */
export function withValueAt(root: Json, pointer: string, value: Json | undefined): Json {
  const [head, ...rest] = pointer.split('/').slice(1);
  if (head === undefined) return value ?? null;
  const token = unescapeToken(head);
  const tail = rest.map((one) => `/${one}`).join('');
  if (Array.isArray(root))
    return root.map((item, index) => (String(index) === token ? withValueAt(item, tail, value) : item));
  const members = isObject(root) ? root : {};
  if (tail !== '') return { ...members, [token]: withValueAt(ownMember(members, token) ?? {}, tail, value) };
  const { [token]: _, ...others } = members;
  return value === undefined ? others : { ...members, [token]: value };
}

/** Follows a node's `$ref`s to an object; undefined for a circle of references. */
export function follow(document: JsonObject, node: Json | undefined, pointer: string): Located | undefined {
  const seen = new Set<string>();
  let value = node;
  let at = pointer;
  while (isObject(value) && typeof value.$ref === 'string') {
    if (seen.has(value.$ref) || !value.$ref.startsWith('#')) return undefined;
    seen.add(value.$ref);
    at = decodePercent(value.$ref.slice(1));
    value = valueAt(document, at);
  }
  return isObject(value) ? { value, pointer: at } : undefined;
}

/** Every operation of the document, in its order. An operation without operationId is named by method and path. */
export const operationsOf = (document: JsonObject): Operation[] => operationsIn(document, 'paths');

/** The requests that the provider sends to its users; the path is the webhook's name. */
export const webhooksOf = (document: JsonObject): Operation[] => operationsIn(document, 'webhooks');

function operationsIn(document: JsonObject, field: 'paths' | 'webhooks'): Operation[] {
  const operations: Operation[] = [];
  const paths = isObject(document[field]) ? document[field] : {};
  for (const [path, node] of Object.entries(paths)) {
    const item = follow(document, node, `/${field}/${escapeToken(path)}`);
    for (const method of methods) {
      const operation = item?.value[method];
      if (item && isObject(operation)) operations.push(readOperation(document, path, method, item, operation));
    }
  }
  return operations;
}

function readOperation(
  document: JsonObject,
  path: string,
  method: string,
  item: Located,
  operation: JsonObject,
): Operation {
  const pointer = `${item.pointer}/${method}`;
  const responses = new Map<string, Located>();
  for (const [status, node] of Object.entries(isObject(operation.responses) ? operation.responses : {})) {
    const response = follow(document, node, `${pointer}/responses/${status}`);
    if (response && !status.startsWith('x-')) responses.set(status, response);
  }
  return {
    operationId: typeof operation.operationId === 'string' ? operation.operationId : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: mergeParameters(
      readParameters(document, item.value.parameters, `${item.pointer}/parameters`),
      readParameters(document, operation.parameters, `${pointer}/parameters`),
    ),
    requestBody: follow(document, operation.requestBody, `${pointer}/requestBody`),
    responses,
    tags: Array.isArray(operation.tags) ? operation.tags.map(String) : [],
    security: readSecurity(operation.security ?? document.security),
  };
}

function readParameters(document: JsonObject, list: Json | undefined, pointer: string): Parameter[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((node, index) => {
    const parameter = follow(document, node, `${pointer}/${index}`);
    if (!parameter) return [];
    const { name, required } = parameter.value;
    const place = parameter.value.in as Parameter['in'];
    return [
      {
        name: String(name),
        in: place,
        required: required === true,
        object: parameter.value,
        pointer: parameter.pointer,
      },
    ];
  });
}

/** What tells a parameter from all others of its operation: OpenAPI makes it the place and the name. */
export const keyOfParameter = ({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string => `${place}:${name}`;

/** Whether OAS 3.1 says that a parameter SHALL be ignored: `content` and `security` describe these headers. */
export const isIgnored = ({ in: place, name }: { in: string; name: string }): boolean =>
  place === 'header' && /^(accept|content-type|authorization)$/i.test(name);

/** An operation's parameter replaces its path's parameter of the same name and place. */
function mergeParameters(shared: Parameter[], own: Parameter[]): Parameter[] {
  return [...new Map([...shared, ...own].map((parameter) => [keyOfParameter(parameter), parameter])).values()];
}

/**
 * What a parameter or header is written in that has `content`, of which there is only one (OAS 3.1): the media type, and
 * its Media Type Object where that has a place. Undefined for one that is written in a style.
 */
export function onlyMedia(
  document: JsonObject,
  { value, pointer }: Located,
): { type: string; media?: Located } | undefined {
  const [entry] = Object.entries(isObject(value.content) ? value.content : {});
  if (!entry) return undefined;
  const [type, node] = entry;
  const media = follow(document, node, `${pointer}/content/${escapeToken(type)}`);
  return { type, ...(media && { media }) };
}

function readSecurity(security: Json | undefined): Record<string, string[]>[] {
  return Array.isArray(security) ? (security.filter(isObject) as Record<string, string[]>[]) : [];
}

/** Whether a schema names one of these types, alone or in a list. */
export const hasType = (schema: JsonObject | undefined, ...types: readonly string[]): boolean =>
  [schema?.type].flat().some((one) => typeof one === 'string' && types.includes(one));

/** The schemas of the members of an object, by name. */
export const propertiesOf = (schema: JsonObject | undefined): JsonObject =>
  isObject(schema?.properties) ? schema.properties : {};
