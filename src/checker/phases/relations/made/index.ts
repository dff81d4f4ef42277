/**
 * Relations that hold of any record, and that no recipe has to declare: what has been created is shown at its id, what a
 * request has changed is changed afterwards, and what was deleted is gone.
 */
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
import { bare, isChange, isRestoring, tagOf } from '../../../records/collections.js';
import { areMade, type MadeCollection } from '../../../records/made-record.js';
import { answerSchema, answersList, recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { checkChanged, checkTag } from './changed.js';
import { checkAnswered, checkCreated, checkCreatedAtId } from './created.js';
import { checkDeleted, checkRestored } from './deleted.js';
import { checkLeftOut, checkLeftOutInside, checkNull, checkReplaced } from './left-out.js';
import { ownerParts } from './owner.js';
import { representationParts } from './representation.js';
import { checkReadOnly, checkReadOnlyCreated } from './read-only.js';
import type { DerivedPart, MadeSubject, Subject } from './subject.js';
import { capacityParts } from './capacity.js';
import { uniqueParts } from './unique.js';
import { aggregateParts } from './aggregates.js';
import { belongingParts } from './belonging.js';
import { conventionParts } from './conventions.js';
import { conditionalParts } from './conditional.js';
import { checkStored, takesFile } from './files.js';
import { longRunningParts } from './long-running.js';
import { otherClientParts } from './other-client.js';
import { orderedParts } from './ordered.js';
import { referenceParts } from './references.js';
import { outerLimitParts } from './outer-limits.js';
import { samplesOf } from '../other-values.js';
import { membersAnswered } from '../lists/listed.js';
import { idempotencyParts } from './idempotency.js';
import { stateParts } from './state-checks.js';

export function madeParts(run: Run): DerivedPart[] {
  // What answers by name keeps no state.
  if (run.honoursPrefer) return [];
  const { collections } = run.records;
  const all = collections.flatMap((collection) => [
    ...(collection.read ? partsOf(run, collection, collection.read) : []),
    ...ownerParts(run, collection),
    ...representationParts(run, collection),
    ...uniqueParts(run, collection),
    ...capacityParts(run, collection),
    ...orderedParts(run, collection),
    ...outerLimitParts(run, collection),
    ...conventionParts(run, collection),
    ...belongingParts(run, collection),
    ...aggregateParts(run, collection),
    ...referenceParts(run, collection),
    ...conditionalParts(run, collection),
    ...longRunningParts(run, collection),
    ...otherClientParts(run, collection),
  ]);
  // What creates may be that of two paths: `/rooms/{id}` and `/rooms/{room_id}/rates`.
  const made = [...new Map(all.map((one) => [`${one.operation.operationId} ${one.name}`, one])).values()];
  const known = new Set(collections.flatMap(({ below }) => below));
  const others = run.operations.filter((one) => !known.has(one));
  return [
    ...made,
    ...answeredParts(run),
    ...idempotencyParts(run),
    ...others.flatMap((one) => examplePartsOf(run, one)),
  ];
}

/** Of what the check cannot create: the record that the examples of the document name. */
function examplePartsOf(run: Run, operation: Operation): DerivedPart[] {
  const { path, operationId } = operation;
  if (run.recipes.of.has(operationId) || !isChange(operation)) return [];
  const look = run.operations.find((one) => one.method === 'GET' && bare(one.path) === bare(path));
  if (!look || run.recipes.of.has(look.operationId)) return [];
  const subject = { run, look, record: { given: [] } };
  return Object.entries(changesOf(subject, operation)).map(([name, check]) => ({ name, operation, check }));
}

/** Of what is only shown in the answer to the request that has created it. */
function answeredParts(run: Run): DerivedPart[] {
  const read = new Set(run.records.collections.flatMap((one) => (one.read ? [one.create] : [])));
  return run.operations.flatMap((operation): DerivedPart[] => {
    const { method, operationId, responses } = operation;
    const record = run.records.of.get(operationId) ?? { given: [] };
    const isCreating = method === 'POST' && responses.has('201') && !read.has(operation);
    if (!isCreating || run.recipes.of.has(operationId) || !areMade(operation, record)) return [];
    if (takesFile(operation) || answersList(run.document, operation)) return [];
    const { properties, required } = bodySchema(run.document, operation);
    const check = () => checkAnswered(run, { operation, record }, properties, required);
    return [{ name: 'what it answers is what was sent', operation, check }];
  });
}

function partsOf(run: Run, collection: MadeCollection, read: Operation): DerivedPart[] {
  const { create, below, item, inner, isLost } = collection;
  const subject: MadeSubject = { run, collection, look: read, record: inner };
  const { properties, required } = bodySchema(run.document, create);
  const stored = Object.fromEntries(
    Object.entries(properties).filter(
      ([name, node]) => required.includes(name) && isStored(flatten(run.document, node)),
    ),
  );
  const created = (name: string, without: JsonObject): DerivedPart => ({
    name,
    operation: create,
    check: () => checkCreated(subject, without, stored, properties),
  });
  const shown: DerivedPart = takesFile(create)
    ? {
        name: 'what it stores is given back',
        operation: create,
        check: () => checkStored({ run, record: run.records.of.get(create.operationId) ?? inner, look: read }, create),
      }
    : created('what it creates is shown', {});
  // How its operations name it is not known then.
  if (isLost) return [shown];
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const least = created(
    'what it creates of required members is shown',
    Object.fromEntries(optional.map((name) => [name, null])),
  );
  const ofItem = below.flatMap((operation): DerivedPart[] => {
    const { path } = operation;
    if (!areMade(operation, inner)) return [];
    const own = below.find((one) => one.method === 'GET' && bare(one.path) === bare(path));
    const record = run.records.of.get(operation.operationId) ?? inner;
    const checks = checksOf({ ...subject, record, look: own ?? read }, operation, bare(path) === item);
    return Object.entries(checks).map(([name, check]) => ({ name, operation, check }));
  });
  const readOnly = Object.keys(properties).filter(
    (name) => flatten(run.document, properties[name] ?? null)?.readOnly === true,
  );
  const kept: DerivedPart = {
    name: 'what is read-only is not taken',
    operation: create,
    check: () => checkReadOnlyCreated(subject, readOnly),
  };
  return [
    shown,
    ...(optional.length > 0 && !takesFile(create) ? [least] : []),
    ...(readOnly.length > 0 ? [kept] : []),
    ...ofItem,
    ...stateParts(run, collection),
  ];
}

/** Whether what is sent is what is shown later. Of a list the target may choose, such as the first state. */
const isStored = (schema: JsonObject | undefined): boolean =>
  schema !== undefined && schema.readOnly !== true && schema.writeOnly !== true && schema.enum === undefined;

type Checks = Record<string, () => Promise<Found>>;

/** By name of the part. @param isItem whether the operation is one of the record itself */
function checksOf(subject: MadeSubject, operation: Operation, isItem: boolean): Checks {
  const { method } = operation;
  if (method === 'DELETE') return isItem ? { 'what it deletes is gone': () => checkDeleted(subject, operation) } : {};
  // `POST /customers/{id}` changes what it has, as PATCH does.
  if (method === 'POST' && isItem) return changesOf(subject, operation);
  if (isRestoring(operation)) return { 'what was deleted is back': () => checkRestored(subject, operation) };
  if (method === 'POST') return { 'what it changes is changed': () => checkChanged(subject, operation) };
  if (!isChange(operation)) return {};
  const creates = method === 'PUT' && isItem && operation.responses.has('201');
  return {
    ...changesOf(subject, operation),
    ...(creates && { 'what it creates is answered with 201': () => checkCreatedAtId(subject, operation) }),
  };
}

/** Of PUT and PATCH, and of POST at the path of the record. */
function changesOf(subject: Subject, operation: Operation): Checks {
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
    const mayLack = !always.has(name) && one?.default === undefined && shown?.default === undefined;
    const isOpen = shown === undefined || takesNull(document, inner[name] ?? outer[name]) || mayLack;
    return takesNull(document, properties[name]) && isOpen ? [name] : [];
  });
  const readOnly = schemas.flatMap(([name, one]) => (one?.readOnly === true ? [name] : []));
  const mayLack = Object.keys(properties).filter((name) => !required.includes(name) && !readOnly.includes(name));
  const optional = samplesOf(subject.run, pick(properties, mayLack), {});
  const defaults = new Map(
    schemas.flatMap(([name, one]): [string, Json][] => (one?.default === undefined ? [] : [[name, one.default]])),
  );
  const words = wordsOf(document, operation);
  const replaces = method === 'PUT' && /replac/i.test(words) && Object.keys(optional).length > 0;
  const tag = tagOf(operation);
  const parts = method === 'PATCH' ? partsChangedAlone(subject, operation, properties) : {};
  return {
    'what it changes is changed': () => checkChanged(subject, operation, properties, true),
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
function bodySchema(document: JsonObject, operation: Operation): { properties: JsonObject; required: string[] } {
  const { properties, required } = recordSchemaOf(document, operation) ?? {};
  return {
    properties: isObject(properties) ? properties : {},
    required: Array.isArray(required) ? required.map(String) : [],
  };
}
