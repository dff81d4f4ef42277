/** Takes a schema apart into what a reader would tick off: each property, each alternative, each value of an enum. */
import { escapeToken, follow, isObject, valueAt, type Json, type JsonObject } from '../../openapi/document.js';
import type { SchemaValidator } from './schema.js';

/** Pointers of the schemas of headers and bodies. */
export interface Holder {
  schema: string;
  /** The header's name; undefined for a body. */
  header?: string;
}

export interface Part {
  /** The way to it through the schema, references not told; unique within a response. */
  id: string;
  what: 'property' | 'alternative' | 'value' | 'header';
  /** JSON Pointer into the body, with an asterisk for any item or member; a header's name. */
  at: string;
  /** Of an alternative its number or its schema's name, of an enum its value. */
  label?: string;
  /** JSON Pointer into the document. */
  clause: string;
  isSeen: boolean;
}

interface Actual {
  value: Json;
  validator: SchemaValidator;
}

/**
 * Without an actual value every part, unseen; with one, those at the places that it has. A schema that holds itself is taken apart
 * once.
 */
export function partsOf(document: JsonObject, { schema, header }: Holder, actual?: Actual): Part[] {
  const parts: Part[] = [];
  const add = (part: Part) => parts.push(part);
  if (header !== undefined) {
    add({ id: `header ${header}`, what: 'header', at: header, clause: schema, isSeen: actual !== undefined });
    return parts;
  }
  const takeApart = (pointer: string, id: string, at: string, values: readonly Json[], above: readonly string[]) => {
    if (actual && values.length === 0) return;
    const located = follow(document, valueAt(document, pointer), pointer);
    if (!located || above.includes(located.pointer)) return;
    const { value: node } = located;
    const inside = [...above, located.pointer];
    const into = (step: string, to: string, next: readonly Json[]) =>
      takeApart(`${located.pointer}/${step}`, `${id}/${step}`, to, next, inside);

    for (const name of Object.keys(isObject(node.properties) ? node.properties : {})) {
      const token = escapeToken(name);
      const here = values.flatMap((value) =>
        isObject(value) && Object.hasOwn(value, name) ? [value[name] as Json] : [],
      );
      const step = `properties/${token}`;
      const clause = `${located.pointer}/${step}`;
      add({ id: `${id}/${step}`, what: 'property', at: `${at}/${token}`, clause, isSeen: here.length > 0 });
      into(step, `${at}/${token}`, here);
    }
    if (isObject(node.items))
      into(
        'items',
        `${at}/*`,
        values.flatMap((value) => (Array.isArray(value) ? value : [])),
      );
    if (isObject(node.additionalProperties)) into('additionalProperties', `${at}/*`, membersBeside(node, values));
    for (const [index] of list(node.allOf).entries()) into(`allOf/${index}`, at, values);
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      for (const [index, branch] of list(node[keyword]).entries()) {
        const step = `${keyword}/${index}`;
        const clause = `${located.pointer}/${step}`;
        const taken = values.filter((value) => actual?.validator.at(clause)(value).length === 0);
        const label = nameOf(branch) ?? `${index + 1}`;
        add({ id: `${id}/${step}`, what: 'alternative', at, label, clause, isSeen: taken.length > 0 });
        into(step, at, taken);
      }
    }
    for (const [index, value] of list(node.enum).entries()) {
      const label = JSON.stringify(value);
      const isSeen = values.some((one) => JSON.stringify(one) === label);
      const clause = `${located.pointer}/enum/${index}`;
      add({ id: `${id}/enum/${index}`, what: 'value', at, label, clause, isSeen });
    }
  };
  takeApart(schema, schema, '', actual ? [actual.value] : [], []);
  return parts;
}

const list = (node: Json | undefined): Json[] => (Array.isArray(node) ? node : []);

/** `{$ref: '#/components/schemas/Error'}` → `Error`. */
function nameOf(branch: Json): string | undefined {
  return isObject(branch) && typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined;
}

/** What stands in objects beside their documented properties. */
function membersBeside({ properties }: JsonObject, values: readonly Json[]): Json[] {
  const known = isObject(properties) ? properties : {};
  return values.flatMap((value) =>
    isObject(value) ? Object.entries(value).flatMap(([name, one]) => (Object.hasOwn(known, name) ? [] : [one])) : [],
  );
}
