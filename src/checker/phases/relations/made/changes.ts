/** What is checked of a request that changes or replaces a record, by name of the part. */
import {
  follow,
  hasType,
  isObject,
  operationObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { tagOf } from '../../../records/collections.js';
import { membersAnswered, answerSchema, recordSchemaOf } from '../../../records/wrapping.js';
import { checkChanged, checkTag } from './changed.js';
import { checkLeftOut, checkLeftOutInside, checkNull, checkReplaced } from './left-out.js';
import { checkReadOnly } from './read-only.js';
import type { Subject } from './subject.js';
import { checkStored, takesFile } from './files.js';
import { changesOf as otherValues, samplesOf } from '../other-values.js';

export type Checks = Record<string, () => Promise<Found>>;

/** Of PUT and PATCH, and of POST at the path of the record. */
export function changesOf(subject: Subject, operation: Operation): Checks {
  const { document } = subject.run;
  if (takesFile(operation)) return { 'what it stores is given back': () => checkStored(subject, operation) };
  const { method } = operation;
  const { properties, required } = bodySchema(document, operation);
  const schemas = Object.entries(properties).map(([name, node]) => [name, flatten(document, node)] as const);
  const [outer, inner] = membersAnswered(document, subject.look);
  // Null may bring back the default of what is never null itself.
  const always = requiredAnswered(document, subject.look);
  const nullable = schemas.flatMap(([name, one]) => {
    const shown = flatten(document, inner[name] ?? outer[name] ?? null);
    const mayBeAbsent = !always.has(name) && one?.default === undefined && shown?.default === undefined;
    const isOpen = shown === undefined || takesNull(document, inner[name] ?? outer[name]) || mayBeAbsent;
    return takesNull(document, properties[name]) && isOpen ? [name] : [];
  });
  const readOnly = schemas.flatMap(([name, one]) => (one?.readOnly === true ? [name] : []));
  const mayLack = Object.keys(properties).filter((name) => !required.includes(name) && !readOnly.includes(name));
  const defaults = new Map(
    schemas.flatMap(([name, one]): [string, Json][] => (one?.default === undefined ? [] : [[name, one.default]])),
  );
  const samples = samplesOf(subject.run, pick(properties, mayLack), {});
  // What is the default itself is there again without being sent.
  const optional = {
    ...samples,
    ...otherValues(subject.run, pick(properties, mayLack), pick(samples, [...defaults.keys()])),
  };
  // What is done, such as SCIM's `Operations`, is no member of the record.
  const isRepresentation = schemas.every(
    ([name, one]) => !required.includes(name) || one?.writeOnly === true || name in outer || name in inner,
  );
  const words = wordsOf(document, operation);
  const replaces = method === 'PUT' && /replac/i.test(words) && Object.keys(optional).length > 0;
  const tag = tagOf(operation);
  const parts = method === 'PATCH' ? partsChangedAlone(subject, operation, properties) : {};
  return {
    'what it changes is changed': () => checkChanged(subject, operation, properties, isRepresentation),
    ...(method !== 'PUT' &&
      required.length === 0 &&
      Object.keys(properties).length > 1 && {
        'what it leaves out stays': () => checkLeftOut(subject, operation, properties),
      }),
    ...(Object.keys(parts).length > 0 && {
      'what it leaves out of a part stays': () => checkLeftOutInside(subject, operation, parts),
    }),
    ...(tag && { 'another tag is refused': () => checkTag(subject, operation, tag.name) }),
    // Of another media type nobody says that null takes away (RFC 7396).
    ...(isMergePatch(operation) &&
      nullable.length > 0 && { 'null takes away': () => checkNull(subject, operation, pick(properties, nullable)) }),
    ...(readOnly.length > 0 && { 'what is read-only stays': () => checkReadOnly(subject, operation, readOnly) }),
    ...(replaces && {
      'what it leaves out is gone': () =>
        checkReplaced(subject, operation, {
          optional,
          defaults,
          isWhole: isWhole.test(words),
        }),
    }),
  };
}

/**
 * Objects of a record of which a change may have some members alone, each with the schemas of its members: of a merge
 * patch (RFC 7396), or where the record requires what the change does not.
 */
function partsChangedAlone(
  { run: { document }, look }: Subject,
  operation: Operation,
  properties: JsonObject,
): Record<string, JsonObject> {
  const [outer, inner] = membersAnswered(document, look);
  const requiredOf = (schema: JsonObject | undefined) => (Array.isArray(schema?.required) ? schema.required.length : 0);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, node]): [string, JsonObject][] => {
      const schema = flatten(document, node);
      const shown = flatten(document, inner[name] ?? outer[name] ?? null);
      const isAlone = isMergePatch(operation) || (requiredOf(schema) === 0 && requiredOf(shown) > 0);
      const own = propertiesOf(schema);
      return isAlone && Object.keys(own).length > 1 ? [[name, own]] : [];
    }),
  );
}

const isMergePatch = ({ requestBody }: Operation): boolean =>
  isObject(requestBody?.value.content) &&
  Object.keys(requestBody.value.content).some((type) => /merge-patch/i.test(type));

/** Words by which nothing stays that is left out: without them some of it may be the target's own. */
const isWhole =
  /\b(?:nothing of|as a whole|whole new|in full|entire(?:ly)?|complete(?:ly)?|falls? back|(?:is|are) (?:gone|cleared|removed|reset|emptied|dropped|unset)|left out|omitted)\b/i;

/** What the document says of an operation. */
function wordsOf(document: JsonObject, operation: Operation): string {
  const { summary, description } = operationObject(document, operation) ?? {};
  return [operation.operationId, summary, description].join(' ');
}

const pick = (properties: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));

/** Whether a schema has null: by its type, by `nullable` of OpenAPI 3.0, or as one of several. */
function takesNull(document: JsonObject, node: Json | undefined): boolean {
  const schema = follow(document, node, '')?.value ?? {};
  const some = [schema.anyOf, schema.oneOf].flatMap((one) => (Array.isArray(one) ? one : []));
  const all = [flatten(document, node ?? null), ...some.map((one) => flatten(document, one))];
  return all.some((one) => hasType(one, 'null') || one?.nullable === true);
}

/** Names of members that an answer always has, in a wrapping or not. */
function requiredAnswered(document: JsonObject, operation: Operation): ReadonlySet<string> {
  const outer = answerSchema(document, operation);
  const schemas = [outer, ...Object.values(propertiesOf(outer)).map((node) => flatten(document, node))];
  return new Set(schemas.flatMap((one) => (Array.isArray(one?.required) ? one.required.map(String) : [])));
}

/** The outermost members of the record in a JSON body. */
export function bodySchema(document: JsonObject, operation: Operation): { properties: JsonObject; required: string[] } {
  const { properties, required } = recordSchemaOf(document, operation) ?? {};
  return {
    properties: isObject(properties) ? properties : {},
    required: Array.isArray(required) ? required.map(String) : [],
  };
}
