/**
 * Removes clauses of a document's schemas that cannot be validated, such as a keyword of OpenAPI 3.0 in a 3.1 document.
 * Otherwise one such clause would prevent the validation of the whole document.
 */
import { escapeToken, isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { idleNullable } from '../../openapi/upgrade.js';
import { unresolved } from '../../openapi/reference-sites.js';
import { compilePattern } from './keywords.js';

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const isType = (value: Json): boolean => typeof value === 'string' && types.includes(value);
const isNumber = (value: Json): boolean => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0;
const isSchema = (value: Json): boolean => typeof value === 'boolean' || isObject(value);
const isSchemas = (value: Json): boolean => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isMap = (value: Json): boolean => isObject(value) && Object.values(value).every(isSchema);
const isNames = (value: Json): boolean => Array.isArray(value) && value.every((name) => typeof name === 'string');
const isPattern = (value: Json): boolean => typeof value === 'string' && compilePattern(value) !== undefined;

const one = { wanted: 'a schema', is: isSchema };
const several = { wanted: 'a list of schemas', is: isSchemas };
const byName = { wanted: 'schemas by name', is: isMap };
const number = { wanted: 'a number', is: isNumber };
const count = { wanted: 'a whole number from 0', is: isCount };

const singles = ['items', 'not', 'if', 'then', 'else', 'contains', 'additionalProperties', 'propertyNames'].concat([
  'unevaluatedProperties',
  'unevaluatedItems',
  'contentSchema',
]);
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const all = <Value>(keys: string[], value: Value): [string, Value][] => keys.map((key) => [key, value]);

const rules = new Map<string, { wanted: string; is: (value: Json) => boolean }>([
  ...all(singles, one),
  ...all(lists, several),
  ...all(maps, byName),
  ...all(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], number),
  ...all(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'], count),
  ...all(['minContains', 'maxContains'], count),
  ['multipleOf', { wanted: 'a number above 0', is: (value) => isNumber(value) && Number(value) > 0 }],
  [
    'type',
    {
      wanted: `one of ${types.join(', ')}`,
      is: (value) => (Array.isArray(value) ? value.length > 0 && value.every(isType) : isType(value)),
    },
  ],
  ['enum', { wanted: 'a list of values', is: (value) => Array.isArray(value) && value.length > 0 }],
  ['required', { wanted: 'a list of names', is: isNames }],
  ['uniqueItems', { wanted: 'true or false', is: (value) => typeof value === 'boolean' }],
  ['readOnly', { wanted: 'true or false', is: (value) => typeof value === 'boolean' }],
  ['writeOnly', { wanted: 'true or false', is: (value) => typeof value === 'boolean' }],
  ['format', { wanted: 'a name', is: (value) => typeof value === 'string' }],
  ['pattern', { wanted: 'a regular expression of ECMA-262', is: isPattern }],
]);

/** Changes the document in place. @returns the removed clauses by JSON Pointer, with the reason */
export function dropUnusable(document: JsonObject): Map<string, string> {
  const dropped = new Map<string, string>();
  const outermost = [...schemasOf(document, '')];
  const anchors = new Map<string, string[]>();
  for (const [schema, pointer] of outermost.flatMap((one) => [...within(...one)])) {
    const { $dynamicAnchor: name } = schema;
    if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), pointer]);
  }
  for (const one of outermost) {
    for (const [schema, pointer] of within(...one)) {
      clean(schema, pointer, dropped);
      fixDynamic(schema, pointer, anchors, dropped);
    }
  }
  return dropped;
}

/**
 * A dynamic reference means its one anchor as any reference does. Which of several it means, Ajv does not find out as
 * JSON Schema says. References by name are resolved before, and Ajv wants each name once.
 */
function fixDynamic(
  schema: JsonObject,
  pointer: string,
  anchors: ReadonlyMap<string, readonly string[]>,
  dropped: Map<string, string>,
): void {
  const { $dynamicRef: reference } = schema;
  for (const name of ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef']) delete schema[name];
  if (reference === undefined) return;
  const [at, other] = anchors.get(String(reference).replace('#', '')) ?? [];
  if (at === undefined || other !== undefined)
    dropped.set(
      `${pointer}/$dynamicRef`,
      `which "$dynamicAnchor" it means is ${at === undefined ? 'unknown' : 'open'}`,
    );
  else schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), { $ref: `#${encodeURI(at)}` }];
}

/** Every outermost schema of the document. */
function* schemasOf(node: Json, pointer: string): Generator<[Json, string]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const at = `${pointer}/${escapeToken(key)}`;
    if (!Array.isArray(node) && (key === 'schema' || pointer === '/components/schemas')) yield [value, at];
    else if (!key.startsWith('x-')) yield* schemasOf(value, at);
  }
}

/** A schema and all that are within it, each after what is around it: what is removed meanwhile is not among them. */
function* within(schema: Json | undefined, pointer: string): Generator<[JsonObject, string]> {
  if (!isObject(schema)) return;
  yield [schema, pointer];
  for (const [key, value] of Object.entries(schema)) {
    const at = `${pointer}/${escapeToken(key)}`;
    if (singles.includes(key)) yield* within(value, at);
    const parts =
      lists.includes(key) && Array.isArray(value) ? value : maps.includes(key) && isObject(value) ? value : {};
    for (const [name, part] of Object.entries(parts)) yield* within(part, `${at}/${escapeToken(name)}`);
  }
}

function clean(schema: JsonObject, pointer: string, dropped: Map<string, string>): void {
  const reason = schema[unresolved];
  if (typeof reason === 'string') dropped.set(pointer, reason);
  // Ajv has a keyword of that name, and JSON Schema does not. Where OpenAPI 3.0 defines one, it is converted.
  if (schema.nullable === true) {
    schema[idleNullable] = '"nullable" has no effect in OpenAPI 3.1: write "null" among the types';
  }
  delete schema.nullable;
  for (const [key, value] of Object.entries(schema)) {
    const at = `${pointer}/${escapeToken(key)}`;
    const rule = rules.get(key);
    if (rule && !rule.is(value)) {
      dropped.set(at, `"${key}" must be ${rule.wanted}`);
      delete schema[key];
    } else if (key === 'patternProperties') dropPatterns(value as JsonObject, at, dropped);
  }
}

function dropPatterns(patterns: JsonObject, pointer: string, dropped: Map<string, string>): void {
  for (const pattern of Object.keys(patterns).filter((name) => !isPattern(name))) {
    dropped.set(`${pointer}/${escapeToken(pattern)}`, 'the name must be a regular expression of ECMA-262');
    delete patterns[pattern];
  }
}
