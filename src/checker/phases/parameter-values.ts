/** What values of a parameter its schema takes, as a server reads them from text. */
import { follow, isObject, type Json, type Parameter } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { receivedText, typesMentioned } from './negatives/received.js';
import { sampleOf } from './negatives/sample.js';
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

/** Of parameters of one text or a list of texts: how an object is written depends on more than its schema. */
export function valuesOf({ document, validator }: Schemas, parameter: Parameter): ParameterValues | undefined {
  const { in: place, object, pointer } = parameter;
  const node = object.schema;
  const types = typesMentioned(document, node);
  if (node === undefined || types.has('object')) return undefined;
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
  const schema = `${pointer}/schema`;
  const isGood = (sent: Json) => {
    const received = receive(sent);
    return received !== undefined && validator.accepts(schema, received);
  };
  const sample = sampleOf(document, node);
  const value = [...examplesOf(document, object).values(), ...(sample === undefined ? [] : [sample])].find(isGood);
  return value === undefined ? undefined : { schema, value, receive, isGood };
}

/** The values that the schema lists, both of a boolean, its bounds, or else a good one. Each is good. */
export function goodValues(schemas: Schemas, parameter: Parameter, { hasBounds = true } = {}): Json[] {
  const values = valuesOf(schemas, parameter);
  if (!values) return [];
  const { schema, value, receive, isGood } = values;
  const all = schemasAt(schemas, schema, receive(value)).map((one) => one.value);
  const listed = all.flatMap((one) => (Array.isArray(one.enum) ? one.enum : []));
  const isBoolean = all.some(({ type }) => type === 'boolean');
  const bounds = all.flatMap(({ minimum, maximum }) => [minimum, maximum]).filter((one) => typeof one === 'number');
  const found = [...(listed.length > 0 ? listed : isBoolean ? [true, false] : [value]), ...(hasBounds ? bounds : [])];
  return [...new Set(found)].filter(isGood);
}
