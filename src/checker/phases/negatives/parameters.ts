/** Derives wrong parameters: missing ones, values that break the schema, and ids that do not exist. */
import { randomUUID } from 'node:crypto';
import { follow, isObject, type Json, type Operation, type Parameter } from '../../../openapi/document.js';
import { examplesOf } from '../../../openapi/examples.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import type { Schemas } from './schemas-at.js';
import { mutationsOf, type Mutation } from './mutations.js';
import type { Negative } from './negative.js';
import { receivedText, typesMentioned } from './received.js';
import { sampleOf } from './sample.js';
import { withCookie, withHeader, withQuery } from '../../../openapi/security.js';

export function parameterNegatives(schemas: Schemas, operation: Operation): Negative[] {
  return operation.parameters.filter(isSent).flatMap((parameter) => {
    const { mutations, value } = mutationsOfParameter(schemas, parameter);
    return [
      ...missing(parameter),
      ...mutations.map((mutation) => negativeOf(parameter, mutation, value)),
      ...unknown(schemas, operation, parameter, value),
    ];
  });
}

/** OpenAPI leaves these three to `content` and `security`. */
const isSent = ({ in: place, name }: Parameter) =>
  !(place === 'header' && /^(accept|content-type|authorization)$/i.test(name));

function missing(parameter: Parameter): Negative[] {
  const { in: place, name, required, pointer } = parameter;
  if (!required || place === 'path') return [];
  return [
    {
      name: `${place} ${name}: missing`,
      clause: `${pointer}/required`,
      refusal: 'request',
      hasCurl: true,
      change: { alter: (request) => without(parameter, request) },
    },
  ];
}

function without({ in: place, name, object }: Parameter, request: SentRequest): SentRequest {
  if (place === 'cookie') return withCookie(request, name, undefined);
  if (place === 'query') return withQuery(request, object.style === 'deepObject' ? `${name}[` : name, undefined);
  return withHeader(request, name, undefined);
}

/** Mutates parameters of one text or a list of texts: how an object is written depends on more than its schema. */
function mutationsOfParameter(
  { document, validator }: Schemas,
  { in: place, object, pointer }: Parameter,
): { mutations: Mutation[]; value?: Json } {
  const node = object.schema;
  const types = typesMentioned(document, node);
  const [example] = examplesOf(document, object).values();
  const value = example ?? sampleOf(document, node);
  if (node === undefined || types.has('object') || value === undefined) return { mutations: [] };
  const schema = `${pointer}/schema`;
  const items = typesMentioned(document, follow(document, node, '')?.value.items);
  const receive = (sent: Json): Json | undefined => {
    if (isObject(sent) || (Array.isArray(sent) && (!types.has('array') || sent.length === 0))) return undefined;
    // Servers differ in whether an empty text is a value.
    if (sent === '' || sent === null) return undefined;
    if (place === 'header' && !/^[!-~]+( +[!-~]+)*$/.test(String(sent))) return undefined;
    if (!types.has('array')) return receivedText(sent, types);
    const list = [sent].flat().map((item) => receivedText(item, items));
    return list.every((item) => item !== undefined) ? list : undefined;
  };
  const received = receive(value);
  if (received === undefined || !validator.accepts(schema, received)) return { mutations: [] };
  return { mutations: mutationsOf({ document, validator, schema, value, receive }), value };
}

function negativeOf({ in: place, name }: Parameter, mutation: Mutation, value: Json | undefined): Negative {
  return {
    name: `${place} ${name}${mutation.at && ` ${mutation.at}`}: ${mutation.what}`,
    clause: mutation.clause,
    refusal: 'request',
    hasCurl: true,
    change: { parameters: { [name]: mutation.apply(value ?? null) } },
  };
}

/** An unknown id in the path, where the operation documents 404. */
function unknown({ validator }: Schemas, operation: Operation, parameter: Parameter, value?: Json): Negative[] {
  const { in: place, name, pointer } = parameter;
  const notFound = operation.responses.get('404');
  if (place !== 'path' || !notFound || operation.method === 'PUT' || typeof value !== 'string') return [];
  const unknownId = randomUUID();
  if (!validator.accepts(`${pointer}/schema`, unknownId)) return [];
  return [
    {
      name: `path ${name}: of nothing`,
      clause: notFound.pointer,
      refusal: 'request',
      hasCurl: true,
      change: { parameters: { [name]: unknownId } },
    },
  ];
}
