/**
 * Values that a schema describes: of each alternative its own members, and others that nobody has named. They may still
 * break a rule; who uses them asks a validator first.
 */
import fc, { type Arbitrary } from 'fast-check';
import {
  isObject,
  isReference,
  type OpenApiDocument,
  type Schema,
  type SchemaObject,
} from '../../../src/openapi/openapi.js';
import { lookUp } from '../../../src/openapi/pointer.js';

const texts: Record<string, Arbitrary<string>> = {
  uuid: fc.uuid(),
  date: fc.constantFrom('1990-01-31', '2024-02-29'),
  'date-time': fc.constantFrom('2025-11-21T10:00:00Z', '2025-11-21T10:00:00.123+02:00'),
  email: fc.constant('ada@example.com'),
  uri: fc.constant('https://example.com/hook'),
};

const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(null));

/** @param required members that a schema around this one wants */
export function valuesOf(
  document: OpenApiDocument,
  schema: Schema,
  required: string[] = [],
  depth = 0,
): Arbitrary<unknown> {
  if (!isObject(schema) || depth > 12) return anything;
  const { $ref, allOf = [], anyOf, oneOf, not: _, ...own } = schema;
  const wanted = [...required, ...(own.required ?? [])];
  const make = (part: Schema) => valuesOf(document, part, wanted, depth + 1);
  const parts: Arbitrary<unknown>[] = [
    ...(Object.keys(own).some((keyword) => keyword in makers || keyword === 'type') ? [valuesOfOwn(own)] : []),
    ...(isReference(schema) ? [make(lookUp(document, ($ref ?? '').slice(1)) as Schema)] : []),
    ...allOf.map(make),
    ...[anyOf, oneOf].flatMap((branches) => (branches ? [fc.oneof(...branches.map(make))] : [])),
  ];
  if (parts.length === 0) return anything;
  return parts.length === 1 ? parts[0]! : fc.tuple(...parts).map(together);

  function valuesOfOwn(one: SchemaObject): Arbitrary<unknown> {
    if ('const' in one) return fc.constant(one.const);
    if (one.enum) return fc.constantFrom(...one.enum);
    const types = [one.type ?? 'object'].flat();
    return fc.oneof(...types.map((type) => ofType(type, one)));
  }

  function ofType(type: string, one: SchemaObject): Arbitrary<unknown> {
    const {
      minimum = -1e9,
      maximum = 1e9,
      minLength = 0,
      maxLength = minLength + 8,
      minItems = 0,
    } = one as Record<string, any>;
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true });
      case 'array': {
        const items = valuesOf(document, one.items ?? {}, [], depth + 1);
        return fc.array(items, { minLength: minItems, maxLength: minItems + 2 });
      }
      case 'object':
        return objects(one);
      default:
        if (one['pattern']) return fc.stringMatching(new RegExp(String(one['pattern'])));
        return texts[one.format ?? ''] ?? fc.string({ minLength, maxLength });
    }
  }

  function objects({ properties = {}, additionalProperties }: SchemaObject): Arbitrary<unknown> {
    const members = Object.entries(properties).filter(([, member]) => !isNever(member));
    const shape = Object.fromEntries(
      members.map(([name, member]) => [name, valuesOf(document, member, [], depth + 1)]),
    );
    const requiredKeys = depth > 8 ? [] : wanted.filter((name) => name in shape);
    const described = fc.record(shape, { requiredKeys });
    if (additionalProperties === false) return described;
    const rest = isObject(additionalProperties) ? valuesOf(document, additionalProperties, [], depth + 1) : anything;
    const others = fc.dictionary(fc.constantFrom('zz_other', 'zz another'), rest, { maxKeys: 1 });
    return fc.tuple(others, described).map(together);
  }
}

const makers: Record<string, true> = {
  const: true,
  enum: true,
  properties: true,
  additionalProperties: true,
  items: true,
};

const isNever = (schema: Schema): boolean =>
  schema === false ||
  (isObject(schema) && 'not' in schema && isObject(schema.not) && Object.keys(schema.not).length === 0);

const together = (parts: unknown[]): unknown => (parts.every(isObject) ? Object.assign({}, ...parts) : parts.at(-1));

/** An example with one of its values, however deep, left out or replaced. */
export function variationsOf(example: unknown): Arbitrary<unknown> {
  const places = placesIn(example);
  if (places.length === 0) return fc.constant(example);
  const other = fc.constantFrom<unknown>(undefined, null, true, 0, 1.5, '', 'x', '0.2', [], {}, ['x'], { x: 1 });
  return fc.tuple(fc.constantFrom(...places), other).map(([place, value]) => replaced(example, place, value));
}

function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[key], ...placesIn(child).map((rest) => [key, ...rest])]);
}

function replaced(value: unknown, [key = '', ...rest]: string[], by: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = replaced(copy[key], rest, by);
  else if (by !== undefined) copy[key] = by;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}
