/**
 * Values that the words of a failure say: "Another user has this name; `scimType` is `uniqueness`", "The room is archived
 * (`room_archived`), or taken (`room_taken`)".
 */
import { hasType, propertiesOf, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { flatten, jsonSchemaOf } from '../../openapi/sample.js';
import { escapeToken } from '../../openapi/pointer.js';
import type { BrokenInstant as Broken } from './instants.js';

/** By JSON Pointer of a member, the only values that it may have. */
export type Stated = ReadonlyMap<string, readonly string[]>;

/** By status. */
export function statedOf(document: JsonObject, { responses }: Operation): Map<string, Stated> {
  const found = new Map<string, Stated>();
  for (const [status, response] of responses) {
    const { description } = response.value;
    if (!/^[45]/.test(status) || typeof description !== 'string') continue;
    const members = membersIn(document, jsonSchemaOf(document, response));
    const values = valuesIn(description);
    const stated = members.flatMap(([pointer, name]): [string, readonly string[]][] => {
      const value = values.get(name);
      return value === undefined ? [] : [[pointer, [value]]];
    });
    const codes = stated.length > 0 ? undefined : codesIn(description, members);
    const all = codes ? [codes] : stated;
    if (all.length > 0) found.set(status, new Map(all));
  }
  return found;
}

type Member = readonly [pointer: string, name: string, schema: JsonObject];

/** Texts of a failure, and of the objects in it. */
function membersIn(document: JsonObject, schema: JsonObject | undefined, at = ''): Member[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, node]): Member[] => {
    const own = flatten(document, node);
    const pointer = `${at}/${escapeToken(name)}`;
    const inner = at === '' && hasType(own, 'object') ? membersIn(document, own, pointer) : [];
    return own ? [[pointer, name, own], ...inner] : inner;
  });
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

/** Of what is not told in full. */
const isOpen =
  /\b(?:such as|e\.g|for (?:example|instance)|among|includ\w+|others?|usually|mostly|typically|etc|may|might)\b/i;

/** The codes of all reasons that a failure has, where each sentence has some; undefined where it is left open which member has them. */
function codesIn(description: string, members: readonly Member[]): [string, readonly string[]] | undefined {
  if (isOpen.test(description)) return undefined;
  const [member, ...others] = members.flatMap(([pointer, name, schema]): [string, readonly string[]][] => {
    const listed = Array.isArray(schema.enum) ? schema.enum.map(String) : undefined;
    const isCode = /^(?:code|error_?code|error|reason)$/i.test(name) && hasType(schema, 'string');
    const form = listed ? /`([^`\s]+)`/g : /\(`([^`\s]+)`\)/g;
    const perSentence = description
      .trim()
      .split(/(?<=[.;])\s+/)
      .map((one) =>
        [...one.matchAll(form)].map(([, code]) => code!).filter((code) => listed?.includes(code) ?? isCode),
      );
    const codes = [...new Set(perSentence.flat())];
    return codes.length > 0 && perSentence.every((some) => some.length > 0) ? [[pointer, codes]] : [];
  });
  return others.length === 0 ? member : undefined;
}

export const misstated = (stated: Stated, answer: Json): Broken[] =>
  [...stated].flatMap(([pointer, values]) => {
    const shown = valueAt(answer, pointer) ?? null;
    const message = `is not ${values.map((one) => JSON.stringify(one)).join(' or ')}, as the words of the response say`;
    return shown !== null && !values.includes(String(shown)) ? [{ pointer, message }] : [];
  });
