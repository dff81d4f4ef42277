/** Rules for single values that many generators translate wrongly or not at all. */
import { isObject, type SchemaObject } from '../../../src/openapi/openapi.js';
import type { Losses } from '../down-convert/losses.js';
import { knownValues, typesOf } from './flat-schema.js';
import { isAlike } from './names.js';
import { originOf } from './origin.js';

type Pass = (schema: SchemaObject, losses: Losses) => SchemaObject;

/** Enums have names in programs only for texts. For numbers and booleans only the type stays. */
export const textEnumsOnly: Pass = (schema, losses) => {
  const values = schema.enum?.filter((value) => value !== null);
  if (!schema.enum || !values || values.every((value) => typeof value === 'string')) return schema;
  const { enum: listed, ...rest } = schema;
  if (schema.type === 'boolean' && new Set(listed).size === 2) return rest;
  losses.add(
    originOf(schema),
    'enum',
    `other values are not ruled out: it is ${listed.map((one) => JSON.stringify(one)).join(' or ')}`,
  );
  return { ...typeOfValues(listed), ...rest };
};

/** An enum whose values get the same name in a program becomes an open list. */
export const distinctEnums: Pass = (schema, losses) => {
  const { enum: values, ...rest } = schema;
  const texts = values?.filter((value) => typeof value === 'string') ?? [];
  if (!values || !texts.some((text, index) => texts.slice(0, index).some((other) => isAlike(text, other))))
    return schema;
  losses.add(
    originOf(schema),
    'enum',
    `other values are not ruled out: of ${texts.join(', ')} some make the same name`,
  );
  return { ...typeOfValues(values), ...rest, [knownValues]: texts };
};

/** Some generators use 32 bits for a number without a format, which is too small for times in milliseconds. */
export const sizedNumbers: Pass = (schema) => {
  if (schema.format !== undefined) return schema;
  const types = typesOf(schema) ?? [];
  if (types.includes('integer')) return { ...schema, format: 'int64' };
  return types.includes('number') ? { ...schema, format: 'double' } : schema;
};

/** 3.0 has lists of types only for null, so several types become any value. */
export const oneType: Pass = (schema, losses) => {
  const types = typesOf(schema)?.filter((type) => type !== 'null') ?? [];
  const kinds = types.filter((type) => type !== 'integer' || !types.includes('number'));
  if (kinds.length < 2) return kinds.length === types.length ? schema : { ...schema, type: withNull(kinds, schema) };
  losses.add(originOf(schema), 'type', `any value: it is one of ${typesOf(schema)?.join(', ')}`);
  const kept = Object.entries(schema).filter(([keyword]) =>
    /^(title|description|examples?|default|deprecated|x-.*)$/.test(keyword),
  );
  return Object.fromEntries(kept.filter(([keyword]) => keyword !== knownValues));
};

/** A date type changes the text of a time: its fractions, its offset. */
export const timesAsText: Pass = (schema, losses) => {
  if (schema.format !== 'date-time') return schema;
  const { format: _, ...rest } = schema;
  losses.add(originOf(schema), 'format', 'a time is a plain text (RFC 3339), so that clients keep it as it is');
  return rest;
};

function typeOfValues(values: readonly unknown[]): SchemaObject {
  const types = [
    ...new Set(values.map((value) => (value === null ? 'null' : isObject(value) ? 'object' : typeof value))),
  ];
  return types.length === 1 ? { type: types[0] } : {};
}

const withNull = (types: string[], schema: SchemaObject): string[] =>
  typesOf(schema)?.includes('null') ? [...types, 'null'] : types;
