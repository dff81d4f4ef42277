/** The number of items, and which ones a list must have or may not have. */
import type { Json } from '../../../../openapi/document.js';
import type { Candidate, Change, Mutator } from './mutator.js';

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export const minItems: Mutator = (schema) => {
  const least = Number(schema.minItems);
  if (!(least >= 1)) return [];
  return [{ what: `fewer than ${least}`, values: [(value) => listOf(value).slice(0, least - 1)] }];
};

/** Larger limits are not tested. */
const mostItems = 1000;

export const maxItems: Mutator = (schema, value) => {
  const most = Number(schema.maxItems);
  if (!(most < mostItems) || listOf(value).length === 0) return [];
  const fill = (list: Json[], vary: boolean): Json[] =>
    Array.from({ length: most + 1 }, (_, index) => {
      const item = list[index] ?? (list[0] as Json);
      return vary && index >= list.length ? another(item, index) : item;
    });
  const values = [true, false].map((vary) => (now: Json | undefined) => fill(listOf(now), vary));
  return [{ what: `more than ${most}`, values }];
};

/** An item that is not yet in the list, if its type is simple. */
function another(item: Json, index: number): Json {
  if (typeof item === 'string') return `${item}${index}`;
  return typeof item === 'number' ? item + index : item;
}

export const uniqueItems: Mutator = (schema, value) =>
  schema.uniqueItems === true && listOf(value).length > 0
    ? [{ what: 'an item twice', values: [(now) => [...listOf(now), listOf(now)[0] as Json]] }]
    : [];

/** One more item, where the others have a place each. */
const closed = (rule: Json | undefined): Candidate[] =>
  rule === false ? [{ what: 'an item that has no place', values: [(now) => [...listOf(now), true]] }] : [];

export const items: Mutator = (schema) => closed(schema.items);

export const unevaluatedItems: Mutator = (schema) => closed(schema.unevaluatedItems);

/** The items of the valid list, and what else might not be one that is wanted: the validator knows which count. */
export const contains: Mutator = (schema, value) => {
  const { minContains: least = 1 } = schema;
  if (!(Number(least) >= 1)) return [];
  const none = [true, 0, '', {}].map(
    (other): Change =>
      (now) =>
        listOf(now).map(() => other),
  );
  const fewer = listOf(value).map(
    (_, index): Change =>
      (now) =>
        listOf(now).filter((_one, other) => other !== index),
  );
  return [{ what: `fewer than ${Number(least)} of the items that are wanted`, values: [...fewer, ...none] }];
};

export const maxContains: Mutator = (schema, value) => {
  const most = Number(schema.maxContains);
  if (!(most < mostItems)) return [];
  const more = (item: Json, isOther: boolean) =>
    Array.from({ length: most }, (_, index) => (isOther ? another(item, index + 1) : item));
  const values = [false, true].flatMap((isOther) =>
    listOf(value).map((item): Change => (now) => [...listOf(now), ...more(item, isOther)]),
  );
  return [{ what: `more than ${most} of the items that are wanted`, values }];
};
