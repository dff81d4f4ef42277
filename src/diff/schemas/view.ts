/**
 * A normalized schema for comparison: references followed, `allOf` merged, `const` as a list of one, defaults filled
 * in. Two ways to write the same rule give the same view.
 */
import { annotations, isEverything } from '../../openapi/annotations.js';
import { follow, isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { textOf as canonicalText } from '../../openapi/duplicate.js';
import { escapeToken } from '../../openapi/pointer.js';

/** A value with its pointer in its document. */
export interface Spot {
  value: Json;
  pointer: string;
}

/** Schemas that apply together, as in an `allOf`. An empty list allows everything. */
export type Parts = readonly Spot[];

/** Equal for equal values: the order of an object's members says nothing. */
export const textOf = (value: Json | undefined): string => (value === undefined ? '' : canonicalText(value));

/** With the type, since a schema of several types may be compared type by type. */
export const keyOf = (parts: Parts): string =>
  parts.map(({ value, pointer }) => (isObject(value) ? `${pointer} ${JSON.stringify(value.type)}` : pointer)).join('+');

export interface Union {
  kind: 'oneOf' | 'anyOf';
  branches: Parts[];
  pointer: string;
  /** The schema that has it. */
  piece: number;
}

export interface View {
  pointer: string;
  /** Whether it is `false`, which allows nothing. */
  isNever: boolean;
  /** Its schemas, without `$ref` and `allOf`. */
  pieces: Spot[];
  /** Keywords with one value: the narrowest of several. */
  values: Map<string, Spot>;
  /** Keywords with several values that apply together (`pattern`, `format`), by the value as JSON. */
  sets: Map<string, Map<string, Spot>>;
  required: Map<string, string>;
  /** Keywords with one schema. */
  schemas: Map<string, Spot[]>;
  /**
   * Keywords with a schema for each name: `properties`, `patternProperties`, `dependentSchemas`, `prefixItems` by
   * index.
   */
  maps: Map<string, Map<string, Spot[]>>;
  unions: Union[];
  conditions: Spot[];
}

const schemaKeywords = new Set(
  'items additionalProperties unevaluatedProperties unevaluatedItems propertyNames contains contentSchema not'.split(
    ' ',
  ),
);
const mapKeywords = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const setKeywords = new Set(['pattern', 'format', 'contentEncoding', 'contentMediaType', 'multipleOf']);
const greatest = new Set('minimum exclusiveMinimum minLength minItems minProperties minContains'.split(' '));
const least = new Set('maximum exclusiveMaximum maxLength maxItems maxProperties maxContains'.split(' '));
/** Values that equal an absent keyword. */
const defaults: Record<string, Json> = { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false };

export function viewOf(document: JsonObject, parts: Parts): View {
  const view: View = {
    pointer: parts[0]?.pointer ?? '',
    isNever: false,
    pieces: [],
    values: new Map(),
    sets: new Map(),
    required: new Map(),
    schemas: new Map(),
    maps: new Map(),
    unions: [],
    conditions: [],
  };
  for (const part of parts) addPart(document, view, part, new Set());
  foldUnions(document, view);
  return view;
}

function addPart(document: JsonObject, view: View, { value, pointer }: Spot, seen: Set<string>): void {
  if (value === false) view.isNever = true;
  if (!isObject(value)) return;
  if (seen.has(pointer)) return;
  seen.add(pointer);
  const { $ref, allOf, ...piece } = value;
  if (typeof $ref === 'string') {
    const target = follow(document, value, pointer);
    if (target) addPart(document, view, target, seen);
    else if (isFalse(document, $ref)) view.isNever = true;
  }
  if (Array.isArray(allOf)) {
    for (const [index, item] of allOf.entries())
      addPart(document, view, { value: item, pointer: `${pointer}/allOf/${index}` }, seen);
  }
  addPiece(view, { value: piece, pointer });
}

/** `follow` ends at objects only. */
function isFalse(document: JsonObject, reference: string): boolean {
  const [, kind, group, name] = reference.replace(/^#/, '').split('/');
  const components = document[kind ?? ''];
  const schemas = isObject(components) ? components[group ?? ''] : undefined;
  return isObject(schemas) && schemas[name ?? ''] === false;
}

function addPiece(view: View, piece: Spot): void {
  const schema = piece.value as JsonObject;
  view.pieces.push(piece);
  for (const [key, value] of Object.entries(schema)) {
    const spot = { value, pointer: `${piece.pointer}/${escapeToken(key)}` };
    if (Object.hasOwn(defaults, key) && defaults[key] === value) continue;
    if (key === 'required') {
      if (Array.isArray(value)) for (const name of value) view.required.set(String(name), spot.pointer);
    } else if (key === 'const') narrow(view.values, 'enum', { ...spot, value: [value] });
    else if (key === 'if') view.conditions.push({ value: conditionOf(schema), pointer: piece.pointer });
    else if (key === 'then' || key === 'else') continue;
    else if (key === 'oneOf' || key === 'anyOf') {
      if (Array.isArray(value)) addUnion(view, key, spot, value);
    } else if (key === 'prefixItems') {
      if (Array.isArray(value)) value.forEach((item, index) => addTo(view, key, String(index), item, spot.pointer));
    } else if (mapKeywords.has(key)) {
      if (isObject(value)) for (const [name, item] of Object.entries(value)) addTo(view, key, name, item, spot.pointer);
    } else if (schemaKeywords.has(key)) {
      if (!isEverything(value) || key === 'not' || key === 'contains') {
        view.schemas.set(key, [...(view.schemas.get(key) ?? []), spot]);
      }
    } else if (setKeywords.has(key)) {
      const set = view.sets.get(key) ?? new Map<string, Spot>();
      view.sets.set(key, set.set(textOf(value), spot));
    } else narrow(view.values, key, spot);
  }
}

const conditionOf = (schema: JsonObject): JsonObject => ({
  if: schema.if ?? true,
  then: schema.then ?? true,
  else: schema.else ?? true,
});

function addUnion(view: View, kind: Union['kind'], { pointer }: Spot, list: Json[]): void {
  const branches = list.map((value, index) => [{ value, pointer: `${pointer}/${index}` }]);
  view.unions.push({ kind, branches, pointer, piece: view.pieces.length - 1 });
}

function addTo(view: View, keyword: string, name: string, value: Json, pointer: string): void {
  const map = view.maps.get(keyword) ?? new Map<string, Spot[]>();
  view.maps.set(keyword, map);
  map.set(name, [...(map.get(name) ?? []), { value, pointer: `${pointer}/${escapeToken(name)}` }]);
}

function narrow(values: Map<string, Spot>, key: string, spot: Spot): void {
  const known = values.get(key);
  if (known === undefined) values.set(key, spot);
  else if (key === 'type') values.set(key, { ...spot, value: bothTypes(known.value, spot.value) });
  else if (key === 'enum') values.set(key, { ...spot, value: inBoth(known.value, spot.value) });
  else if (greatest.has(key) && Number(spot.value) > Number(known.value)) values.set(key, spot);
  else if (least.has(key) && Number(spot.value) < Number(known.value)) values.set(key, spot);
  else if (typeof spot.value === 'boolean' && spot.value) values.set(key, spot);
}

/** An integer is a number. */
function bothTypes(first: Json, second: Json): Json {
  const [a, b] = [[first].flat(), [second].flat()];
  const has = (types: Json[], type: Json) => types.includes(type) || (type === 'integer' && types.includes('number'));
  return [...new Set([...a, ...b])].filter((type) => has(a, type) && has(b, type));
}

function inBoth(first: Json, second: Json): Json {
  const kept = new Set([second].flat().map(textOf));
  return [first].flat().filter((value) => kept.has(textOf(value)));
}

/** Replaces a union of one by its branch, and a union of constants by a list of values. */
function foldUnions(document: JsonObject, view: View): void {
  for (const union of [...view.unions]) {
    const { branches, pointer } = union;
    const values = branches.map((parts) => onlyValues(document, parts));
    if (branches.length === 1) {
      view.unions.splice(view.unions.indexOf(union), 1);
      const seen = new Set<string>();
      for (const part of branches[0] ?? []) addPart(document, view, part, seen);
    } else if (branches.length > 0 && values.every((list) => list !== undefined)) {
      view.unions.splice(view.unions.indexOf(union), 1);
      narrow(view.values, 'enum', { value: valuesOf(union.kind, values as Json[][]), pointer });
    }
  }
}

/** Of several constants, `oneOf` excludes what two branches have. */
function valuesOf(kind: Union['kind'], lists: Json[][]): Json[] {
  if (kind === 'anyOf') return lists.flat();
  const times = new Map<string, number>();
  for (const text of lists.flatMap((list) => [...new Set(list.map(textOf))]))
    times.set(text, (times.get(text) ?? 0) + 1);
  return lists.flat().filter((value) => times.get(textOf(value)) === 1);
}

function onlyValues(document: JsonObject, parts: Parts): Json[] | undefined {
  const [part] = parts;
  const target = isObject(part?.value) ? follow(document, part.value, part.pointer)?.value : undefined;
  if (!target) return undefined;
  const rest = Object.keys(target).filter((key) => !annotations.has(key) && !key.startsWith('x-') && key !== 'type');
  if (rest.length === 0 && target.type === 'null') return [null];
  const listed = rest[0] === 'const' ? [target.const as Json] : rest[0] === 'enum' ? target.enum : undefined;
  if (rest.length !== 1 || !Array.isArray(listed)) return undefined;
  const types = new Set([target.type ?? kinds].flat().map(String));
  return listed.filter((value) => fits(value, types));
}

const kinds = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

/** The types that a schema allows, by `type` or by its listed values; undefined for any type. */
export function typesOf(view: View): Set<string> | undefined {
  const named = view.values.get('type')?.value;
  const listed = view.values.get('enum')?.value;
  const types = named === undefined ? undefined : new Set([named].flat().map(String));
  if (Array.isArray(listed)) {
    const of = new Set(listed.filter((value) => !types || fits(value, types)).map((value) => typeName(value, types)));
    return of;
  }
  return types && kinds.every((kind) => types.has(kind) || kind === 'integer') ? undefined : types;
}

function typeName(value: Json, types: Set<string> | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  return types?.has('number') ? 'number' : Number.isInteger(value) ? 'integer' : 'number';
}

/** The values of `enum` that the types allow. */
export function listedValues(view: View): Spot | undefined {
  const listed = view.values.get('enum');
  if (!listed || !Array.isArray(listed.value)) return undefined;
  const named = view.values.get('type')?.value;
  if (named === undefined) return listed;
  const types = new Set([named].flat().map(String));
  return { ...listed, value: listed.value.filter((value) => fits(value, types)) };
}

function fits(value: Json, types: Set<string>): boolean {
  const name = typeName(value, undefined);
  return types.has(name) || (name === 'integer' && types.has('number'));
}
