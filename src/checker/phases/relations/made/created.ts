/** What a request creates: it is at its id, as it was sent and answered, and where `Location` says. */
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { another } from '../../../records/another.js';
import { namesRecord } from '../../../records/references.js';
import { templateOf, type MadeRecord } from '../../../records/made-record.js';
import { disagreeing, isSameValue, isUnsteady, notStored } from '../../../relations/shared-members.js';
import { joinPatches } from '../../../recipes/rules.js';
import type { Run } from '../../../run.js';
import type { Violation } from '../../../validate/response.js';
import {
  Fixture,
  hasSucceeded,
  refusedBy,
  relationViolation,
  statusViolation,
  targetAt,
  type Received,
} from '../fixture.js';
import { changesOf, samplesOf, sendOther, withPatch } from '../other-values.js';
import {
  type MadeSubject,
  lookAtCreated,
  failed,
  recordIn,
  lacking,
  pointerTo,
  member,
  type Subject,
  withRecord,
} from './subject.js';
import { recordRefusals } from '../../../status.js';

/** Of these members, those that a request has left out, and that are shown with another value than their default. */
function notDefault({ document }: Run, properties: JsonObject, sent: Json, shown: Json): string[] {
  if (!isObject(sent) || !isObject(shown)) return [];
  return Object.entries(properties).flatMap(([name, node]) => {
    const value = flatten(document, node)?.default;
    const isOther = shown[name] !== undefined && shown[name] !== null && !isSameValue(value, shown[name]);
    return value === undefined || value === null || Object.hasOwn(sent, name) || isUnsteady(name) || !isOther
      ? []
      : [name];
  });
}

/**
 * @param without members that are left out, each null
 * @param stored schemas of members that are shown as they were sent
 * @param optional schemas of those that may be left out: they are sent, too, but for those of `without`
 */
export async function checkCreated(
  subject: MadeSubject,
  without: JsonObject,
  stored: JsonObject,
  optional: JsonObject,
): Promise<Found> {
  const { create, outer } = subject.collection;
  const fixture = await Fixture.after(subject.run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = withPatch(subject.run, create, templateOf(outer), without);
  // What has been left out must not come from the record before it.
  const whole = Object.keys(without).length > 0 ? await createWhole(fixture, subject, optional) : {};
  const { answer: made, sent } = await sendOther(fixture, create, template, (body) => {
    const more = samplesOf(subject.run, Object.keys(without).length > 0 ? {} : optional, body);
    // Which records there are, only the target knows.
    const free = Object.entries(stored).filter(([name]) => !namesRecord(subject.run, name));
    return joinPatches(more, changesOf(subject.run, Object.fromEntries(free), body)) as JsonObject;
  });
  if (!hasSucceeded(made)) return refusedBy(made);
  const shown = await lookAtCreated(fixture, subject, made);
  if (!hasSucceeded(shown)) {
    const message = `expected what was created to be found at its id, got ${shown.status}`;
    return failed(shown, [relationViolation('', message)]);
  }
  const wrong = disagreeing(recordIn(made), recordIn(shown));
  const lost = [
    ...notDefault(subject.run, optional, sent, recordIn(shown)),
    ...notStored(Object.keys(stored), sent, recordIn(shown)),
  ].map(pointerTo);
  const missing = lacking(subject.run, subject.look, sent, recordIn(shown));
  return failed(shown, [
    ...shown.violations,
    ...wrong.map((at) => member(subject, at, 'is another value than when it was created')),
    ...[...new Set([...lost, ...missing])]
      .filter((at) => !wrong.includes(at))
      .map((at) => member(subject, at, 'is another value than in the request that has created it')),
    ...Object.keys(without)
      .filter((name) => isFree(flatten(subject.run.document, optional[name] ?? null)))
      .filter((name) => isTaken(whole[name], valueAt(recordIn(shown), pointerTo(name))))
      .map((name) => member(subject, pointerTo(name), 'was not in the request, and is that of the record before')),
    ...(await checkLocation(fixture, made, subject)),
  ]);
}

/**
 * The same by the answer alone: it has what was sent, and the defaults of what was not.
 * @param properties schemas of the members of a request
 * @param required names of those that it must have
 */
export async function checkAnswered(
  run: Run,
  { operation: create, record: outer }: { operation: Operation; record: MadeRecord },
  properties: JsonObject,
  required: readonly string[],
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const least = Object.keys(properties).filter((name) => !required.includes(name));
  const without = Object.fromEntries(least.map((name) => [name, null]));
  const plain = await sendOther(fixture, create, withPatch(run, create, templateOf(outer), without), () => ({}));
  if (!hasSucceeded(plain.answer)) return refusedBy(plain.answer);
  const shown = recordIn(plain.answer);
  const others = notDefault(run, properties, plain.sent, shown).map(pointerTo);
  const message = 'is another value than the default of what was not sent';
  const whole = await sendOther(fixture, create, templateOf(outer), (body) => samplesOf(run, properties, body));
  const answer = recordIn(whole.answer);
  const taken = Object.keys(properties).filter((name) => isStored(flatten(run.document, properties[name] ?? null)));
  const lost = hasSucceeded(whole.answer)
    ? [...notStored(taken, whole.sent, answer).map(pointerTo), ...lacking(run, create, whole.sent, answer)]
    : [];
  return failed(plain.answer, [
    ...others.map((at) => member({ run }, at, message)),
    ...[...new Set(lost)].map((at) => member({ run }, at, 'is another value than in the request that has created it')),
  ]);
}

/** Whether what is sent is what is shown later. Of a list the target may choose, such as the first state. */
export const isStored = (schema: JsonObject | undefined): boolean =>
  schema !== undefined && schema.readOnly !== true && schema.writeOnly !== true && schema.enum === undefined;

/** Creates a record with all of its members, with texts that no other one has. @returns what was sent, where it was taken */
async function createWhole(
  fixture: Fixture,
  { run, collection: { create, outer } }: MadeSubject,
  properties: JsonObject,
): Promise<JsonObject> {
  const { answer, sent } = await sendOther(fixture, create, templateOf(outer), (body) => {
    const whole = { ...samplesOf(run, properties, body), ...(isObject(body) ? body : {}) };
    return { ...whole, ...changesOf(run, properties, whole) };
  });
  return hasSucceeded(answer) && isObject(sent) ? sent : {};
}

const isFree = (schema: JsonObject | undefined): boolean =>
  schema !== undefined && !('enum' in schema) && !('const' in schema) && !('default' in schema);

/** A text of some length is that of nobody else. */
const isTaken = (own: Json | undefined, shown: Json | undefined): boolean =>
  typeof own === 'string' && own.length > 2 && own === shown;

/** What a `Location` names is there (RFC 9110, 10.2.2). */
export async function checkLocation(
  { context, run: { gateway } }: Fixture,
  { status, headers }: Received,
  { look, record }: Subject,
): Promise<Violation[]> {
  const location = headers.location?.[0];
  const isNamed = status === 201 || status === 202;
  const target = isNamed && location !== undefined ? targetAt(gateway.target, location) : undefined;
  if (target === undefined) return [];
  const { request } = await context.request(look, templateOf(record));
  const exchange = await gateway.send({ ...request, target });
  const got = 'response' in exchange ? exchange.response.status : 0;
  return recordRefusals.includes(got)
    ? [relationViolation('Location', `expected what it names to be there, got ${got}`)]
    : [];
}

/** RFC 9110, 9.3.4: what PUT creates must be answered with 201. */
export async function checkCreatedAtId(subject: MadeSubject, operation: Operation): Promise<Found> {
  const { inner, parameter } = subject.collection;
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const known = fixture.context.fill(inner.parameters ?? {});
  const own = isObject(known) ? known[parameter.name] : undefined;
  if (!isObject(known) || typeof own !== 'string') return 'its id is no text';
  const free = { ...templateOf(subject.record), parameters: { ...known, [parameter.name]: another(own) } };
  const there = await fixture.send(subject.look, free);
  if (there.status !== 404) return `there is something at another id (${there.status})`;
  const put = await fixture.send(operation, free);
  if (!hasSucceeded(put)) return refusedBy(put);
  const message = `expected 201 for what was not there before, got ${put.status}`;
  return failed(put, put.status === 201 ? [] : [statusViolation(message)]);
}
