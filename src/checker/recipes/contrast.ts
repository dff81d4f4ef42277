/**
 * What was expected in place of a value, as far as a report may say it: numbers of items, truth values, small numbers, and
 * the texts that the document lists. Other texts and numbers may be personal.
 */
import { isObject, valueAt, type Json, type JsonObject } from '../../openapi/document.js';
import { perObject } from '../../openapi/per-object.js';
import { fromPointer } from '../../openapi/pointer.js';
import { ownMember } from '../../openapi/own.js';

/** Of more digits, a number may be one of a person. */
const largestNumber = 9999;

/** `: 0 items, not 1`, where both can be told and differ; empty otherwise. @param document whose texts may be told */
export function contrast(expected: Json, actual: Json | undefined, pointer: string, document: JsonObject): string {
  const texts = textsIn(document);
  const wanted = wordsForExpected(expectedAt(expected, fromPointer(pointer)), texts);
  const got = wordsForValue(actual === undefined ? undefined : valueAt(actual, pointer), texts);
  return wanted === undefined || wanted === got ? '' : `: ${wanted}, not ${got}`;
}

/** The expectation of a member, without the operators around it. */
function expectedAt(expected: Json | undefined, path: readonly string[]): Json | undefined {
  const inner = isObject(expected) ? (expected.$optional ?? expected.$asked) : undefined;
  if (inner !== undefined) return expectedAt(inner, path);
  const [name, ...rest] = path;
  if (name === undefined) return expected;
  return isObject(expected) ? expectedAt(ownMember(expected, name), rest) : undefined;
}

function wordsForExpected(expected: Json | undefined, texts: ReadonlySet<string>): string | undefined {
  if (isObject(expected)) {
    if (Array.isArray(expected.$only)) return countOf(expected.$only);
    if (expected.$absent === true) return 'none';
    return '$not' in expected && expected.$not === null ? 'a value' : undefined;
  }
  // Items beside those that are expected are taken, but for an empty list.
  if (Array.isArray(expected)) return expected.length === 0 ? countOf(expected) : undefined;
  return expected === undefined ? undefined : wordsForValue(expected, texts);
}

/** What a report may say of a value. @param texts that may be told. @default none */
export function wordsForValue(value: Json | undefined, texts: ReadonlySet<string> = new Set()): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return countOf(value);
  if (typeof value === 'string') return texts.has(value) ? JSON.stringify(value) : 'a text';
  if (isObject(value)) return 'an object';
  if (typeof value === 'number') return Math.abs(value) <= largestNumber ? String(value) : 'a number';
  return String(value);
}

const countOf = (list: readonly Json[]): string => `${list.length} ${list.length === 1 ? 'item' : 'items'}`;

/** The texts that schemas of a document list. */
const textsIn = perObject((document: JsonObject): ReadonlySet<string> => {
  const texts = new Set<string>();
  const visit = (node: Json): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    const listed = [node.enum, node.const].flat();
    listed.forEach((one) => typeof one === 'string' && texts.add(one));
    Object.values(node).forEach(visit);
  };
  visit(document);
  return texts;
});
