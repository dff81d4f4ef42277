/**
 * Members that a document has only with certain values of another one: "With `FAILED`", "Only set when `status` is `failed`",
 * "null for individuals", "Why it `failed`, otherwise null", "Null until it has ended". The other one is in the same object or in one around it.
 */
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import type { BrokenInstant as Broken } from './instants.js';
import { everyItem, objectsOf } from './leaves.js';
import { objectSchemasOf, type Members } from './object-schemas.js';
import { isFinal } from './final-states.js';
import { isEmpty } from './shared-members.js';

/** A member that is absent, null or empty unless another one has one of these values. */
export interface Condition {
  member: string;
  /** Objects between that of the member and that of the other one. */
  up: number;
  on: string;
  /** In small letters: values with which it may be there, of those that the document lists. */
  values: readonly string[];
  listed: readonly string[];
  /** Whether it is there, and not null, with each of these values. */
  isWanted: boolean;
}

/** By status and pattern of the object's place. */
export const conditionsOf = (document: JsonObject, operation: Operation): Map<string, Map<string, Condition[]>> =>
  new Map(
    [...objectSchemasOf(document, operation)].map(([status, objects]) => {
      const found = objects.flatMap(({ place, members, around }): [string, Condition[]][] => {
        const conditions = members.flatMap(([name, own]) => conditionFor(name, own, [members, ...around]) ?? []);
        return conditions.length > 0 ? [[place, conditions]] : [];
      });
      return [status, new Map(found)] as const;
    }),
  );

/** @param objects the members of its own object, then of those around it */
function conditionFor(member: string, own: JsonObject, objects: readonly Members[]): Condition | undefined {
  const said = typeof own.description === 'string' ? wordsOf(own.description) : undefined;
  if (!said) return undefined;
  for (const [up, members] of objects.entries())
    for (const [on, schema] of members) {
      if ((up === 0 && on === member) || (said.on !== undefined && said.on !== on)) continue;
      const listed = listedIn(schema);
      const ends = listed.filter(isFinal);
      const meant = said.isOfEnd ? (ends.length < listed.length ? ends : []) : said.values;
      const named = meant.map((one) => listed.find((other) => other === one || (said.isPlural && `${other}s` === one)));
      if (named.length === 0 || !named.every((one) => one !== undefined)) continue;
      const values = said.isWithout ? listed.filter((one) => !named.includes(one)) : named;
      return { member, up, on, values, listed, isWanted: said.isWanted === true };
    }
  return undefined;
}

/** Values in small letters: documents are read by people. */
const listedIn = ({ enum: values }: JsonObject): string[] =>
  Array.isArray(values) ? values.filter((one) => typeof one === 'string').map((one) => one.toLowerCase()) : [];

interface Words {
  on?: string | undefined;
  values: string[];
  /** Whether the member is not there with these values. */
  isWithout?: true;
  isPlural?: true;
  isWanted?: true;
  /** Whether it is there once work has come to its end. */
  isOfEnd?: true;
}

const list = '`[^`]+`(?:(?:,| or|, or) `[^`]+`)*';
const only = new RegExp(
  `(?:^|[.!?;]\\s+)(?:With|(?:Only|Null unless|Absent unless)(?: (?:set|present|given|sent|returned|there|included|filled in))?(?: (?:if|when|while|where|with|for))?)(?: (?:the )?\`(\\w+)\` is)? (${list})\\s*(?:[.;]|$)`,
  'i',
);
/** "Where the report is once it has `succeeded`, otherwise null." */
const otherwise = new RegExp(`^[^.]*?(${list})[^.\`]*?[,;] (?:otherwise|else) (?:null|absent)\\b`, 'i');
/** "Null while it is `queued`." */
const during = new RegExp(
  `\\b(?:null|absent) (?:while|when|if|as long as)(?: (?:it|the \\w+|\`\\w+\`) is)? (${list})\\s*(?:[.;]|$)`,
  'i',
);
const untilEnd =
  /\b(?:null|absent) (?:until|before|as long as) (?:it|the \w+) (?:has|is|was)(?: not)? (?:ended|finished|over|done|completed|come to an end)\b/i;
const without = /\b(?:null|absent) for (?:an? )?`?(\w+)`?\s*(?:[.;]|$)/i;

const valuesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, one]) => one!.toLowerCase());

function wordsOf(description: string): Words | undefined {
  const [, on, values] = only.exec(description) ?? [];
  if (values !== undefined) return { on, values: valuesIn(values) };
  const [, either] = otherwise.exec(description) ?? [];
  if (either !== undefined) return { values: valuesIn(either), isWanted: true };
  const [, meanwhile] = during.exec(description) ?? [];
  if (meanwhile !== undefined) return { values: valuesIn(meanwhile), isWithout: true };
  if (untilEnd.test(description)) return { values: [], isOfEnd: true, isWanted: true };
  const [, kind] = without.exec(description) ?? [];
  return kind === undefined ? undefined : { values: [kind.toLowerCase()], isWithout: true, isPlural: true };
}

/** Members of an answer that are there although the document says otherwise. @param conditions by pattern of the object's place */
export function unconditional(conditions: ReadonlyMap<string, readonly Condition[]>, answer: Json): Broken[] {
  if (conditions.size === 0) return [];
  return objectsOf(answer).flatMap(([pointer, object]) =>
    (conditions.get(everyItem(pointer)) ?? []).flatMap(({ member, up, on, values, listed, isWanted }): Broken[] => {
      const holder = valueAt(
        answer,
        pointer
          .split('/')
          .slice(0, -up || undefined)
          .join('/'),
      );
      const other = isObject(holder) && typeof holder[on] === 'string' ? holder[on].toLowerCase() : undefined;
      const isThere = other !== undefined && values.includes(other);
      if (isThere && isWanted && (object[member] ?? null) === null)
        return [{ pointer: `${pointer}/${escapeToken(member)}`, message: `is not there with this value of "${on}"` }];
      // What a value that is not listed means, nobody knows.
      if (other === undefined || !listed.includes(other) || isThere || isEmpty(object[member])) return [];
      return [{ pointer: `${pointer}/${escapeToken(member)}`, message: `is not for this value of "${on}"` }];
    }),
  );
}
