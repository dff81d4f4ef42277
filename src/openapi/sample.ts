/**
 * Makes the smallest value of a schema, for a request without an example. It prefers examples, defaults and constants,
 * leaves out `readOnly` properties, and is the same each time.
 */
import { isEverything } from './annotations.js';
import { patternOf } from './pattern.js';
import { sample as draw, stringMatching } from 'fast-check';
import { propertiesOf, follow, isObject, type Json, type JsonObject, type Located } from './document.js';
import { essenceOf, isJson } from './media-type.js';
import { perObject } from './per-object.js';
import { ownMember } from './own.js';

/** A schema that requires itself has no finite value. */
const maxDepth = 12;

/** Schemas within schemas that are merged. */
const deepest = 100;

/** Longer texts are not generated to test a limit. */
export const longestText = 2 ** 16;

/** Bounds the values of one sample, and the repetitions of a pattern. */
const mostValues = 10_000;

/**
 * Nobody changes it: each schema has one. Undefined where no value can be made, such as for an invalid pattern or a schema
 * that allows nothing.
 */
export function sampleOf(document: JsonObject, schema: Json | undefined): Json | undefined {
  const sample = () => make({ document, left: mostValues, isCertain: false }, schema, 0);
  if (!isObject(schema)) return sample();
  const known = samples(document);
  if (!known.has(schema)) known.set(schema, sample());
  return known.get(schema);
}

const samples = perObject((_: JsonObject) => new WeakMap<JsonObject, Json | undefined>());

/** Undefined, too, for a text of a pattern, or in a format of the document's own: which it takes, only the server knows. */
export function certainSampleOf(document: JsonObject, schema: Json | undefined): Json | undefined {
  return make({ document, left: mostValues, isCertain: true }, schema, 0);
}

/** The same with an item, of a list that may have one. */
export function filledSampleOf(document: JsonObject, schema: Json): Json | undefined {
  const sample = sampleOf(document, schema);
  const { items, maxItems } = flatten(document, schema) ?? {};
  if (!Array.isArray(sample) || sample.length > 0 || maxItems === 0) return sample;
  const item = items === undefined ? undefined : sampleOf(document, items);
  return item === undefined ? sample : [item];
}

/** Of each schema object, once: parts that alternatives share would be merged once for each way to them. */
const merged = perObject((_: JsonObject) => new WeakMap<JsonObject, JsonObject | undefined>());

/**
 * The schema of a body in JSON, merged; undefined where there is none. A range, such as the media type that a framework
 * writes for each of its answers, may be JSON.
 * @param holder a response or a request body
 */
export function jsonSchemaOf(document: JsonObject, holder: Located | undefined): JsonObject | undefined {
  const content = holder?.value.content;
  const listed = Object.entries(isObject(content) ? content : {});
  const isRange = (type: string): boolean => type === '*/*' || type === 'application/*';
  const [, media] =
    listed.find(([type]) => isJson(essenceOf(type) ?? type)) ?? listed.find(([type]) => isRange(type)) ?? [];
  const node = media === undefined ? undefined : follow(document, media, '')?.value.schema;
  return node === undefined ? undefined : flatten(document, node);
}

/** The same, or of a form whose fields are text. */
export function fieldsSchemaOf(document: JsonObject, holder: Located | undefined): JsonObject | undefined {
  const content = holder?.value.content;
  const form = isObject(content) ? content['application/x-www-form-urlencoded'] : undefined;
  const node = form === undefined ? undefined : follow(document, form, '')?.value.schema;
  return jsonSchemaOf(document, holder) ?? (node === undefined ? undefined : flatten(document, node));
}

/** Merges a schema with its references, its `allOf` and its first alternatives; undefined within itself. */
export function flatten(document: JsonObject, node: Json | undefined, depth = 0): JsonObject | undefined {
  const known = merged(document);
  if (isObject(node) && known.has(node)) return known.get(node);
  const found = follow(document, node, '')?.value;
  if (!found || !isObject(node) || depth > deepest) return undefined;
  known.set(node, undefined);
  const whole = mergeParts(document, node, found, depth);
  known.set(node, whole);
  return whole;
}

function mergeParts(document: JsonObject, node: JsonObject, found: JsonObject, depth: number): JsonObject {
  const { allOf, oneOf, anyOf, ...own } = found;
  // In 3.1, keywords may stand beside a reference.
  const beside: JsonObject = typeof node.$ref === 'string' ? { ...node } : {};
  delete beside.$ref;
  let whole: JsonObject = merge(own, beside);
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const flat = flatten(document, part, depth + 1);
    if (flat) whole = merge(whole, flat);
  }
  for (const union of [oneOf, anyOf]) {
    const branches = (Array.isArray(union) ? union : []).flatMap((branch): JsonObject[] => {
      const flat = flatten(document, branch, depth + 1);
      return flat ? [flat] : [];
    });
    const chosen = branches.find(({ type }) => type !== 'null') ?? branches[0];
    if (chosen && !('example' in whole) && (whole.default ?? null) === null) whole = merge(whole, chosen);
  }
  return whole;
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const whole: JsonObject = { ...one, ...other };
  for (const key of ['minimum', 'minLength', 'minItems', 'minProperties'] as const) {
    if (typeof one[key] === 'number' && typeof other[key] === 'number') whole[key] = Math.max(one[key], other[key]);
  }
  for (const key of ['maximum', 'maxLength', 'maxItems'] as const) {
    if (typeof one[key] === 'number' && typeof other[key] === 'number') whole[key] = Math.min(one[key], other[key]);
  }
  if (isObject(one.properties) && isObject(other.properties)) {
    whole.properties = { ...one.properties };
    for (const [name, property] of Object.entries(other.properties)) {
      const first = ownMember(one.properties, name);
      whole.properties[name] = first === undefined || first === property ? property : { allOf: [first, property] };
    }
  }
  if (Array.isArray(one.required) && Array.isArray(other.required)) {
    whole.required = [...new Set([...one.required, ...other.required])];
  }
  if (Array.isArray(one.enum) && Array.isArray(other.enum)) {
    const allowed = new Set(other.enum.map((value) => JSON.stringify(value)));
    whole.enum = one.enum.filter((value) => allowed.has(JSON.stringify(value)));
  }
  return whole;
}

/** The state of one sample. */
interface Making {
  document: JsonObject;
  /** The number of values that it may still have. */
  left: number;
  isCertain: boolean;
}

function make(making: Making, node: Json | undefined, depth: number): Json | undefined {
  const { document } = making;
  if (making.left-- <= 0) return undefined;
  if (node === true || node === undefined) return {};
  const schema = flatten(document, node);
  if (!schema || depth > maxDepth) return undefined;
  // Such a schema allows nothing.
  if ((Array.isArray(schema.enum) && schema.enum.length === 0) || ('not' in schema && isEverything(schema.not)))
    return undefined;
  const type = typeOf(schema);
  const given = givenBy(schema);
  if (given !== undefined) return isObject(given) ? withoutReadOnly(document, schema, given) : given;
  switch (type) {
    case 'object':
      return makeObject(making, schema, depth);
    case 'array': {
      const { minItems = 0, items, prefixItems = [] } = schema;
      // An empty list is the smallest, but servers may require an entry.
      const count = Math.max(Number(minItems), schema.maxItems === 0 ? 0 : 1);
      if (count > making.left) return undefined;
      const first = Array.isArray(prefixItems) ? prefixItems : [];
      const schemas = Array.from({ length: count }, (_, index) => first[index] ?? items);
      const made = schemas.map((one) => make(making, one, depth + 1));
      const whole = made.every((item) => item !== undefined) ? made : undefined;
      const differing = whole && schema.uniqueItems === true ? unique(making, whole, schemas) : whole;
      return (
        differing ?? (whole && Number(minItems) <= 1 ? whole.slice(0, 1) : Number(minItems) === 0 ? [] : undefined)
      );
    }
    case 'integer':
    case 'number':
      return makeNumber(schema, type);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return making.isCertain ? makeCertain(schema) : makeString(schema);
  }
}

function makeCertain({ format, pattern, ...schema }: JsonObject): string | undefined {
  if (typeof format === 'string' && formats[format] === undefined && !freeFormats.has(format)) return undefined;
  const text = makeString({ ...schema, ...(format !== undefined && { format }) });
  const isSimple = typeof pattern !== 'string' || compiled(pattern)?.test(text ?? '');
  return isSimple ? text : undefined;
}

/** Formats of the registry that any text has. */
const freeFormats = new Set(['binary', 'commonmark', 'html', 'password']);

/** Makes the items of a list differ, by the next listed value, number or text; undefined where that cannot be. */
function unique(
  { document }: Making,
  items: readonly Json[],
  schemas: readonly (Json | undefined)[],
): Json[] | undefined {
  const used = new Set<string>();
  const differing = items.flatMap((item, index): Json[] => {
    const found = [item, ...othersThan(item, flatten(document, schemas[index]), items.length)].find(
      (one) => !used.has(JSON.stringify(one)),
    );
    if (found === undefined) return [];
    used.add(JSON.stringify(found));
    return [found];
  });
  return differing.length === items.length ? differing : undefined;
}

/** Other values that a schema allows: those that it lists, or as many as are needed; none of a text with a format. */
export function othersThan(item: Json, schema: JsonObject | undefined, count: number): Json[] {
  if (!schema || 'const' in schema) return [];
  if (Array.isArray(schema.enum)) return schema.enum;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  if (typeof item === 'number') {
    const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : 1;
    const others = numbers.flatMap((number) => [item + number * step, item - number * step]);
    return others.filter(boundsOf(schema, typeOf(schema)).fits);
  }
  if (typeof item !== 'string' || 'format' in schema || 'pattern' in schema) return [];
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Infinity;
  return numbers
    .map((number) => `${item.slice(0, Math.max(0, most - String(number).length))}${number}`)
    .filter((one) => one.length <= most);
}

/** The value that a merged schema gives itself; undefined where it gives none. */
export function givenBy(schema: JsonObject): Json | undefined {
  if ('const' in schema) return schema.const;
  if ('example' in schema) return schema.example;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if ('default' in schema && schema.default !== null) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum.find((value) => value !== null) ?? schema.enum[0];
  return undefined;
}

function typeOf(schema: JsonObject): string {
  const types = Array.isArray(schema.type) ? schema.type.map(String) : [schema.type];
  const type = types.find((one) => one !== 'null') ?? types[0];
  if (typeof type === 'string') return type;
  if ('items' in schema || 'minItems' in schema) return 'array';
  if (['format', 'pattern', 'minLength', 'maxLength'].some((key) => key in schema)) return 'string';
  if (['minimum', 'maximum', 'multipleOf'].some((key) => key in schema)) return 'number';
  return 'object';
}

function makeObject(making: Making, schema: JsonObject, depth: number): JsonObject | undefined {
  const { document } = making;
  const properties = propertiesOf(schema);
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const free = Object.keys(properties).filter((name) => !required.includes(name));
  // A date may have to fit another one.
  const isDate = (name: string) => String(flatten(document, properties[name])?.format).startsWith('date');
  const optional = [...free.filter((name) => !isDate(name)), ...free.filter(isDate)];
  const value: JsonObject = {};
  for (const name of [...required, ...optional]) {
    const isRequired = required.includes(name);
    if (!isRequired && Object.keys(value).length >= Number(schema.minProperties ?? 0)) break;
    if (isReadOnly(document, ownMember(properties, name))) continue;
    // A required property without a schema may have any value.
    const made = Object.hasOwn(properties, name) ? make(making, properties[name], depth + 1) : 'text';
    if (made !== undefined) value[name] = laterAtEnd(name, made)!;
    else if (isRequired) return undefined;
  }
  const least = Number(schema.minProperties ?? 0);
  for (let index = 1; Object.keys(value).length < least; index++) {
    const made =
      schema.additionalProperties === false ? undefined : make(making, schema.additionalProperties, depth + 1);
    if (made === undefined) return undefined;
    value[`member${index}`] = made;
  }
  return value;
}

const isReadOnly = (document: JsonObject, schema: Json | undefined): boolean =>
  flatten(document, schema)?.readOnly === true;

/** Cached, since most documents have no such property and every request looks for one. */
const hasReadOnly = perObject((document: JsonObject) => JSON.stringify(document).includes('"readOnly":true'));

/** A value for a request, without properties that only the server sets. */
export const withoutReadOnly = (document: JsonObject, schema: Json | undefined, value: Json): Json =>
  hasReadOnly(document) ? leaveOutReadOnly(document, schema, value) : value;

function leaveOutReadOnly(document: JsonObject, schema: Json | undefined, value: Json): Json {
  const flat = flatten(document, schema);
  if (Array.isArray(value)) return value.map((item) => leaveOutReadOnly(document, flat?.items, item));
  if (!isObject(value) || !isObject(flat?.properties)) return value;
  const { properties } = flat;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !Object.hasOwn(properties, name) || !isReadOnly(document, properties[name]))
      .map(([name, member]) => [
        name,
        Object.hasOwn(properties, name) ? leaveOutReadOnly(document, properties[name], member) : member,
      ]),
  );
}

interface Bounds {
  /** The least and the largest number; infinite where there is none. */
  low: number;
  high: number;
  step: number | undefined;
  fits: (value: number) => boolean;
}

function boundsOf(schema: JsonObject, type: string): Bounds {
  const bound = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const above = bound('exclusiveMinimum') ?? (schema.exclusiveMinimum === true ? bound('minimum') : undefined);
  const below = bound('exclusiveMaximum') ?? (schema.exclusiveMaximum === true ? bound('maximum') : undefined);
  const low = Math.max(bound('minimum') ?? -Infinity, above ?? -Infinity);
  const high = Math.min(bound('maximum') ?? Infinity, below ?? Infinity);
  const isWhole = (value: number) => type !== 'integer' || Number.isInteger(value);
  const fits = (value: number) => value >= low && value <= high && value !== above && value !== below && isWhole(value);
  return { low, high, step: bound('multipleOf') ?? (type === 'integer' ? 1 : undefined), fits };
}

function makeNumber(schema: JsonObject, type: string): number | undefined {
  const { low, high, step, fits } = boundsOf(schema, type);
  const unit = step ?? 1;
  const rounded = (value: number) => Number(value.toPrecision(15));
  const nextTo = (value: number, shift: number) => rounded((Math.ceil(value / unit) + shift) * unit);
  const between = Number.isFinite(low) && Number.isFinite(high) && step === undefined ? [low + (high - low) / 2] : [];
  const start = Number.isFinite(low) ? [nextTo(low, 0), nextTo(low, 1), ...(step === undefined ? [low] : [])] : [];
  const end = Number.isFinite(high) ? [nextTo(high, 0), nextTo(high, -1), nextTo(high, -2)] : [];
  return [unit, 0, ...start, ...end, ...between].find(fits);
}

/** Of the name of a date, whether it is the end of something that another one begins. */
export const isEnd =
  /^(?:end|due|until|to|expir|finish|return|check_?out|departure)|(?:_(?:end|due|until|to)|End|Due|Until|To)(?:_?(?:at|on|date))?$/;
/** The sample of a date or a time, and of what has the name of an end a later one. */
export const laterAtEnd = (name: string, made: Json | undefined): Json | undefined =>
  made !== undefined && isEnd.test(name) ? (later.get(made) ?? made) : made;

/** Values of fictitious people, at reserved domains. */
const formats: Record<string, string> = {
  // Of an adult, where it is a birthdate.
  date: '2000-01-31',
  'date-time': '2020-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  'idn-email': 'ada@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  iri: 'https://example.com/',
  'uri-reference': '/a',
  'iri-reference': '/a',
  'uri-template': '/a/{b}',
  'json-pointer': '/a',
  'relative-json-pointer': '0/a',
  regex: '^a$',
  uuid: '00000000-0000-4000-8000-000000000001',
  byte: 'dGV4dA==',
  int64: '1',
  int32: '1',
  decimal: '1',
};
/** What ends is after what begins. */
const later: ReadonlyMap<Json, string> = new Map([
  [formats.date!, '2000-02-01'],
  [formats['date-time']!, '2020-01-02T00:00:00Z'],
  [formats.time!, '01:00:00Z'],
]);

function makeString({ format, pattern, minLength = 0, maxLength = Infinity }: JsonObject): string | undefined {
  if (Number(minLength) > longestText) return undefined;
  const fits = (text: string) => text.length >= Number(minLength) && text.length <= Number(maxLength);
  const text = formats[String(format)] ?? 'text'.slice(0, Number(maxLength));
  const long = formats[String(format)] === undefined ? text.padEnd(Number(minLength), 'a') : text;
  if (typeof pattern !== 'string') return fits(long) ? long : undefined;
  const expression = compiled(pattern);
  if (!expression) return undefined;
  const digits = '1'.repeat(Math.min(Math.max(1, Number(minLength)), 1000));
  const easy = [long, digits, long.toUpperCase()].find((one) => fits(one) && expression.test(one));
  if (easy !== undefined) return easy;
  // The generator expands every repetition.
  if (repetitionsOf(pattern) > mostValues) return undefined;
  try {
    return draw(stringMatching(expression, { size: 'small' }), { seed: 1, numRuns: 200 })
      .filter(fits)
      .sort((a, b) => a.length - b.length)
      .find((one) => /^[\x20-\x7e]*$/.test(one) && expression.test(one));
  } catch {
    return undefined; // a construct that the generator does not know, such as a look-ahead
  }
}

/** The most repetitions that a pattern requires of a part; groups may be nested. */
function repetitionsOf(pattern: string): number {
  const counts = (expression: RegExp) => [...pattern.matchAll(expression)].map(([, count]) => Number(count));
  const ofGroups = counts(/\)\{(\d+)/g).reduce((product, count) => product * Math.max(1, count), 1);
  return ofGroups * Math.max(1, ...counts(/[^)]\{(\d+)/g));
}

function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return patternOf(pattern, flags);
    } catch {
      // The next attempt is less strict.
    }
  }
  return undefined;
}
