/**
 * Explains what is wrong in a body. For a failed `oneOf` or `anyOf`, a validator reports the complaints of every
 * branch; only those of the branch with the fewest are reported.
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { perObject } from '../../openapi/per-object.js';
import { idleNullable } from '../../openapi/upgrade.js';
import { maxErrors, more } from '../../openapi/bound-errors.js';
import { escapeToken, follow, isObject, type Json, type JsonObject } from '../../openapi/document.js';

/** One broken clause of a schema. */
export interface SchemaError {
  /** The JSON Schema keyword that was broken. */
  keyword: string;
  /** JSON Pointer into the validated value; of a property that is missing or too many, the pointer it has or would have. */
  pointer: string;
  /** What was expected and found, without the found value, which may be personal. */
  message: string;
  /** The type and size of the found value. Left out where the message has all. */
  got?: string;
  /** For an additional member: how to find it without its name, such as `member 3 of 5, a string of 12 characters`. */
  member?: string;
  /** JSON Pointer of the keyword in the document; undefined where it is unknown. */
  clause?: string;
}

export interface Explainer {
  document: JsonObject;
  /** The pointer of a schema object of the document. */
  pointerOf: (schema: object) => string | undefined;
  validateBranch: (branch: object, value: unknown) => ErrorObject[];
}

export function explain(errors: ErrorObject[], explainer: Explainer): SchemaError[] {
  const told = new Map<string, SchemaError>();
  const budget = { unions: maxErrors };
  const narrowed = narrow(withoutInner(errors, explainer.document), explainer, budget, 0);
  for (const error of withoutConsequences(narrowed, explainer.document)) {
    const described = describe(error);
    const hint = idleNullableAt(error, explainer.document);
    const message = hint === undefined ? described.message : `${described.message} (${hint})`;
    const schemaError = { ...described, message, ...placeOf(error, explainer), ...gotOf(error) };
    told.set(`${schemaError.keyword} ${schemaError.pointer} ${schemaError.message}`, schemaError);
  }
  const all = [...told.values()];
  if (all.length <= maxErrors && !errors.some(({ keyword }) => keyword === more)) return all;
  const first = all.filter(({ keyword }) => keyword !== more).slice(0, maxErrors);
  return [...first, { keyword: more, pointer: '', message: `and more: only the first ${first.length} are listed` }];
}

const unions = ['oneOf', 'anyOf'];

/** Deeper unions are reported with the complaints of all branches. */
const maxDepth = 8;

/** @param budget how many more unions may be explained, for which each branch is validated again */
function narrow(errors: ErrorObject[], explainer: Explainer, budget: { unions: number }, depth: number): ErrorObject[] {
  // The outermost union explains the inner ones, so it goes first.
  const failed = errors
    .filter((error) => unions.includes(error.keyword) && Array.isArray(error.schema))
    .sort((a, b) => a.instancePath.length - b.instancePath.length);
  let rest = errors;
  for (const union of failed) {
    if (!rest.includes(union) || depth > maxDepth) continue;
    const branches = (union.schema as Json[]).filter(isObject);
    const inside = reachable(explainer.document, branches);
    rest = rest.filter(
      (error) => !(error.instancePath.startsWith(union.instancePath) && inside.has(error.parentSchema as object)),
    );
    // A value that satisfies two branches has no complaints to explain.
    if (union.params.passingSchemas) continue;
    if (budget.unions-- <= 0) continue;
    const complaints = branches.map((branch) =>
      narrow(explainer.validateBranch(branch, union.data), explainer, budget, depth + 1),
    );
    const best =
      wrongTag(complaints) ?? complaints.filter((list) => list.length > 0).sort((a, b) => weight(a) - weight(b))[0];
    if (!best) continue;
    rest = rest.filter((error) => error !== union);
    rest = [...rest, ...best.map((error) => ({ ...error, instancePath: union.instancePath + error.instancePath }))];
  }
  return rest;
}

/** Where the same tag fails in every branch, the expected values are those of all branches. */
function wrongTag(complaints: readonly ErrorObject[][]): ErrorObject[] | undefined {
  const tags = complaints.map((list) => list.filter((error) => error.keyword === 'const' || error.keyword === 'enum'));
  const shared = tags[0]?.find((tag) => tags.every((list) => list.some((e) => e.instancePath === tag.instancePath)));
  if (!shared) return undefined;
  const values = tags
    .flatMap((list) => list.filter((error) => error.instancePath === shared.instancePath))
    .flatMap((error): unknown[] => error.params.allowedValues ?? [error.params.allowedValue]);
  return [{ ...shared, keyword: 'enum', params: { allowedValues: [...new Set(values)] } }];
}

/** Drops errors that repeat a failed `contains` or `propertyNames`. */
function withoutInner(errors: ErrorObject[], document: JsonObject): ErrorObject[] {
  const wholes = errors.filter((error) => error.keyword === 'contains' || error.keyword === 'propertyNames');
  const inside = reachable(
    document,
    wholes.map((error) => error.schema).filter((schema): schema is JsonObject => isObject(schema)),
  );
  return errors.filter((error) => error.keyword !== 'if' && !inside.has(error.parentSchema as object));
}

/** Keywords about the form of a text. */
const forms = new Set(['pattern', 'format', 'contentEncoding']);

/**
 * Drops consequences of other errors: a member is unevaluated where the schema that names it fails otherwise, and a
 * text without its form is not of its media type.
 */
function withoutConsequences(errors: readonly ErrorObject[], document: JsonObject): ErrorObject[] {
  const isUnevaluated = ({ keyword }: ErrorObject) => keyword.startsWith('unevaluated');
  const causes = errors.filter((error) => !isUnevaluated(error));
  const formless = new Set(errors.filter(({ keyword }) => forms.has(keyword)).map(({ instancePath }) => instancePath));
  return errors.filter((error) => {
    if (error.keyword === 'contentMediaType') return !formless.has(error.instancePath);
    if (!isUnevaluated(error)) return true;
    const isWithin = ({ instancePath }: ErrorObject) =>
      instancePath === error.instancePath || instancePath.startsWith(`${error.instancePath}/`);
    if (!causes.some(isWithin)) return true;
    const name = error.params.unevaluatedProperty as string | undefined;
    if (name === undefined) return false;
    const schemas = [...inPlace(document, error.parentSchema as JsonObject)];
    return !schemas.some(({ properties }) => isObject(properties) && Object.hasOwn(properties, name));
  });
}

/** The schemas of the same value: through references, alternatives, conditions. */
function inPlace(document: JsonObject, schema: JsonObject): Set<JsonObject> {
  const seen = new Set<JsonObject>();
  const visit = (node: Json | undefined): void => {
    if (!isObject(node) || seen.has(node)) return;
    seen.add(node);
    if (typeof node.$ref === 'string') visit(follow(document, node, '')?.value);
    for (const key of ['allOf', 'anyOf', 'oneOf']) if (Array.isArray(node[key])) node[key].forEach(visit);
    for (const key of ['if', 'then', 'else']) visit(node[key]);
    if (isObject(node.dependentSchemas)) Object.values(node.dependentSchemas).forEach(visit);
  };
  visit(schema);
  return seen;
}

const idleNullables = perObject((document: JsonObject) =>
  [...reachable(document, [document])].filter(
    (node): node is JsonObject => isObject(node) && typeof node[idleNullable] === 'string',
  ),
);

/** Why null fails although the schema has `nullable`; undefined without `nullable`. */
function idleNullableAt({ data, parentSchema }: ErrorObject, document: JsonObject): string | undefined {
  if (data !== null || !isObject(parentSchema)) return undefined;
  const holder = idleNullables(document).find((schema) => inPlace(document, schema).has(parentSchema));
  return holder && String(holder[idleNullable]);
}

/** A wrong tag or type means that another branch was intended. */
function weight(errors: ErrorObject[]): number {
  const otherBranch = errors.filter((error) => ['const', 'enum', 'type', 'not'].includes(error.keyword)).length;
  // Lists that were cut have the same length, so only the tag differs.
  const isCut = errors.some(({ keyword }) => keyword === more);
  const tags = isCut ? errors.filter(({ keyword }) => keyword === 'const').length : 0;
  return errors.length + otherBranch * 10 + tags * maxErrors * 10;
}

/** Every schema object that can be reached from the branches, references included. */
function reachable(document: JsonObject, branches: JsonObject[]): Set<object> {
  const seen = new Set<object>();
  const visit = (node: Json | undefined): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if (isObject(node) && typeof node.$ref === 'string') visit(follow(document, node, '')?.value);
    for (const child of Object.values(node)) visit(child);
  };
  branches.forEach(visit);
  return seen;
}

/** The pointer of the broken keyword, or of its schema where the document has no such keyword. */
function placeOf({ parentSchema, keyword }: ErrorObject, { pointerOf }: Explainer): Pick<SchemaError, 'clause'> {
  if (!isObject(parentSchema)) return {};
  const pointer = pointerOf(parentSchema);
  if (pointer === undefined) return {};
  return { clause: Object.hasOwn(parentSchema, keyword) ? `${pointer}/${keyword}` : pointer };
}

/** Keywords whose message has the found value, or says that it is missing. */
const toldInFull = new Set([
  'required',
  'dependentRequired',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'writeOnly',
  'readOnly',
  'type',
  more,
]);

const gotOf = ({ keyword, data }: ErrorObject): Pick<SchemaError, 'got'> =>
  toldInFull.has(keyword) ? {} : { got: shapeOf(data) };

function describe(error: ErrorObject): SchemaError {
  const { keyword, instancePath, params } = error;
  const at = (property: unknown) => `${instancePath}/${escapeToken(String(property))}`;
  switch (keyword) {
    case 'required':
      return { keyword, pointer: at(params.missingProperty), message: 'is required but missing' };
    case 'dependentRequired':
      return {
        keyword,
        pointer: at(params.missingProperty),
        message: `is required beside "${params.property}" but missing`,
      };
    case 'additionalProperties':
      return tooMany(error, params.additionalProperty);
    case 'unevaluatedProperties':
      return tooMany(error, params.unevaluatedProperty);
    case 'propertyNames':
      return { keyword, pointer: at(params.propertyName), message: 'has a name that is not allowed' };
    case 'writeOnly':
      return { keyword, pointer: instancePath, message: 'is writeOnly: a response must not contain it' };
    case 'readOnly':
      return { keyword, pointer: instancePath, message: 'is readOnly: a request must not contain it' };
    case 'type':
      return { keyword, pointer: instancePath, message: `expected ${list(params.type)}, got ${typeName(error.data)}` };
    case 'const':
      return { keyword, pointer: instancePath, message: `expected ${JSON.stringify(params.allowedValue)}` };
    case 'enum':
      return {
        keyword,
        pointer: instancePath,
        message: `expected one of ${params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(', ')}`,
      };
    case 'format':
      return { keyword, pointer: instancePath, message: `expected the format "${params.format}"` };
    case 'pattern':
      return { keyword, pointer: instancePath, message: `expected the pattern ${params.pattern}` };
    case 'oneOf':
      return {
        keyword,
        pointer: instancePath,
        message: params.passingSchemas
          ? `expected exactly one of the alternatives, got ${params.passingSchemas.length} at once`
          : 'expected exactly one of the alternatives, got none',
      };
    case 'not':
    case 'false schema':
      return { keyword, pointer: instancePath, message: 'is not allowed here' };
    default:
      return { keyword, pointer: instancePath, message: `expected ${expectation(error)}` };
  }
}

/** The name would identify it, but may not be shown. */
function tooMany({ keyword, instancePath, data }: ErrorObject, name: string): SchemaError {
  const schemaError = { keyword, pointer: `${instancePath}/${escapeToken(name)}`, message: 'is not allowed here' };
  if (!isObject(data)) return schemaError;
  const names = Object.keys(data);
  // JavaScript orders numeric names first, so that the index would differ from the text.
  const place = names.some((one) => /^\d+$/.test(one))
    ? 'a member'
    : `member ${names.indexOf(name) + 1} of ${names.length}`;
  return { ...schemaError, member: `${place}, ${shapeOf(data[name])}` };
}

/** Ajv's message ("must be >= 3"), changed to follow "expected". */
const expectation = (error: ErrorObject): string =>
  (error.message ?? `"${error.keyword}" to hold`).replace(/^must (be )?/, '').replace(/^NOT /, 'not to ');

const list = (type: string | string[]): string => (Array.isArray(type) ? type.join(' or ') : type);

/** The type and size of a value, never its content, which may be personal. */
export function shapeOf(value: unknown): string {
  if (typeof value === 'string') return `a string of ${plural(characters(value), 'character')}`;
  if (Array.isArray(value)) return `an array of ${plural(value.length, 'item')}`;
  if (isObject(value)) return `an object of ${plural(Object.keys(value).length, 'member')}`;
  const name = typeName(value);
  return name === 'null' ? name : name === 'integer' ? 'an integer' : `a ${name}`;
}

/** A spread would copy each character of a large string. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
