/** Defects of a value in a body, by the keyword of the schema that forbids them. */
import { isObject, type Json, type JsonObject } from '../../../src/openapi/document.js';
import type { Place } from '../places.js';

/** Wrong values for a place, the most similar first; undefined removes the member. */
type Breaks = (place: Place) => readonly (Json | undefined)[];

export const bodyKinds: Readonly<Record<string, Breaks>> = {
  required: ({ required }) => (required ? [undefined] : []),
  type: ({ value }) => (value === null ? [] : [otherType(value)]),
  null: ({ value }) => (value === null ? [] : [null]),
  enum: ({ value, schemas }) => (has(schemas, 'enum') ? unlike(value) : []),
  const: ({ value, schemas }) => (has(schemas, 'const') ? unlike(value) : []),
  format: ({ value, schemas }) => valuesOf(schemas, 'format').flatMap((format) => malformed(String(format), value)),
  pattern: ({ value, schemas }) => (has(schemas, 'pattern') ? [`${value} `, `${value}!`, '', 'é'] : []),
  bound: ({ value, schemas }) => bounds.flatMap(([keyword, beyond]) => beyondEach(keyword, beyond, schemas, value)),
  closed: ({ value }) => (isObject(value) ? [{ ...value, not_in_the_document: 'surplus' }] : []),
};

const valuesOf = (schemas: readonly JsonObject[], keyword: string): Json[] =>
  schemas.flatMap((schema) => (Object.hasOwn(schema, keyword) ? [schema[keyword] as Json] : []));

const has = (schemas: readonly JsonObject[], keyword: string): boolean => valuesOf(schemas, keyword).length > 0;

function otherType(value: Json): Json {
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : 1234;
  if (Array.isArray(value)) return {};
  return isObject(value) ? [] : String(value);
}

function unlike(value: Json): Json[] {
  if (typeof value === 'string') return [value.toUpperCase(), value.toLowerCase(), `${value}_x`];
  if (typeof value === 'number') return [value + 1, -1];
  return typeof value === 'boolean' ? [!value] : [];
}

/** By format: values that an implementer may mistake for one. */
const mistaken: Readonly<Record<string, (value: string) => Json[]>> = {
  uuid: (value) => [value.replaceAll('-', ''), 'not-a-uuid'],
  date: (value) => [value.replaceAll('-', '/'), '31.01.2026'],
  'date-time': (value) => [value.replace('T', ' ').replace(/(Z|[+-]\d\d:?\d\d)$/, ''), '31.01.2026'],
  email: (value) => [value.replace('@', ' at ')],
  uri: () => ['not a uri'],
  int32: () => [2 ** 31],
  int64: () => [0.5],
};

const malformed = (format: string, value: Json): Json[] =>
  Object.hasOwn(mistaken, format) ? (mistaken[format]?.(String(value)) ?? []) : [`not a ${format}`];

type Beyond = (limit: number, value: Json) => Json | undefined;

const bounds: readonly [string, Beyond][] = [
  ['minLength', (limit, value) => String(value).slice(0, Math.max(0, limit - 1))],
  ['maxLength', (limit, value) => String(value).padEnd(limit + 1, 'x')],
  ['minimum', (limit) => limit - 1],
  ['maximum', (limit) => limit + 1],
  ['exclusiveMinimum', (limit) => limit],
  ['exclusiveMaximum', (limit) => limit],
  ['minItems', (limit, value) => (Array.isArray(value) ? value.slice(0, Math.max(0, limit - 1)) : undefined)],
  ['maxItems', (limit, value) => (Array.isArray(value) ? Array(limit + 1).fill(value[0] ?? null) : undefined)],
];

const beyondEach = (keyword: string, beyond: Beyond, schemas: readonly JsonObject[], value: Json): Json[] =>
  valuesOf(schemas, keyword).flatMap((limit) => {
    const broken = beyond(Number(limit), value);
    return broken === undefined ? [] : [broken];
  });
