/**
 * Members that a document has only with certain values of another one: "With `FAILED`", "Only set when `status` is `failed`",
 * "null for individuals". The other one is in the same object or in one around it.
 */
import { hasType, isObject, propertiesOf, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import { flatten, jsonSchemaOf } from '../../openapi/sample.js';
import { isSuccess } from '../status.js';
import type { BrokenInstant as Broken } from './instants.js';
import { everyItem } from './leaves.js';

/** A member that is absent, null or empty unless another one has one of these values. */
export interface Condition {
  member: string;
  /** Objects between that of the member and that of the other one. */
  up: number;
  on: string;
  /** In small letters: values with which it may be there, of those that the document lists. */
  values: readonly string[];
  listed: readonly string[];
}

const maxDepth = 8;
const mostObjects = 2000;

/** By status and pattern of the object's place. */
export function conditionsOf(document: JsonObject, operation: Operation): Map<string, Map<string, Condition[]>> {
  return new Map(
    [...operation.responses]
      .filter(([status]) => isSuccess(status))
      .map(([status, response]) => {
        const found = new Map<string, Condition[]>();
        const schema = jsonSchemaOf(document, response);
        collect({ document, found, left: mostObjects }, schema, '', []);
        return [status, found] as const;
      }),
  );
}

interface Collecting {
  document: JsonObject;
  found: Map<string, Condition[]>;
  left: number;
}

/** @param around the objects around this one, the innermost first */
function collect(
  state: Collecting,
  schema: JsonObject | undefined,
  place: string,
  around: readonly (JsonObject | undefined)[],
): void {
  if (!schema || around.length > maxDepth || state.left-- <= 0) return;
  const { document } = state;
  if (hasType(schema, 'array')) {
    collect(state, flatten(document, schema.items ?? null), `${place}/*`, [undefined, ...around]);
    return;
  }
  const objects = [schema, ...around];
  const found: Condition[] = [];
  for (const [name, node] of Object.entries(propertiesOf(schema))) {
    const own = flatten(document, node);
    const condition = own && conditionFor(document, name, own, objects);
    if (condition) found.push(condition);
    collect(state, own, `${place}/${escapeToken(name)}`, objects);
  }
  if (found.length > 0) state.found.set(place, found);
}

function conditionFor(
  document: JsonObject,
  member: string,
  { description }: JsonObject,
  objects: readonly (JsonObject | undefined)[],
): Condition | undefined {
  if (typeof description !== 'string') return undefined;
  const said = wordsOf(description);
  if (!said) return undefined;
  for (const [up, object] of objects.entries())
    for (const [on, node] of Object.entries(propertiesOf(object))) {
      if ((up === 0 && on === member) || (said.on !== undefined && said.on !== on)) continue;
      const listed = listedIn(flatten(document, node));
      const named = said.values.map((one) =>
        listed.find((other) => other === one || (said.isPlural && `${other}s` === one)),
      );
      if (named.length === 0 || !named.every((one) => one !== undefined)) continue;
      const values = said.isWithout ? listed.filter((one) => !named.includes(one)) : named;
      return { member, up, on, values, listed };
    }
  return undefined;
}

/** Values in small letters: documents are read by people. */
const listedIn = (schema: JsonObject | undefined): string[] =>
  Array.isArray(schema?.enum)
    ? schema.enum.filter((one) => typeof one === 'string').map((one) => one.toLowerCase())
    : [];

interface Words {
  on?: string | undefined;
  values: string[];
  /** Whether the member is not there with these values. */
  isWithout?: true;
  isPlural?: true;
}

const list = '`[^`]+`(?:(?:,| or|, or) `[^`]+`)*';
const only = new RegExp(
  `(?:^|[.!?;]\\s+)(?:With|(?:Only|Null unless|Absent unless)(?: (?:set|present|given|sent|returned|there|included|filled in))?(?: (?:if|when|while|where|with|for))?)(?: (?:the )?\`(\\w+)\` is)? (${list})\\s*(?:[.;]|$)`,
  'i',
);
const without = /\b(?:null|absent) for (?:an? )?`?(\w+)`?\s*(?:[.;]|$)/i;

function wordsOf(description: string): Words | undefined {
  const [, on, values] = only.exec(description) ?? [];
  if (values !== undefined)
    return { on, values: [...values.matchAll(/`([^`]+)`/g)].map(([, one]) => one!.toLowerCase()) };
  const [, kind] = without.exec(description) ?? [];
  return kind === undefined ? undefined : { values: [kind.toLowerCase()], isWithout: true, isPlural: true };
}

const isNothing = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);

/** Members of an answer that are there although the document says otherwise. @param conditions by pattern of the object's place */
export function unconditional(conditions: ReadonlyMap<string, readonly Condition[]>, answer: Json): Broken[] {
  if (conditions.size === 0) return [];
  const found: Broken[] = [];
  const visit = (value: Json, pointer: string, around: readonly Json[]): void => {
    const within = [value, ...around];
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${pointer}/${index}`, within));
    if (!isObject(value)) return;
    for (const { member, up, on, values, listed } of conditions.get(everyItem(pointer)) ?? []) {
      const holder = within[up];
      const other = isObject(holder) && typeof holder[on] === 'string' ? holder[on].toLowerCase() : undefined;
      // What a value that is not listed means, nobody knows.
      if (other === undefined || !listed.includes(other) || values.includes(other) || isNothing(value[member]))
        continue;
      found.push({ pointer: `${pointer}/${escapeToken(member)}`, message: `is not for this value of "${on}"` });
    }
    for (const [name, inner] of Object.entries(value)) visit(inner, `${pointer}/${escapeToken(name)}`, within);
  };
  visit(answer, '', []);
  return found;
}
