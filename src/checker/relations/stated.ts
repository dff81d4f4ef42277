/** Values that the words of a response say: "Another user has this name; `scimType` is `uniqueness`". */
import { isObject, propertiesOf, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { jsonSchemaOf } from '../../openapi/sample.js';
import { escapeToken } from '../../openapi/pointer.js';
import type { BrokenInstant as Broken } from './instants.js';

/** By name of a member, the only value that it may have. */
export type Stated = ReadonlyMap<string, string>;

/** By status. */
export function statedOf(document: JsonObject, { responses }: Operation): Map<string, Stated> {
  const found = new Map<string, Stated>();
  for (const [status, response] of responses) {
    const { description } = response.value;
    const members = propertiesOf(jsonSchemaOf(document, response));
    const values = typeof description === 'string' ? valuesIn(description) : new Map<string, string>();
    const stated = [...values].filter(([name]) => Object.hasOwn(members, name));
    if (/^[45]/.test(status) && stated.length > 0) found.set(status, new Map(stated));
  }
  return found;
}

/** As a clause of its own. */
const clause = /(?:^|[.;:] )(?:the |its )?`(\w+)` (?:is|=) `([^`]+)`(?=\s*(?:\.|;(?! (?:or|and|otherwise))|$))/gi;
/** Of a part of the failures only. */
const isConditional = /\b(?:if|when|where|unless|while|otherwise|else|for|or|sometimes|may|can)\b/i;

function valuesIn(description: string): Map<string, string> {
  const found = isConditional.test(description) ? [] : [...description.matchAll(clause)];
  const names = found.map(([, name]) => name!);
  const once = found.filter(([, name]) => names.indexOf(name!) === names.lastIndexOf(name!));
  return new Map(once.map(([, name, value]) => [name!, value!]));
}

export const misstated = (stated: Stated, answer: Json): Broken[] =>
  isObject(answer)
    ? [...stated].flatMap(([name, value]) =>
        answer[name] !== undefined && answer[name] !== null && String(answer[name]) !== value
          ? [
              {
                pointer: `/${escapeToken(name)}`,
                message: `is not ${JSON.stringify(value)}, as the words of the response say`,
              },
            ]
          : [],
      )
    : [];
