/** What items are compared by. */
import type { Json, JsonObject } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { isDecimalText, numberIn } from '../../../relations/decimals.js';
import { isDated } from '../../../relations/instants.js';
import type { Listed } from './listed.js';

/** What a member is ordered by: decimals come as texts. */
export function comparable({ run: { document }, members }: Listed, member: string): (item: JsonObject) => Json {
  const isDecimal = isDecimalText(flatten(document, members[member] ?? null));
  return ({ [member]: value = null }) => (isDecimal ? (numberIn(value) ?? value) : value);
}

/** Of a number, or of what begins with a date; other texts are in the target's own order. */
export function numberOf(value: Json): number | undefined {
  const number = typeof value === 'string' && isDated(value) ? Date.parse(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

/** Numbers and instants among some values, each once, the least first. */
export function ordered(values: readonly Json[]): (readonly [number, Json])[] {
  const numbers = values.flatMap((value): (readonly [number, Json])[] => {
    const number = numberOf(value);
    return number === undefined ? [] : [[number, value]];
  });
  return [...new Map(numbers)].sort(([one], [other]) => one - other);
}
