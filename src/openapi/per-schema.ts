/** Makes a value of each schema once: a part that many refer to would else be made for each way to it. */
import type { Json, JsonObject } from './document.js';
import { perObject } from './per-object.js';

/** Of one value. It doubles with each level that repeats a part. */
const mostValues = 10_000;

type Make = (document: JsonObject, schema: JsonObject, depth: number) => Json | undefined;

/** @returns `make`, which gives undefined for a schema within itself, and for a value of too many values */
export function perSchema(make: Make): Make {
  const known = perObject((_: JsonObject) => new WeakMap<JsonObject, { value: Json | undefined }>());
  return (document, schema, depth) => {
    const made = known(document);
    const found = made.get(schema);
    if (found) return found.value;
    made.set(schema, { value: undefined });
    const value = make(document, schema, depth);
    const bounded = value !== undefined && countValues(value) <= mostValues ? value : undefined;
    made.set(schema, { value: bounded });
    return bounded;
  };
}

const countValues = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, one) => (sum > mostValues ? sum : sum + countValues(one)), 1)
    : 1;
