/** Bounds of numbers: the nearest value beyond. */
import type { JsonObject } from '../../document.js';
import { put, typesOf, type Breaker } from './breaker.js';

const step = (schema: JsonObject): number =>
  typeof schema.multipleOf === 'number' ? schema.multipleOf : typesOf(schema).includes('number') ? 0.5 : 1;

export const minimum: Breaker = (schema) => [
  { what: `below ${String(schema.minimum)}`, values: [put(Number(schema.minimum) - step(schema))] },
];

export const maximum: Breaker = (schema) => [
  { what: `above ${String(schema.maximum)}`, values: [put(Number(schema.maximum) + step(schema))] },
];

export const exclusiveMinimum: Breaker = (schema) => [
  { what: `not above ${String(schema.exclusiveMinimum)}`, values: [put(Number(schema.exclusiveMinimum))] },
];

export const exclusiveMaximum: Breaker = (schema) => [
  { what: `not below ${String(schema.exclusiveMaximum)}`, values: [put(Number(schema.exclusiveMaximum))] },
];

export const multipleOf: Breaker = (schema, value) => {
  const factor = Number(schema.multipleOf);
  const from = typeof value === 'number' ? value : 0;
  return [{ what: `no multiple of ${factor}`, values: [from + 1, from + factor / 2].map(put) }];
};
