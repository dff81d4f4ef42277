/** `minItems`, `maxItems`, `uniqueItems`. */
import type { Json } from '../../../../openapi/document.js';
import type { Mutator } from './mutator.js';

const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export const minItems: Mutator = (schema) => {
  const least = Number(schema.minItems);
  if (!(least >= 1)) return [];
  return [{ what: `fewer than ${least}`, values: [(value) => items(value).slice(0, least - 1)] }];
};

/** Larger limits are not tested. */
const mostItems = 1000;

export const maxItems: Mutator = (schema, value) => {
  const most = Number(schema.maxItems);
  if (!(most < mostItems) || items(value).length === 0) return [];
  const fill = (list: Json[], vary: boolean): Json[] =>
    Array.from({ length: most + 1 }, (_, index) => {
      const item = list[index] ?? (list[0] as Json);
      return vary && index >= list.length ? another(item, index) : item;
    });
  const values = [true, false].map((vary) => (now: Json | undefined) => fill(items(now), vary));
  return [{ what: `more than ${most}`, values }];
};

/** An item that is not yet in the list, if its type is simple. */
function another(item: Json, index: number): Json {
  if (typeof item === 'string') return `${item}${index}`;
  return typeof item === 'number' ? item + index : item;
}

export const uniqueItems: Mutator = (schema, value) =>
  schema.uniqueItems === true && items(value).length > 0
    ? [{ what: 'an item twice', values: [(now) => [...items(now), items(now)[0] as Json]] }]
    : [];
