/** Requests that change something: other values than a record has, made from the schemas of its members. */
import {
  propertiesOf,
  isObject,
  withValueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../openapi/document.js';
import { encodeBody } from '../../../openapi/request-body.js';
import { madeBody, type MadeRequest, type RequestTemplate } from '../../../openapi/request.js';
import { filledSampleOf, flatten, othersThan, sampleOf } from '../../../openapi/sample.js';
import { toPointer } from '../../../openapi/pointer.js';
import { another } from '../../records/another.js';
import { withNames } from '../../records/procedures.js';
import { within, wrapped, wrappingOf } from '../../records/wrapping.js';
import { joinPatches } from '../../recipes/rules.js';
import { fewerDigits } from '../../relations/decimals.js';
import { isDated } from '../../relations/instants.js';
import { isSameValue, isUnsteady } from '../../relations/shared-members.js';
import type { Run } from '../../run.js';
import { saysId } from '../../sentences.js';
import { hasSucceeded, type Fixture, type Received } from './fixture.js';

/** A request with members of its record beside those of its own patch. */
export const withPatch = (
  { document }: Run,
  operation: Operation,
  { patch, ...template }: RequestTemplate,
  more: JsonObject,
): RequestTemplate => ({
  ...template,
  patch: joinPatches(patch, wrapped(more, wrappingOf(document, operation))) as Json,
});

/** Members that are tried alone. */
const mostAlone = 12;

/**
 * Sends a request with other values where its body is made from the schema, as that is the same for each record; without
 * them where they are not taken.
 * @param others called with the record in the body that is made
 * @param ofExample whether the body of an example is changed, too
 * @returns `sent`, the record in the body
 */
export async function sendOther(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  others: (body: Json) => JsonObject,
  ofExample = false,
): Promise<{ answer: Received; sent: Json }> {
  const { run } = fixture;
  const recordOf = ({ body }: MadeRequest): Json => within(body?.value ?? null, wrappingOf(run.document, operation));
  const attempt = async (made: MadeRequest) => ({
    answer: await fixture.sendRequest(operation, made.request),
    sent: recordOf(made),
  });
  const plain = await fixture.context.request(operation, template);
  const changes = ofExample || plain.made.includes(madeBody) ? others(recordOf(plain)) : {};
  // Which names a map may have, and which dates fit each other, a schema does not always say.
  const isFree = (value: Json): boolean => !isObject(value) && !(typeof value === 'string' && isDated(value));
  const free = Object.fromEntries(Object.entries(changes).filter(([, value]) => isFree(value)));
  const isFewer = Object.keys(free).length < Object.keys(changes).length;
  for (const some of isFewer ? [changes, free] : [changes]) {
    if (Object.keys(some).length === 0) continue;
    const changed = await attempt(await fixture.context.request(operation, withPatch(run, operation, template, some)));
    if (hasSucceeded(changed.answer)) return changed;
  }
  const send = async (some: JsonObject) =>
    attempt(await fixture.context.request(operation, withPatch(run, operation, template, some)));
  // Where one is not taken, for a reason of the target's own, the others are sent.
  const names = Object.keys(changes);
  const taken: JsonObject = {};
  for (const name of names.length > 1 && names.length <= mostAlone ? names : [])
    if (hasSucceeded((await send({ [name]: changes[name]! })).answer)) taken[name] = changes[name]!;
  if (Object.keys(taken).length > 1) {
    const some = await send(taken);
    if (hasSucceeded(some.answer)) return some;
  }
  return attempt(await fixture.context.request(operation, template));
}

/** A map with an entry more; undefined for what is none. */
function withEntry(document: JsonObject, schema: JsonObject | undefined, value: JsonObject): JsonObject | undefined {
  const { additionalProperties: entry, patternProperties, propertyNames, maxProperties } = schema ?? {};
  const isMap = isObject(entry) && Object.keys(propertiesOf(schema)).length === 0;
  if (!isMap || patternProperties || propertyNames || maxProperties !== undefined) return undefined;
  const sample = sampleOf(document, entry);
  const name = another('note');
  return sample === undefined || Object.hasOwn(value, name) ? undefined : { ...value, [name]: sample };
}

/** Which records there are, only the target knows. */
const isOfAnother = (document: JsonObject, node: Json): boolean => saysId(flatten(document, node)?.description);

/** The same letters, in capitals or in small ones. */
export const inOtherCase = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();

/** Another value for each member that a record shows, and that nothing but a request changes. */
export function changesOf({ document }: Run, properties: JsonObject, shown: Json): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, node]): [string, Json][] => {
      const value = isObject(shown) ? shown[name] : undefined;
      if (value === undefined || isUnsteady(name) || isOfAnother(document, node)) return [];
      const other = otherThan(document, flatten(document, node), value);
      // A text of one sign may come out as it was.
      return other === undefined || isSameValue(other, value) ? [] : [[name, other]];
    }),
  );
}

/** Another value that a schema allows; of a list one with an item more. */
function otherThan(document: JsonObject, schema: JsonObject | undefined, value: Json): Json | undefined {
  if (!schema || schema.readOnly === true || value === null) return undefined;
  const fewer = typeof value === 'string' ? fewerDigits(schema, value) : undefined;
  if (fewer !== undefined) return fewer;
  if (Array.isArray(value)) {
    const [item] = value;
    const other = item === undefined ? undefined : otherItem(document, flatten(document, schema.items ?? null), item);
    const isFull = typeof schema.maxItems === 'number' && value.length >= schema.maxItems;
    return other === undefined || isFull ? undefined : [...value, other];
  }
  if (isObject(value)) return withEntry(document, schema, value);
  const isOpenDate = String(schema.format).startsWith('date') && !('enum' in schema) && !('const' in schema);
  if (typeof value === 'string' && isOpenDate) return nextDayOf(value);
  const listed = typeof value === 'boolean' ? [!value] : othersThan(value, schema, 1);
  const found = listed.find((one) => one !== null && !isSameValue(one, value));
  if (found !== undefined || typeof value !== 'string' || 'const' in schema || Array.isArray(schema.enum)) return found;
  return another(value);
}

/** A later date is as likely to fit the others; undefined for what is none. */
export function nextDayOf(text: string): string | undefined {
  const time = isDated(text) ? Date.parse(text.slice(0, 10)) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time + 86_400_000).toISOString().slice(0, 10) + text.slice(10);
}

function otherItem(document: JsonObject, schema: JsonObject | undefined, item: Json): Json | undefined {
  if (!isObject(item)) return otherThan(document, schema, item);
  for (const [name, node] of Object.entries(propertiesOf(schema))) {
    const value = item[name];
    const other = value === undefined ? undefined : otherThan(document, flatten(document, node), value);
    if (other !== undefined) return { ...item, [name]: other };
  }
  return undefined;
}

/** Values for the members that a record does not show, or shows as null. */
export function samplesOf({ document }: Run, properties: JsonObject, shown: Json): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, node]): [string, Json][] => {
      if (isUnsteady(name) || isOfAnother(document, node) || flatten(document, node)?.readOnly === true) return [];
      const value = (isObject(shown) ? shown[name] : null) ?? null;
      const inside = isObject(value) ? samplesInside(document, flatten(document, node), value) : {};
      if (Object.keys(inside).length > 0) return [[name, inside]];
      const sample = value === null || isEmptyList(value) ? filledSampleOf(document, node) : undefined;
      const map = isObject(sample) ? withEntry(document, flatten(document, node), sample) : undefined;
      return sample === undefined || sample === null ? [] : [[name, map ?? sample]];
    }),
  );
}

/** Samples of what an object in a record may have, and has not. */
function samplesInside(document: JsonObject, schema: JsonObject | undefined, shown: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(propertiesOf(schema)).flatMap(([name, node]): [string, Json][] => {
      const member = flatten(document, node);
      if (Object.hasOwn(shown, name) || isUnsteady(name) || !member || member.readOnly === true) return [];
      const sample = filledSampleOf(document, node);
      return sample === undefined || sample === null || isObject(sample) ? [] : [[name, sample]];
    }),
  );
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0;

/** Other values for the members that a record shows, and values for those that it does not. */
export const otherMembers = (run: Run, properties: JsonObject, shown: Json): JsonObject => ({
  ...samplesOf(run, properties, shown),
  ...changesOf(run, properties, shown),
});

/** Sends these members: a PATCH has no others, what replaces a record has them in place of its own. */
export const sendChange = (
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  values: JsonObject,
): Promise<Received> =>
  operation.method === 'PATCH'
    ? sendMembers(fixture, operation, template, () => values)
    : fixture.send(operation, withPatch(fixture.run, operation, template, values));

/** Sends a change of the outermost members of a record alone. */
export async function sendMembers(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  write: (value: Json) => Json,
): Promise<Received> {
  const wrapping = wrappingOf(fixture.run.document, operation);
  const at = toPointer(wrapping);
  const { request } = await fixture.context.request(operation, template, {
    encode: (mediaType, value, media) => {
      const written = withValueAt(value, at, write(within(value, wrapping)));
      return encodeBody(mediaType, withNames(operation, value, written, fixture.run.resources), media);
    },
  });
  return fixture.sendRequest(operation, request);
}
