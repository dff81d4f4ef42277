/**
 * Relations that hold of any record, and that no recipe has to declare: what has been created is shown at its id, what a
 * request has changed is changed afterwards, and what was deleted is gone.
 */
import type { JsonObject, Operation } from '../../../openapi/document.js';
import { flatten } from '../../../openapi/sample.js';
import { essenceOf, isJson } from '../../../openapi/media-type.js';
import { follow, isObject } from '../../../openapi/document.js';
import type { Found } from '../../found.js';
import type { MadeCollection } from '../../records/made-record.js';
import type { Run } from '../../run.js';
import {
  checkChanged,
  checkCreated,
  checkCreatedAtId,
  checkDeleted,
  checkNull,
  checkReadOnly,
  checkReplaced,
  type Subject,
} from './made-checks.js';

/** One case of the report. */
export interface DerivedPart {
  name: string;
  operation: Operation;
  check: () => Promise<Found>;
}

export const madeParts = (run: Run): DerivedPart[] =>
  (run.records?.collections ?? []).flatMap((collection) =>
    collection.read ? partsOf(run, collection, collection.read) : [],
  );

function partsOf(run: Run, collection: MadeCollection, read: Operation): DerivedPart[] {
  const { create, below, item, inner, isLost } = collection;
  const subject: Subject = { run, collection, look: read };
  const created = (name: string, without: JsonObject): DerivedPart => ({
    name,
    operation: create,
    check: () => checkCreated(subject, without),
  });
  const shown = created('what it creates is shown', {});
  // How its operations name it is not known then.
  if (isLost) return [shown];
  const { properties, required } = bodySchema(run.document, create);
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const least = created(
    'what it creates of required members is shown',
    Object.fromEntries(optional.map((name) => [name, null])),
  );
  const ofItem = below.flatMap((operation): DerivedPart[] => {
    const { method, path } = operation;
    const named = operation.parameters.filter((one) => one.in === 'path');
    if (!named.every(({ name }) => Object.hasOwn(inner.parameters ?? {}, name))) return [];
    const own = below.find((one) => one.method === 'GET' && one.path === path);
    return Object.entries(checksOf({ ...subject, look: own ?? read }, operation, path === item)).map(
      ([name, check]) => ({
        name,
        operation,
        check,
      }),
    );
  });
  return [shown, ...(optional.length > 0 ? [least] : []), ...ofItem];
}

/** By name of the part. @param isItem whether the operation is one of the record itself */
function checksOf(subject: Subject, operation: Operation, isItem: boolean): Record<string, () => Promise<Found>> {
  const { method } = operation;
  if (method === 'DELETE') return isItem ? { 'what it deletes is gone': () => checkDeleted(subject, operation) } : {};
  const change = { 'what it changes is changed': () => checkChanged(subject, operation) };
  if (method === 'POST') return change;
  if (method !== 'PUT' && method !== 'PATCH') return {};
  const { properties, required } = bodySchema(subject.run.document, operation);
  const schemas = Object.entries(properties).map(
    ([name, node]) => [name, flatten(subject.run.document, node)] as const,
  );
  const nullable = schemas.flatMap(([name, one]) =>
    [one?.type].flat().includes('null') || one?.nullable === true ? [name] : [],
  );
  const readOnly = schemas.flatMap(([name, one]) => (one?.readOnly === true ? [name] : []));
  const optional = Object.keys(properties).filter((name) => !required.includes(name) && !readOnly.includes(name));
  const words = [operation.operationId, subject.run.document.summary, ...texts(subject.run.document, operation)].join(
    ' ',
  );
  return {
    ...change,
    ...(method === 'PATCH' &&
      nullable.length > 0 && { 'null takes away': () => checkNull(subject, operation, nullable) }),
    ...(readOnly.length > 0 && { 'what is read-only stays': () => checkReadOnly(subject, operation, readOnly) }),
    ...(method === 'PUT' &&
      /replac/i.test(words) &&
      optional.length > 0 && { 'what it leaves out is gone': () => checkReplaced(subject, operation, optional) }),
    ...(method === 'PUT' &&
      isItem &&
      operation.responses.has('201') && {
        'what it creates is answered with 201': () => checkCreatedAtId(subject, operation),
      }),
  };
}

/** What the document says of an operation. */
function texts(document: JsonObject, { path, method }: Operation): string[] {
  const item = isObject(document.paths) ? follow(document, document.paths[path], '')?.value : undefined;
  const own = item?.[method.toLowerCase()];
  return isObject(own) ? [own.summary, own.description].filter((text) => typeof text === 'string') : [];
}

/** The outermost members of a JSON body. */
function bodySchema(document: JsonObject, { requestBody }: Operation): { properties: JsonObject; required: unknown[] } {
  const content = requestBody?.value.content;
  const [, media] =
    Object.entries(isObject(content) ? content : {}).find(([type]) => isJson(essenceOf(type) ?? type)) ?? [];
  const node = media === undefined ? undefined : follow(document, media, '')?.value.schema;
  const { properties, required } = (node === undefined ? undefined : flatten(document, node)) ?? {};
  return { properties: isObject(properties) ? properties : {}, required: Array.isArray(required) ? required : [] };
}
