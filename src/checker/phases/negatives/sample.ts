/** A value for a property that the request's example does not have. A validator decides whether it is valid. */
import { ownMember } from '../../../openapi/own.js';
import { propertiesOf, follow, isObject, type Json, type JsonObject } from '../../../openapi/document.js';
import { perSchema } from '../../../openapi/per-schema.js';
import { longestText } from '../../../openapi/sample.js';
import { typesOf } from './keywords/mutator.js';

/** A recursive schema has no finite sample; past this depth it counts as having none. */
const maxDepth = 16;

/** The smallest value of a schema; undefined where none can be made. */
export function sampleOf(document: JsonObject, node: Json | undefined, depth = 0): Json | undefined {
  const schema = follow(document, node, '')?.value;
  return schema && depth <= maxDepth ? makeSample(document, schema, depth) : undefined;
}

const makeSample = perSchema((document, schema, depth): Json | undefined => {
  const given = givenBy(schema);
  if (given !== undefined) return given;
  const inner = (child: Json | undefined) => sampleOf(document, child, depth + 1);
  const parts = (Array.isArray(schema.allOf) ? schema.allOf : []).map(inner);
  const union = [schema.anyOf, schema.oneOf].find(Array.isArray) as Json[] | undefined;
  if (union) parts.push(union.map(inner).find((one) => one !== undefined));
  const own = ownSample(schema, inner);
  const values = [...parts, own].filter((one) => one !== undefined);
  return values.every(isObject) && values.length > 0 ? Object.assign({}, ...values) : values[0];
});

function givenBy(schema: JsonObject): Json | undefined {
  for (const list of [schema.examples, schema.enum]) if (Array.isArray(list) && list.length > 0) return list[0];
  return schema.example ?? schema.default ?? schema.const;
}

function ownSample(schema: JsonObject, inner: (child: Json | undefined) => Json | undefined): Json | undefined {
  const [type = isObject(schema.properties) ? 'object' : undefined] = typesOf(schema);
  switch (type) {
    case 'string':
      if (Number(schema.minLength) > longestText) return undefined;
      // What a format of its own takes nobody knows but the server.
      if (typeof schema.format === 'string' && !freeFormats.has(schema.format)) return ownMember(texts, schema.format);
      return 'x'.repeat(Math.max(4, Number(schema.minLength) || 0)).slice(0, limit(schema));
    case 'integer':
    case 'number':
      return Number(schema.minimum ?? (schema.exclusiveMinimum === undefined ? schema.maximum : undefined) ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array': {
      const item = inner(schema.items ?? {});
      if (item === undefined) return [];
      const length = Math.max(1, Number(schema.minItems) || 0);
      return length * JSON.stringify(item).length > longestText ? undefined : Array.from({ length }, () => item);
    }
    case 'object': {
      const properties = propertiesOf(schema);
      const names = Array.isArray(schema.required) ? schema.required.map(String) : [];
      const members = names.map((name) => [name, inner(ownMember(properties, name) ?? {})] as const);
      return members.every(([, value]) => value !== undefined)
        ? (Object.fromEntries(members) as JsonObject)
        : undefined;
    }
    default:
      return undefined;
  }
}

const limit = ({ maxLength }: JsonObject): number | undefined =>
  typeof maxLength === 'number' ? maxLength : undefined;

/** Formats of the registry that any text has. */
const freeFormats = new Set(['binary', 'commonmark', 'html', 'password']);

const texts: Readonly<Record<string, string>> = {
  date: '2000-01-31',
  'date-time': '2000-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'nobody@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/',
  uuid: '00000000-0000-4000-8000-000000000000',
  byte: 'eA==',
  char: 'x',
  'idn-email': 'nobody@example.com',
  'idn-hostname': 'example.com',
  iri: 'https://example.com/',
  'iri-reference': '/',
  'json-pointer': '/x',
  regex: 'x',
  'relative-json-pointer': '0',
  'uri-template': 'https://example.com/{x}',
};
