/** Bounds of numbers. */
import type { JsonObject } from '../../../../openapi/document.js';
import { put, typesOf, type Mutator, type Change } from './mutator.js';

/** The nearest values beyond the bound; a whole number or a multiple where the schema requires it. */
function beyond(schema: JsonObject, bound: number, direction: 1 | -1, isOpen: boolean): Change[] {
  const { multipleOf: factor } = schema;
  const step = typesOf(schema).includes('number') ? 0.5 : 1;
  const multiples =
    typeof factor !== 'number'
      ? []
      : direction > 0
        ? [(Math.floor(bound / factor) + 1) * factor]
        : [(Math.ceil(bound / factor) - 1) * factor];
  const nearest = isOpen ? [bound, bound + direction * step] : [bound + direction * step];
  return [...nearest, ...multiples].map(put);
}

export const minimum: Mutator = (schema) => {
  const bound = Number(schema.minimum);
  return [{ what: `below ${bound}`, values: beyond(schema, bound, -1, false) }];
};

export const maximum: Mutator = (schema) => {
  const bound = Number(schema.maximum);
  return [{ what: `above ${bound}`, values: beyond(schema, bound, 1, false) }];
};

export const exclusiveMinimum: Mutator = (schema) => {
  const bound = Number(schema.exclusiveMinimum);
  return [{ what: `not above ${bound}`, values: beyond(schema, bound, -1, true) }];
};

export const exclusiveMaximum: Mutator = (schema) => {
  const bound = Number(schema.exclusiveMaximum);
  return [{ what: `not below ${bound}`, values: beyond(schema, bound, 1, true) }];
};

export const multipleOf: Mutator = (schema, value) => {
  const factor = Number(schema.multipleOf);
  const from = typeof value === 'number' ? value : 0;
  return [{ what: `no multiple of ${factor}`, values: [from + 1, from + factor / 2].map(put) }];
};
