/**
 * What a schema wants beside a member or one of its listed values (`if` and `then`, `dependentRequired`,
 * `dependentSchemas`): with all of it a body is valid, and without it it is not.
 */
import { escapeToken, isObject, valueAt, withValueAt, type Json, type JsonObject } from '../../../openapi/document.js';
import { childSchemasOf } from './child-schemas.js';
import { perObject } from '../../../openapi/per-object.js';
import { nodesAt, type Schemas } from './schemas-at.js';

export interface Condition {
  /** JSON Pointer to the member. */
  at: string;
  /** The value that it is given. */
  value: Json;
  /** Whether it is not there otherwise. */
  isAdded: boolean;
  /** JSON Pointer into the document: its schema. */
  clause: string;
  /** JSON Pointers to the members that are wanted beside it. */
  wanted: readonly string[];
  incomplete: (body: Json) => Json;
  complete: (body: Json) => Json;
}

const keywords = ['if', 'dependentRequired', 'dependentSchemas'];

/** Most documents have none. */
const hasConditions = perObject((document: JsonObject) => {
  const text = JSON.stringify(document);
  return keywords.some((one) => text.includes(`"${one}":`));
});

/** Members that are added until a body is valid. */
const mostAdded = 6;
const deepest = 4;

interface Making extends Schemas {
  makeSample: MakeSample;
}

/** Makes a value of a schema, or undefined. */
type MakeSample = (document: JsonObject, node: Json | undefined) => Json | undefined;

export function conditionsOf(schemas: Schemas, schema: string, body: Json, makeSample: MakeSample): Condition[] {
  if (!hasConditions(schemas.document)) return [];
  const making = { ...schemas, makeSample };
  const found: Condition[] = [];
  const visit = (value: Json, at: string, own: readonly string[], depth: number): void => {
    const nodes = nodesAt(schemas, own, value);
    const isConditional = isObject(value) && nodes.some(({ value: node }) => keywords.some((one) => one in node));
    for (const child of childSchemasOf(nodes, value)) {
      const pointer = `${at}/${escapeToken(child.token)}`;
      const [clause] = child.schemas;
      if (clause === undefined) continue;
      if (isConditional)
        for (const one of valuesOf(making, child.schemas, child.value)) {
          const incomplete = (given: Json) => withValueAt(given, pointer, one);
          const wanted = wantedBy(making, schema, incomplete(body));
          if (!wanted || wanted.size === 0) continue;
          const complete = (given: Json) =>
            [...wanted].reduce((whole, [place, sample]) => withValueAt(whole, place, sample), incomplete(given));
          const condition = { at: pointer, value: one, isAdded: child.value === undefined, clause };
          found.push({ ...condition, wanted: [...wanted.keys()], incomplete, complete });
        }
      if (child.value !== undefined && depth < deepest) visit(child.value, pointer, child.schemas, depth + 1);
    }
  };
  visit(body, '', [schema], 0);
  return found;
}

/** The other values that a member may have by what is listed, or a sample of one that is not there. */
function valuesOf(schemas: Making, pointers: readonly string[], value: Json | undefined): Json[] {
  const nodes = nodesAt(schemas, pointers, value);
  if (nodes.some(({ value: node }) => node.readOnly === true || node.deprecated === true)) return [];
  const listed = nodes.flatMap(({ value: { enum: values } }) => (Array.isArray(values) ? values : []));
  if (listed.length > 0) return listed.filter((one) => one !== value && one !== null);
  const sample = value === undefined ? sampleAt(schemas, pointers) : undefined;
  return sample === undefined ? [] : [sample];
}

/** The first that can be made. */
const sampleAt = ({ document, makeSample }: Making, pointers: readonly string[]): Json | undefined =>
  pointers.map((one) => makeSample(document, valueAt(document, one))).find((one) => one !== undefined);

/** Samples of the members that a body lacks, by pointer; undefined where it is not valid with them. */
function wantedBy(schemas: Making, schema: string, body: Json): Map<string, Json> | undefined {
  const wanted = new Map<string, Json>();
  let whole = body;
  for (;;) {
    // That a condition is not met is what its own errors say.
    const errors = schemas.validator
      .at(schema)(whole)
      .filter(({ keyword }) => keyword !== 'if');
    if (errors.length === 0) return wanted;
    const lacking = errors.filter(({ keyword }) => keyword === 'required' || keyword === 'dependentRequired');
    if (lacking.length < errors.length || wanted.size >= mostAdded) return undefined;
    for (const { pointer } of lacking) {
      const sample = sampleAt(schemas, schemasOfPlace(schemas, schema, whole, pointer));
      if (sample === undefined || wanted.has(pointer)) return undefined;
      wanted.set(pointer, sample);
      whole = withValueAt(whole, pointer, sample);
    }
  }
}

/** Pointers to the schemas of a place in a body. */
function schemasOfPlace(schemas: Schemas, schema: string, body: Json, pointer: string): readonly string[] {
  let place: { own: readonly string[]; value: Json | undefined } = { own: [schema], value: body };
  for (const token of pointer.split('/').slice(1)) {
    const nodes = nodesAt(schemas, place.own, place.value);
    const child = childSchemasOf(nodes, place.value).find((one) => escapeToken(one.token) === token);
    if (!child) return [];
    place = { own: child.schemas, value: child.value };
  }
  return place.own;
}
