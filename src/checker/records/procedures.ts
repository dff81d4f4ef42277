/**
 * An API of procedures (`POST /applicant/get` with the id in the body), read as one of resources: `GET
 * /applicant/{applicant_id}`. What the check knows of records it then knows of these, too; requests are sent as documented.
 */
import {
  hasType,
  isObject,
  keyOfParameter,
  operationObject,
  operationsOf,
  propertiesOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../../openapi/document.js';
import { ownMember } from '../../openapi/own.js';
import type { RequestTemplate } from '../../openapi/request.js';
import { flatten, jsonSchemaOf } from '../../openapi/sample.js';
import { joinPatches } from '../recipes/rules.js';
import { plain } from './ids.js';
import { answersList, answerSchema } from './wrapping.js';

export interface Procedure {
  /** As the document has it. */
  operation: Operation;
  /** Members of its body that are parameters of the resource. */
  members: readonly { name: string; required: boolean }[];
}

/** The document as one of resources. */
export interface ResourceForm {
  document: JsonObject;
  operations: readonly Operation[];
  /** By operationId: those whose form is another than that of the document. */
  procedures: ReadonlyMap<string, Procedure>;
}

const verbs = {
  read: /^(?:get|read|retrieve|fetch|show|info|describe|view)$/,
  list: /^(?:list|search|query|index|all|filter|sync)$/,
  create: /^(?:create|new|add|register|open|start|insert|make|post|attach|upload|issue|authorize|initiate|submit)$/,
  update: /^(?:update|edit|modify|change|patch)$/,
  remove: /^(?:delete|remove|destroy)$/,
};

/** What an operation does with what, by its path. */
interface Reading {
  operation: Operation;
  /** What stands before the noun. */
  prefix: string;
  noun: string;
  verb: string;
}

const places = ['path', 'query', 'header'] as const;
type Place = (typeof places)[number];

/** Where the parameter of a resource stands that is a member of the body; undefined for one that stays there. */
type PlaceOf = (name: string) => Place | undefined;

/** Undefined for a document whose records have paths of their own. */
export function resourceFormOf(document: JsonObject, operations: readonly Operation[]): ResourceForm | undefined {
  const readings = operations.filter(({ path }) => !path.includes('{')).flatMap(readingsOf);
  const nouns = new Set(readings.filter(({ verb }) => verbs.read.test(verb)).map(keyOf));
  const paths: Record<string, Record<string, Json>> = {};
  const moved = new Map<Operation, Procedure>();
  const isTaken = (path: string, method: string): boolean =>
    paths[path]?.[method] !== undefined || (isObject(document.paths) && path in document.paths);
  const move = ({ operation }: Reading, path: string, method: string, placeOf: PlaceOf): void => {
    if (moved.has(operation) || isTaken(path, method)) return;
    const { object, members } = resourceOperation(document, operation, placeOf);
    paths[path] = { ...paths[path], [method]: object };
    moved.set(operation, { operation, members });
  };
  for (const noun of nouns) {
    const own = readings.filter((one) => keyOf(one) === noun);
    const read = own.find(({ verb }) => verbs.read.test(verb));
    const id = read && idOf(document, read);
    if (!read || id === undefined) continue;
    const about = own.filter((one) => inputsOf(document, one.operation).some(({ name }) => name === id));
    const creates = own.filter(
      (one) => !about.includes(one) && !verbs.list.test(one.verb) && answersRecord(document, one.operation, id),
    );
    const create = creates.find(({ verb }) => verbs.create.test(verb)) ?? creates[0];
    const list = own.find((one) => one !== create && !about.includes(one) && answersList(document, one.operation));
    if (!create && !list) continue;
    const path = `${read.prefix}/${read.noun}`;
    const item = `${path}/{${id}}`;
    const idIn: PlaceOf = (name) => (name === id ? 'path' : keyPlace(name));
    move(read, item, 'get', (name) => idIn(name) ?? 'query');
    if (create) move(create, path, 'post', keyPlace);
    if (list) move(list, path, 'get', () => 'query');
    for (const one of about) {
      if (verbs.remove.test(one.verb)) move(one, item, 'delete', (name) => idIn(name) ?? 'query');
      else if (verbs.update.test(one.verb)) move(one, item, 'patch', idIn);
      else if (one !== read) move(one, `${item}/${one.verb}`, 'post', idIn);
    }
  }
  // What is only listed, such as events.
  for (const one of readings) {
    const isAlone = !nouns.has(keyOf(one)) && verbs.list.test(one.verb) && one.operation.method === 'POST';
    if (isAlone && moved.size > 0 && answersList(document, one.operation))
      move(one, `${one.prefix}/${one.noun}`, 'get', () => 'query');
  }
  if (moved.size === 0) return undefined;
  const procedures = new Map([...moved.values()].map((one) => [one.operation.operationId, one]));
  const whole = withPaths(document, [...moved.keys()], paths);
  const responses = new Map(operations.map((one) => [one.operationId, one.responses]));
  return {
    document: whole,
    // Answers are validated by the document itself.
    operations: operationsOf(whole).map((one) => ({
      ...one,
      responses: responses.get(one.operationId) ?? one.responses,
    })),
    procedures,
  };
}

/** An operation as the document has it, from that of its resource. */
export const documentedOf = (operation: Operation, resources: ResourceForm | undefined): Operation =>
  resources?.procedures.get(operation.operationId)?.operation ?? operation;

/** The request of an operation as the document has it, from that of its resource. */
export function asDocumented(
  operation: Operation,
  template: RequestTemplate,
  resources: ResourceForm | undefined,
): { operation: Operation; template: RequestTemplate } {
  const procedure = resources?.procedures.get(operation.operationId);
  if (!procedure) return { operation, template };
  const { parameters = {}, patch, ...others } = template;
  // An example may have filters that were not asked for.
  const isResource = operation !== procedure.operation;
  const moved = procedure.members.flatMap(({ name, required }): [string, Json][] => {
    const keys = [name, ...places.map((place) => keyOfParameter({ in: place, name }))];
    const value = keys.map((key) => ownMember(parameters, key)).find((one) => one !== undefined);
    if (value !== undefined) return [[name, value]];
    return isResource && !required ? [[name, null]] : [];
  });
  const own = moved.length > 0 ? Object.fromEntries(moved) : undefined;
  const whole = isResource ? joinPatches(patch, own) : joinPatches(own, patch);
  return {
    operation: procedure.operation,
    template: { ...others, parameters, ...(whole !== undefined && { patch: whole }) },
  };
}

/** A body with the members of another one that name its record. */
export function withNames(
  { operationId }: Operation,
  from: Json,
  body: Json,
  resources: ResourceForm | undefined,
): Json {
  const members = resources?.procedures.get(operationId)?.members ?? [];
  if (members.length === 0 || !isObject(body) || !isObject(from)) return body;
  const names = members.flatMap(({ name }): [string, Json][] =>
    Object.hasOwn(from, name) ? [[name, from[name] as Json]] : [],
  );
  return { ...Object.fromEntries(names), ...body };
}

/** A member that makes a request safe to repeat is a header of other APIs. */
const keyPlace: PlaceOf = (name) => (/^idempotency_?key$/i.test(name) ? 'header' : undefined);

/** Of `/applicant/get`, `/applicant.get`, `/getApplicant` and `/get_applicant`. */
function readingsOf(operation: Operation): Reading[] {
  const segments = operation.path.split('/').slice(1);
  const last = segments.at(-1) ?? '';
  const dot = last.lastIndexOf('.');
  const before = (count: number): string =>
    segments
      .slice(0, count)
      .map((one) => `/${one}`)
      .join('');
  const reading = (prefix: string, noun: string, verb: string): Reading[] =>
    noun === '' || verb === '' ? [] : [{ operation, prefix, noun, verb: verb.toLowerCase() }];
  if (dot > 0) return reading(before(-1), last.slice(0, dot), last.slice(dot + 1));
  const words = last.split(/[_-]|(?<=[a-z\d])(?=[A-Z])/);
  return [
    ...reading(before(-2), segments.at(-2) ?? '', last),
    ...(words.length > 1 ? reading(before(-1), words.slice(1).join('_'), words[0] ?? '') : []),
  ];
}

const keyOf = ({ prefix, noun }: Reading): string => `${prefix} ${singular(noun)}`;

const singular = (noun: string): string => plain(noun).replace(/ies$/, 'y').replace(/s$/, '');

/** What a request has beside its path, by name. */
function inputsOf(document: JsonObject, { requestBody, parameters }: Operation): { name: string; required: boolean }[] {
  const { properties, required } = jsonSchemaOf(document, requestBody) ?? {};
  const names = Array.isArray(required) ? required : [];
  return [
    ...Object.keys(isObject(properties) ? properties : {}).map((name) => ({ name, required: names.includes(name) })),
    ...parameters.filter((one) => one.in === 'query'),
  ];
}

/** The name of the id by which a record is read: `applicant_id`, or `id`. */
function idOf(document: JsonObject, { operation, noun }: Reading): string | undefined {
  const wanted = [...['id', 'uuid', ''].map((end) => singular(noun) + end), 'id', 'uuid'];
  const schema = jsonSchemaOf(document, operation.requestBody);
  const isId = ({ name, required }: { name: string; required: boolean }): boolean => {
    const member = propertiesOf(schema)[name];
    const isText = member === undefined || hasType(flatten(document, member), 'string', 'integer');
    return required && isText && wanted.includes(plain(name));
  };
  return inputsOf(document, operation).find(isId)?.name;
}

/** Whether an operation answers with a record: an object, or one in it, that has the id. */
function answersRecord(document: JsonObject, operation: Operation, id: string): boolean {
  const answered = answerSchema(document, operation);
  const records = [answered, ...Object.values(propertiesOf(answered)).map((one) => flatten(document, one))];
  return records.some((one) => Object.keys(propertiesOf(one)).some((name) => [id, 'id', 'uuid'].includes(name)));
}

/** An operation as one of a resource: some members of its body become parameters. */
function resourceOperation(
  document: JsonObject,
  operation: Operation,
  placeOf: PlaceOf,
): { object: JsonObject; members: Procedure['members'] } {
  const own = operationObject(document, operation) ?? {};
  const schema = jsonSchemaOf(document, operation.requestBody);
  const all = inputsOf(document, { ...operation, parameters: [] });
  const members = all.filter(({ name }) => placeOf(name) !== undefined);
  const names = new Set(members.map(({ name }) => name));
  const added = members.map(({ name, required }): JsonObject => {
    const place = placeOf(name) as Place;
    const member = propertiesOf(schema)[name] ?? {};
    const { description } = flatten(document, member) ?? {};
    return {
      name,
      in: place,
      required: required || place === 'path',
      schema: member,
      ...(typeof description === 'string' && { description }),
    };
  });
  const ofQuery = operation.parameters.map((one): JsonObject =>
    placeOf(one.name) === 'path' ? { ...one.object, in: 'path', required: true } : one.object,
  );
  const { requestBody: _, parameters: __, ...others } = own;
  const isLeft = all.some(({ name }) => !names.has(name));
  const body = isLeft ? bodyWithout(document, operation, names) : undefined;
  return {
    object: {
      ...others,
      operationId: operation.operationId,
      parameters: [...ofQuery, ...added],
      ...(body && { requestBody: body }),
    },
    members,
  };
}

function bodyWithout(
  document: JsonObject,
  { requestBody }: Operation,
  names: ReadonlySet<string>,
): JsonObject | undefined {
  if (!requestBody || names.size === 0) return requestBody?.value;
  const left = (members: Json | undefined): JsonObject =>
    Object.fromEntries(Object.entries(isObject(members) ? members : {}).filter(([name]) => !names.has(name)));
  const schema = jsonSchemaOf(document, requestBody) ?? {};
  const required = (Array.isArray(schema.required) ? schema.required : []).filter((one) => !names.has(String(one)));
  const whole: JsonObject = { ...schema, properties: left(schema.properties), required };
  if (isObject(schema.example)) whole.example = left(schema.example);
  const { content } = requestBody.value;
  const medias = Object.entries(isObject(content) ? content : {}).map(([type, media]): [string, Json] => {
    const { example, examples, ...others } = isObject(media) ? media : {};
    const named = Object.entries(isObject(examples) ? examples : {}).map(([name, one]): [string, Json] => [
      name,
      isObject(one) && isObject(one.value) ? { ...one, value: left(one.value) } : one,
    ]);
    return [
      type,
      {
        ...others,
        schema: whole,
        ...(example !== undefined && { example: isObject(example) ? left(example) : example }),
        ...(named.length > 0 && { examples: Object.fromEntries(named) }),
      },
    ];
  });
  return { ...requestBody.value, content: Object.fromEntries(medias) };
}

function withPaths(document: JsonObject, moved: readonly Operation[], added: Record<string, JsonObject>): JsonObject {
  const paths = { ...(isObject(document.paths) ? document.paths : {}) };
  for (const { path, method } of moved) {
    const { [method.toLowerCase()]: _, ...item } = isObject(paths[path]) ? paths[path] : {};
    paths[path] = item;
  }
  return { ...document, paths: { ...paths, ...added } };
}
