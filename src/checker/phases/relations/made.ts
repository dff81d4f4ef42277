/**
 * Relations that hold of any record, and that no recipe has to declare: what has been created is shown at its id, what a
 * request has changed is changed afterwards, and what was deleted is gone.
 */
import { follow, isObject, valueAt, type Json, type JsonObject, type Operation } from '../../../openapi/document.js';
import { encodeBody } from '../../../openapi/request-body.js';
import { parseJson } from '../../../openapi/json.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import { escapeToken } from '../../../openapi/pointer.js';
import { flatten } from '../../../openapi/sample.js';
import type { Found } from '../../found.js';
import { isSuccess } from '../../plan.js';
import type { MadeCollection } from '../../records/made-record.js';
import type { DeclaredFixture } from '../../relations/declared.js';
import { disagreeing, emptied, isSameValue, notTaken } from '../../relations/shared-members.js';
import type { Run } from '../../run.js';
import { redactPointer } from '../../validate/redact.js';
import type { Violation } from '../../validate/response.js';
import { Fixture, hasSucceeded, relationViolation, type Received } from './fixture.js';

/** One case of the report. */
export interface DerivedPart {
  name: string;
  operation: Operation;
  check: () => Promise<Found>;
}

const nothing: DeclaredFixture = { given: [], lasts: [], views: {}, volatile: [], cases: {}, lists: {}, events: {} };

export function madeParts(run: Run): DerivedPart[] {
  return (run.records?.collections ?? []).flatMap((collection): DerivedPart[] => {
    const { create, read, below, item, inner, isLost } = collection;
    if (!read) return [];
    const created: DerivedPart = {
      name: 'what it creates is shown',
      operation: create,
      check: () => checkCreated(run, collection, read, {}),
    };
    if (isLost) return [created];
    const optional = optionalMembers(run.document, create);
    const parts = below.flatMap((operation): DerivedPart[] => {
      const named = operation.parameters.filter((one) => one.in === 'path');
      if (!named.every(({ name }) => Object.hasOwn(inner.parameters ?? {}, name))) return [];
      if (operation.method === 'DELETE' && operation.path === item)
        return [
          { name: 'what it deletes is gone', operation, check: () => checkDeleted(run, collection, read, operation) },
        ];
      if (!['PUT', 'PATCH', 'POST'].includes(operation.method)) return [];
      const own = below.find(({ method, path }) => method === 'GET' && path === operation.path);
      const look = own ?? read;
      const parts = [
        { name: 'what it changes is changed', operation, check: () => checkChanged(run, collection, look, operation) },
      ];
      if (operation.method === 'PATCH' && nullable(run.document, operation).length > 0)
        parts.push({ name: 'null takes away', operation, check: () => checkNull(run, collection, look, operation) });
      return parts;
    });
    if (optional.length === 0) return [created, ...parts];
    const fewest = Object.fromEntries(optional.map((name) => [name, null]));
    const least = {
      ...created,
      name: 'what it creates of required members is shown',
      check: () => checkCreated(run, collection, read, fewest),
    };
    return [created, least, ...parts];
  });
}

/** A fixture with the record, or why there is none. */
const withRecord = (run: Run, { inner }: MadeCollection): Promise<Fixture | Found> =>
  Fixture.setUp(run, { ...nothing, given: inner.given });

async function checkCreated(
  run: Run,
  collection: MadeCollection,
  read: Operation,
  without: JsonObject,
): Promise<Found> {
  const { create, outer, inner, id, output } = collection;
  const fixture = await Fixture.setUp(run, { ...nothing, given: outer.given });
  if (!(fixture instanceof Fixture)) return fixture;
  const patch = { ...(isObject(outer.patch) ? outer.patch : {}), ...without };
  const made = await fixture.send(create, { ...templateOf(outer), patch });
  if (!hasSucceeded(made)) return `it was not created (${made.status})`;
  fixture.context.keep(output, `$response.body#${id}`, made.json);
  const shown = await fixture.send(read, templateOf(inner));
  if (!hasSucceeded(shown))
    return failed(shown, [
      relationViolation('', `expected what was created to be found at its id, got ${shown.status}`),
    ]);
  const wrong = disagreeing(made.json ?? null, shown.json ?? null);
  return failed(shown, [
    ...shown.violations,
    ...wrong.map((at) => other(run, at, 'is another value than when it was created')),
  ]);
}

async function checkChanged(
  run: Run,
  collection: MadeCollection,
  look: Operation,
  operation: Operation,
): Promise<Found> {
  const fixture = await withRecord(run, collection);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(collection.inner);
  const before = await fixture.send(look, template);
  const sent = fixture.context.bodyOf(operation, template) ?? null;
  const answer = await fixture.send(operation, template);
  if (!hasSucceeded(answer)) return `it was not taken (${answer.status})`;
  // What is only accepted may be done later (RFC 9110, 15.3.3).
  if (answer.status === 202) return 'it is only accepted (202)';
  const after = await fixture.send(look, template);
  if (!hasSucceeded(before)) return `there is nothing to be seen before it (${before.status})`;
  if (!hasSucceeded(after))
    return failed(after, [relationViolation('', `expected the record afterwards, got ${after.status}`)]);
  const isChange = operation.method !== 'POST';
  const [former, later] = [before.json ?? null, after.json ?? null];
  const lost = new Set([
    ...(isChange ? notTaken(sent, former, later) : []),
    ...(isAbout(collection, look, answer, former) ? notTaken(answer.json ?? null, former, later) : []),
  ]);
  const gone = operation.method === 'PATCH' ? emptied(sent, former, later) : [];
  return failed(answer, [
    ...after.violations,
    ...[...lost].map((at) => other(run, at, 'is afterwards what it was before')),
    ...gone.map((name) => other(run, `/${escapeToken(name)}`, 'is empty afterwards, and was not in the request')),
  ]);
}

/** Whether an answer to a change is the record itself. */
function isAbout({ id, item }: MadeCollection, look: Operation, { json }: Received, former: Json): boolean {
  if (look.path !== item) return true;
  return valueAt(json ?? null, id) !== undefined && isSameValue(valueAt(json ?? null, id), valueAt(former, id));
}

async function checkNull(run: Run, collection: MadeCollection, look: Operation, operation: Operation): Promise<Found> {
  const fixture = await withRecord(run, collection);
  if (!(fixture instanceof Fixture)) return fixture;
  const { context } = fixture;
  const template = templateOf(collection.inner);
  // What an example sets is there to be taken away.
  await fixture.send(operation, template);
  const before = await fixture.send(look, template);
  const shown = nullable(run.document, operation).filter((name) => {
    const value = valueAt(before.json ?? null, `/${escapeToken(name)}`);
    return value !== undefined && value !== null;
  });
  if (shown.length === 0) return 'no member that may be null is shown';
  const body = Object.fromEntries(shown.map((name) => [name, null]));
  const { request } = await context.request(operation, template, {
    encode: (mediaType, _, media) => encodeBody(mediaType, body, media),
  });
  const exchange = await context.send(operation, request);
  if ('failure' in exchange || !isSuccess(String(exchange.response.status))) return 'it was not taken';
  const after = await fixture.send(look, template);
  const left = shown.filter((name) => {
    const [former, later] = [before, after].map(({ json }) => valueAt(json ?? null, `/${escapeToken(name)}`));
    return isSameValue(former, later);
  });
  const violations = left.map((name) =>
    other(run, `/${escapeToken(name)}`, 'is afterwards what it was before null was sent'),
  );
  return { violations, toCurl: () => context.toCurl(request) };
}

async function checkDeleted(
  run: Run,
  collection: MadeCollection,
  read: Operation,
  operation: Operation,
): Promise<Found> {
  const fixture = await withRecord(run, collection);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(collection.inner);
  const list = run.operations.find(({ method, path }) => method === 'GET' && path === collection.create.path);
  const before = await fixture.send(read, template);
  const deleted = await fixture.send(operation, template);
  if (!hasSucceeded(deleted)) return `it was not deleted (${deleted.status})`;
  if (deleted.status === 202) return 'it is only accepted (202)';
  const after = await fixture.send(read, template);
  // A record that says that it is deleted is as good.
  const isMarked = JSON.stringify(after.json) !== JSON.stringify(before.json);
  if (hasSucceeded(after))
    return isMarked
      ? { violations: [] }
      : failed(deleted, [relationViolation('', `expected it to be gone, got ${after.status}`)]);
  const id = valueAt(before.json ?? null, collection.id);
  const listed = list ? await fixture.send(list, templateOf(collection.outer, false)) : undefined;
  const isListed =
    id !== undefined && listed && objectsIn(listed.json ?? null).some((one) => valueAt(one, collection.id) === id);
  return failed(deleted, isListed ? [relationViolation('', 'expected it to be in the list no more')] : []);
}

/** The objects of the outermost lists of an answer. */
export function objectsIn(json: Json): JsonObject[] {
  const lists = Array.isArray(json) ? [json] : Object.values(isObject(json) ? json : {}).filter(Array.isArray);
  return lists.flatMap((list) => list.filter(isObject));
}

const templateOf = (
  { parameters, patch }: Pick<RequestTemplate, 'parameters' | 'patch'>,
  hasPatch = true,
): RequestTemplate => ({
  ...(parameters && { parameters }),
  ...(hasPatch && patch !== undefined && { patch }),
});

const other = ({ responseValidator }: Run, pointer: string, message: string): Violation =>
  relationViolation(redactPointer({ pointer }, responseValidator.propertyNames), message);

const failed = ({ toCurl }: Received, violations: Violation[]): Found => ({ violations, toCurl });

/** The schema of a JSON body. */
function bodySchema(document: JsonObject, { requestBody }: Operation): JsonObject | undefined {
  const content = requestBody?.value.content;
  const [media] = Object.entries(isObject(content) ? content : {}).filter(([type]) => /json/i.test(type));
  const schema = media && follow(document, media[1], '')?.value.schema;
  return schema === undefined ? undefined : flatten(document, schema);
}

/** Outermost members that a body may leave out. */
function optionalMembers(document: JsonObject, operation: Operation): string[] {
  const { properties, required } = bodySchema(document, operation) ?? {};
  const needed = Array.isArray(required) ? required : [];
  return Object.keys(isObject(properties) ? properties : {}).filter((name) => !needed.includes(name));
}

/** Outermost members that may be null. */
function nullable(document: JsonObject, operation: Operation): string[] {
  const { properties } = bodySchema(document, operation) ?? {};
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, node]) => {
    const schema = flatten(document, node);
    return schema && ([schema.type].flat().includes('null') || schema.nullable === true) ? [name] : [];
  });
}
