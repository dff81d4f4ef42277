/** Derives wrong parameters: missing ones, values that break the schema, and ids that do not exist. */
import { randomUUID } from 'node:crypto';
import {
  isIgnored,
  isObject,
  keyOfParameter,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import { styleOf } from '../../../openapi/parameter-style.js';
import { flatten } from '../../../openapi/sample.js';
import { withCookie, withHeader, withQuery } from '../../../openapi/security.js';
import { valuesOf } from '../parameter-values.js';
import { mutationsOf, type Mutation } from './mutations.js';
import type { Negative } from './negative.js';
import type { Schemas } from './schemas-at.js';

export function parameterNegatives(schemas: Schemas, operation: Operation): Negative[] {
  return operation.parameters.flatMap((parameter) => {
    if (isIgnored(parameter)) return [];
    const { mutations, value } = mutationsOfParameter(schemas, parameter);
    return [
      ...missing(schemas.document, parameter),
      ...mutations.map((mutation) => negativeOf(parameter, mutation, value)),
      ...unknown(schemas, operation, parameter, value),
    ];
  });
}

function missing(document: JsonObject, parameter: Parameter): Negative[] {
  const { in: place, name, required, pointer } = parameter;
  if (!required || place === 'path') return [];
  return [
    {
      name: `${place} ${name}: missing`,
      clause: `${pointer}/required`,
      refusal: 'request',
      hasCurl: true,
      isTolerated: 'default' in (flatten(document, parameter.object.schema) ?? {}),
      change: { alter: (request) => without(document, parameter, request) },
    },
  ];
}

function without(document: JsonObject, parameter: Parameter, request: SentRequest): SentRequest {
  const { in: place, name } = parameter;
  if (place === 'header') return withHeader(request, name, undefined);
  const withoutOne = (one: SentRequest, member: string) =>
    place === 'query' ? withQuery(one, member, undefined) : withCookie(one, member, undefined);
  return namesOf(document, parameter).reduce(withoutOne, request);
}

/** The names of its members in a query or in cookies: those of an object that is exploded are its own. */
function namesOf(document: JsonObject, parameter: Parameter): string[] {
  const { name, object } = parameter;
  const { style, explode } = styleOf(parameter);
  if (style === 'deepObject') return [`${name}[`];
  const { properties } = (explode && flatten(document, object.schema)) || {};
  return isObject(properties) ? Object.keys(properties) : [name];
}

function mutationsOfParameter(schemas: Schemas, parameter: Parameter): { mutations: Mutation[]; value?: Json } {
  const values = valuesOf(schemas, parameter);
  return values ? { mutations: mutationsOf({ ...schemas, ...values }), value: values.value } : { mutations: [] };
}

function negativeOf(parameter: Parameter, mutation: Mutation, value: Json | undefined): Negative {
  return {
    name: `${parameter.in} ${parameter.name}${mutation.at && ` ${mutation.at}`}: ${mutation.what}`,
    clause: mutation.clause,
    refusal: 'request',
    // What no record can be named by names none (RFC 9110, 15.5.5).
    ...(parameter.in === 'path' && { general: 404 }),
    hasCurl: true,
    isTolerated: mutation.isTolerated,
    change: { parameters: { [keyOfParameter(parameter)]: mutation.apply(value ?? null) } },
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
      change: { parameters: { [keyOfParameter(parameter)]: unknownId } },
    },
  ];
}
