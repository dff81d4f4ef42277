/**
 * What stands around the members of a record in a body or an answer: nothing, one member such as `data` or `order`, or
 * what JSON:API has (`data` with `attributes`).
 */
import {
  hasType,
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../openapi/document.js';
import { toPointer } from '../../openapi/pointer.js';
import { fieldsSchemaOf, flatten, jsonSchemaOf } from '../../openapi/sample.js';
import { isSuccess } from '../status.js';
import { plain, singularsOf } from './ids.js';

/** Names of members, the outermost first. */
export type Wrapping = readonly string[];

/** What is said of the message, and not of the record in it. */
export const isBeside = (name: string): boolean =>
  /^_?(?:meta|links|jsonapi|included|(?:request|trace|correlation)_?id)$/i.test(name);

const isIdName = (name: string): boolean => /^(?:id|uuid)$|(?:_id|Id|_uuid|Uuid)$/.test(name);

/**
 * Which member of an answer holds the record: the only one that is an object, where the answer has nothing else to say, or
 * where that one has an id and the answer has none.
 * @param members what the answer has, by name
 * @param inside the members of one of them; undefined where it is no object
 */
export function wrapperOf<Value>(
  members: Readonly<Record<string, Value>>,
  inside: (member: Value) => object | undefined,
): string | undefined {
  const names = Object.keys(members).filter((name) => !isBeside(name));
  const [only, ...others] = names.filter((name) => inside(members[name] as Value) !== undefined);
  if (only === undefined || others.length > 0) return undefined;
  if (names.length === 1) return only;
  const isOfRecord = Object.keys(inside(members[only] as Value) ?? {}).some(isIdName);
  return isOfRecord && !names.some(isIdName) ? only : undefined;
}

/** Of the body of a request: the noun of the path may be the name of one. */
export function wrappingOf(document: JsonObject, { path, requestBody }: Operation): Wrapping {
  const schema = fieldsSchemaOf(document, requestBody);
  const [only, ...others] = Object.entries(propertiesOf(schema)).filter(([name]) => !isBeside(name));
  const noun = plain(path.split('/').findLast((one) => one !== '' && !one.startsWith('{')) ?? '');
  const isNamed = only && others.length === 0 && ['data', noun, ...singularsOf(noun)].includes(plain(only[0]));
  const inner = isNamed ? flatten(document, only[1]) : undefined;
  const outer = only && hasMembers(inner) ? [only[0]] : [];
  const { type, attributes } = propertiesOf(outer.length > 0 ? inner : schema);
  return type !== undefined && hasMembers(flatten(document, attributes)) ? [...outer, 'attributes'] : outer;
}

/** Schemas of the members of a record, by name; JSON:API's attributes among them. */
export function membersIn(document: JsonObject, schema: JsonObject | undefined): JsonObject {
  const own = propertiesOf(schema);
  return own.type === undefined ? own : { ...own, ...propertiesOf(flatten(document, own.attributes)) };
}

const hasMembers = (schema: JsonObject | undefined): boolean => Object.keys(propertiesOf(schema)).length > 0;

/** The schema of the record in the body of a request. */
export const recordSchemaOf = (document: JsonObject, operation: Operation): JsonObject | undefined =>
  wrappingOf(document, operation).reduce<JsonObject | undefined>(
    (schema, name) => flatten(document, propertiesOf(schema)[name]),
    fieldsSchemaOf(document, operation.requestBody),
  );

/** The schema of what an operation answers in JSON when it succeeds. */
export function answerSchema(document: JsonObject, { responses }: Operation): JsonObject | undefined {
  const [, response] = [...responses].find(([status]) => isSuccess(status)) ?? [];
  return jsonSchemaOf(document, response);
}

/** Schemas of the members of an answer, by name: the outermost ones, and those of what it wraps. */
export function membersAnswered(document: JsonObject, operation: Operation): [outer: JsonObject, inner: JsonObject] {
  const outer = membersIn(document, answerSchema(document, operation));
  const inside = (node: Json): JsonObject | undefined => {
    const members = membersIn(document, flatten(document, node));
    return Object.keys(members).length > 0 ? members : undefined;
  };
  const only = wrapperOf(outer, inside);
  return [outer, (only !== undefined && inside(outer[only] as Json)) || {}];
}

/** The same as one object: of a name that both have, what is in the wrapping. */
export const allAnswered = (document: JsonObject, operation: Operation): JsonObject =>
  Object.assign({}, ...membersAnswered(document, operation)) as JsonObject;

/** Whether an operation answers with a list, or with an object that has one. */
export function answersList(document: JsonObject, operation: Operation): boolean {
  const schema = answerSchema(document, operation);
  const { _embedded = null, ...outer } = propertiesOf(schema);
  const embedded = propertiesOf(flatten(document, _embedded));
  const members = Object.values({ ...outer, ...embedded }).map((node) => flatten(document, node));
  return [schema, ...members].some((one) => hasType(one, 'array'));
}

/** The record in a body. */
export const within = (body: Json, wrapping: Wrapping): Json => valueAt(body, toPointer(wrapping)) ?? null;

/** A body, or a patch of one, with this record. */
export const wrapped = (record: Json, wrapping: Wrapping): Json =>
  wrapping.reduceRight<Json>((inner, name) => ({ [name]: inner }), record);

/** The record in an answer, without a document: `{"data": {…}}` holds one, beside what is said of the answer itself. */
export function unwrapped(json: Json): Json {
  if (!isObject(json)) return json;
  const only = wrapperOf(json, (member) => (isObject(member) ? member : undefined));
  return flatResource(only === undefined ? json : (json[only] as Json));
}

/** Without what an answer says of itself. */
export const withoutBeside = (json: Json): Json =>
  isObject(json) ? Object.fromEntries(Object.entries(json).filter(([name]) => !isBeside(name))) : json;

/** JSON:API's members of a resource beside its id. */
export function flatResource(json: Json): Json {
  if (!isObject(json) || typeof json.type !== 'string' || !isObject(json.attributes)) return json;
  const { attributes, ...own } = json;
  return { ...own, ...attributes };
}
