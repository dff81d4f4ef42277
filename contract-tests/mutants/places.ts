/** Walks a real body along the schemas that validate it: the place of each value, and its rules in the document. */
import { escapeToken, follow, isObject, type Json, type JsonObject, type Located } from '../../src/openapi/document.js';
import type { Oracle } from './oracle.js';

export interface Place {
  /** Members and indexes on the path to the value; for a list only index 0. */
  path: readonly string[];
  value: Json;
  /** All schemas that apply to the value: references are followed, `allOf` and the chosen alternatives are expanded. */
  schemas: readonly JsonObject[];
  /** Whether a schema of the parent object requires this member. */
  required: boolean;
}

export function placesOf(document: JsonObject, oracle: Oracle, schemaPointer: string, body: Json): Place[] {
  const walk = (path: readonly string[], value: Json, nodes: readonly Located<Json>[], required: boolean): Place[] => {
    const schemas = nodes.flatMap((node) => open(document, oracle, node, value));
    const place = { path, value, schemas: schemas.map((schema) => schema.value), required };
    const below = childSchemasOf(value, schemas).flatMap(([name, child]) => {
      const inner = schemas.flatMap((schema) => schemaOfChild(schema, name, Array.isArray(value)));
      const isRequired = schemas.some(({ value: { required: names } }) => Array.isArray(names) && names.includes(name));
      return walk([...path, name], child, inner, isRequired);
    });
    return [place, ...below];
  };
  return walk([], body, [{ value: { $ref: `#${encodeURI(schemaPointer)}` }, pointer: schemaPointer }], false);
}

/** Stands for the first member whose name is data, such as a handle, since it differs in the next run. */
const anyName = '*';

function childSchemasOf(value: Json, schemas: readonly Located[]): [string, Json][] {
  if (Array.isArray(value)) return value.length > 0 ? [['0', value[0] as Json]] : [];
  if (!isObject(value)) return [];
  const isMap = schemas.some(({ value: schema }) => isObject(schema.additionalProperties));
  if (!isMap) return Object.entries(value);
  const [first] = Object.values(value);
  return first === undefined ? [] : [[anyName, first]];
}

const nameIn = (holder: object, token: string): string =>
  token === anyName && !Object.hasOwn(holder, token) ? (Object.keys(holder)[0] ?? token) : token;

function schemaOfChild({ value: schema, pointer }: Located, name: string, isItem: boolean): Located<Json>[] {
  if (isItem) {
    const first = Array.isArray(schema.prefixItems) ? 'prefixItems/0' : 'items';
    const node = Array.isArray(schema.prefixItems) ? schema.prefixItems[0] : schema.items;
    return node === undefined ? [] : [{ value: node, pointer: `${pointer}/${first}` }];
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (Object.hasOwn(properties, name)) {
    return [{ value: properties[name] as Json, pointer: `${pointer}/properties/${escapeToken(name)}` }];
  }
  const others = schema.additionalProperties;
  return isObject(others) ? [{ value: others, pointer: `${pointer}/additionalProperties` }] : [];
}

/** A recursive schema ends with its finite value, but alternatives that refer to themselves do not. */
const maxDepth = 16;

function open(document: JsonObject, oracle: Oracle, node: Located<Json>, value: Json, depth = 0): Located[] {
  if (!isObject(node.value) || depth > maxDepth) return [];
  const again = (inner: Json, pointer: string) => open(document, oracle, { value: inner, pointer }, value, depth + 1);
  const target = typeof node.value.$ref === 'string' ? follow(document, node.value, node.pointer) : undefined;
  const referred = target ? again(target.value, target.pointer) : [];
  const { $ref: _, ...own } = node.value;
  const parts = (keyword: string) => (Array.isArray(own[keyword]) ? (own[keyword] as Json[]) : []);
  const all = parts('allOf').flatMap((part, index) => again(part, `${node.pointer}/allOf/${index}`));
  const chosen = ['oneOf', 'anyOf'].flatMap((keyword) =>
    parts(keyword).flatMap((part, index) => {
      const pointer = `${node.pointer}/${keyword}/${index}`;
      return oracle.allows(pointer, value) ? again(part, pointer) : [];
    }),
  );
  return [{ value: own, pointer: node.pointer }, ...referred, ...all, ...chosen];
}

/** A copy of the body with another value at a place, or without it (undefined); undefined if it has no such place. */
export function replaceAt(body: Json, path: readonly string[], change: (value: Json) => Json | undefined) {
  const copy = { root: structuredClone(body) } as { root?: Json };
  let holder = copy as JsonObject;
  let key = 'root';
  for (const token of path) {
    const value: Json | undefined = holder[key];
    if (typeof value !== 'object' || value === null) return undefined;
    const name = nameIn(value, token);
    if (!Object.hasOwn(value, name)) return undefined;
    holder = value as JsonObject;
    key = name;
  }
  const changed = change(holder[key] as Json);
  if (changed === undefined) delete holder[key];
  else holder[key] = changed;
  return copy.root;
}

export function valueAtPath(body: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = body;
  for (const token of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as JsonObject)[token];
  }
  return value;
}
