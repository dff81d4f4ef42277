/** What values of a parameter its schema takes, as a server reads them from text. */
import {
  follow,
  isObject,
  onlyMedia,
  valueAt,
  type Json,
  type JsonObject,
  type Located,
  type Parameter,
} from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { essenceOf, isJson } from '../../openapi/media-type.js';
import { writeParameter } from '../../openapi/parameter-style.js';
import { readParameter, type ParameterRequest } from '../../openapi/parameter-value.js';
import { receivedList, receivedText, typesMentioned } from './negatives/received.js';
import { certainSampleOf, laterAtEnd, flatten } from '../../openapi/sample.js';
import { schemasAt, type Schemas } from './negatives/schemas-at.js';

export interface ParameterValues {
  /** JSON Pointer to the schema. */
  schema: string;
  /** A good one. */
  value: Json;
  /** What a server reads where a value is sent; undefined where the parameter cannot be written so. */
  receive: (sent: Json) => Json | undefined;
  /** Whether the schema takes what a server reads. */
  isGood: (sent: Json) => boolean;
}

export function valuesOf(schemas: Schemas, parameter: Parameter): ParameterValues | undefined {
  const { content, schema } = parameter.object;
  const types = typesMentioned(schemas.document, schema);
  if (content !== undefined || types.has('object')) return valuesInStyle(schemas, parameter);
  return schema === undefined ? undefined : valuesOfText(schemas, parameter, schema, types);
}

/** Of one text or a list of texts. */
function valuesOfText(
  schemas: Schemas,
  { name, in: place, object, pointer }: Parameter,
  node: Json,
  types: ReadonlySet<string>,
): ParameterValues | undefined {
  const { document } = schemas;
  const items = typesMentioned(document, follow(document, node, '')?.value.items);
  const receive = (sent: Json): Json | undefined => {
    if (isObject(sent) || (Array.isArray(sent) && (!types.has('array') || sent.length === 0))) return undefined;
    // Servers differ in whether an empty text is a value.
    if (sent === '' || sent === null) return undefined;
    if (place === 'header' && !/^[!-~]+( +[!-~]+)*$/.test(String(sent))) return undefined;
    return types.has('array') ? receivedList(sent, items) : receivedText(sent, types);
  };
  const sample = laterAtEnd(name, certainSampleOf(document, node));
  return valuesWith(schemas, { value: object, pointer }, receive, sample === undefined ? [] : [sample]);
}

/** Of an object, or of JSON: what is written is read in the parameter's own style. */
function valuesInStyle(schemas: Schemas, parameter: Parameter): ParameterValues | undefined {
  const { document, validator } = schemas;
  const { object, pointer } = parameter;
  const inJson = onlyMedia(document, { value: object, pointer });
  if (inJson && !isJson(essenceOf(inJson.type) ?? '')) return undefined;
  const holder = inJson ? inJson.media : { value: object, pointer };
  if (!holder || holder.value.schema === undefined) return undefined;
  const receive = (sent: Json): Json | undefined => {
    // In a style, a text where an object has to be may be taken for another parameter.
    if ((!inJson && !isObject(sent)) || typeof sent === 'string' || hasEmpty(sent)) return undefined;
    const found = readParameter(document, parameter, requestWith(parameter, sent), []);
    if (!found || 'unreadable' in found) return undefined;
    return found.readings.find((one) => validator.accepts(`${holder.pointer}/schema`, one)) ?? found.readings[0];
  };
  return valuesWith(schemas, holder, receive, samplesOf(document, holder.value.schema));
}

/** @param holder of the schema and the examples, which go before the samples */
function valuesWith(
  { document, validator }: Schemas,
  holder: Located,
  receive: ParameterValues['receive'],
  samples: readonly Json[],
): ParameterValues | undefined {
  const schema = `${holder.pointer}/schema`;
  const isGood = (sent: Json) => {
    const received = receive(sent);
    return received !== undefined && validator.accepts(schema, received);
  };
  const value = [...examplesOf(document, holder.value).values(), ...samples].find(isGood);
  return value === undefined ? undefined : { schema, value, receive, isGood };
}

/** A request of which only the parameter is known. */
function requestWith(parameter: Parameter, value: Json): ParameterRequest {
  const { name, in: place } = parameter;
  const written = writeParameter(parameter, value);
  return {
    target: place === 'query' ? `/?${written.join('&')}` : '/',
    headers:
      place === 'header' || place === 'cookie'
        ? { [place === 'cookie' ? place : name.toLowerCase()]: written.join('; ') }
        : {},
    params: place === 'path' ? { [name]: written.join('') } : {},
  };
}

/** Servers differ in whether an empty text is a value; null is one. */
const hasEmpty = (value: Json): boolean =>
  value === '' || value === null || (typeof value === 'object' && Object.values(value).some(hasEmpty));

/** The smallest value, and that with each other member: an object without members cannot be seen in a style. */
function samplesOf(document: JsonObject, schema: Json | undefined): Json[] {
  const sample = certainSampleOf(document, schema);
  if (sample === undefined) return [];
  if (!isObject(sample)) return [sample];
  const { properties } = flatten(document, schema) ?? {};
  const more = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, member]) => {
    const value = certainSampleOf(document, member);
    return value === undefined || Object.hasOwn(sample, name) ? [] : [{ ...sample, [name]: value }];
  });
  return [sample, ...more];
}

/** The values that the schema lists, both of a boolean, its bounds, objects with each member, or else a good one. */
export function goodValues(schemas: Schemas, parameter: Parameter, { hasBounds = true } = {}): Json[] {
  const values = valuesOf(schemas, parameter);
  if (!values) return [];
  const { schema, value, receive, isGood } = values;
  if (isObject(value)) {
    const all = [value, ...samplesOf(schemas.document, valueAt(schemas.document, schema))].filter(isGood);
    return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  }
  const all = schemasAt(schemas, schema, receive(value)).map((one) => one.value);
  const listed = all.flatMap((one) => (Array.isArray(one.enum) ? one.enum : []));
  const isBoolean = all.some(({ type }) => type === 'boolean');
  const bounds = all.flatMap(({ minimum, maximum }) => [minimum, maximum]).filter((one) => typeof one === 'number');
  const found = [...(listed.length > 0 ? listed : isBoolean ? [true, false] : [value]), ...(hasBounds ? bounds : [])];
  return [...new Set(found)].filter(isGood);
}
