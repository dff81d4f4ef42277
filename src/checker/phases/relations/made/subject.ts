/** What is checked of a record that the check has made. */
import { follow, isObject, valueAt, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { isGone, isRefusal, isSuccess } from '../../../status.js';
import { toPointer } from '../../../../openapi/pointer.js';
import type { Found } from '../../../found.js';
import { bare } from '../../../records/collections.js';
import { another } from '../../../records/another.js';
import { idsIn, isRecord } from '../../../records/ids.js';
import { stepOf, templateOf, type MadeCollection, type MadeRecord } from '../../../records/made-record.js';
import { unwrapped, within, withoutBeside, wrappingOf } from '../../../records/wrapping.js';
import {
  disagreeing,
  emptied,
  isSameValue,
  isUnsteady,
  notShown,
  notStored,
  notTaken,
} from '../../../relations/shared-members.js';
import { isDated } from '../../../relations/instants.js';
import type { Run } from '../../../run.js';
import { redactPointer } from '../../../validate/redact.js';
import type { Violation } from '../../../validate/response.js';
import {
  Fixture,
  hasSucceeded,
  refusedBy,
  refusedRightly,
  relationViolation,
  statusViolation,
  targetAt,
  type Received,
} from '../fixture.js';
import { largestPage, listedBy, membersAnswered, readPages } from '../lists/listed.js';
import { sentencesAbout } from '../../../sentences.js';
import { changesOf, otherMembers, samplesOf, sendMembers, sendOther, withPatch } from '../other-values.js';

/** One case of the report, of what no recipe declares. */
export interface DerivedPart {
  name: string;
  operation: Operation;
  check: () => Promise<Found>;
}

export interface Subject {
  run: Run;
  /** What there is before a request, and what names it. */
  record: MadeRecord;
  /** What shows the record, or the part of it that a request changes. */
  look: Operation;
}

/** One that the check creates itself. */
export interface MadeSubject extends Subject {
  collection: MadeCollection;
}

/** A fixture with the record, or why there is none. */
const withRecord = ({ run, record }: Subject): Promise<Fixture | Found> => Fixture.after(run, record.given);

const failed = ({ toCurl }: Received, violations: Violation[]): Found => ({ violations, toCurl });

/** A violation at a member of a record. */
export const member = ({ run }: Pick<Subject, 'run'>, pointer: string, message: string): Violation =>
  relationViolation(redactPointer({ pointer }, run.responseValidator.propertyNames), message);

export const recordIn = ({ json = null }: Received): Json => unwrapped(json);

/** What names the record that a fixture has made. */
export const ownId = ({ context }: Fixture, { output }: MadeCollection): Json =>
  context.fill<Json>(`$outputs.${output}`);

/** Why two records that have others in them say nothing of each other. */
export const sameIds = 'the records of another one have the same ids';

/** The id of a record that stands beside that of a fixture, in another one; undefined where both count alike. */
export async function foreignId(
  fixture: Fixture,
  beside: Fixture,
  collection: MadeCollection,
): Promise<Json | undefined> {
  const own = ownId(fixture, collection);
  const create = stepOf(collection);
  // Each may count its own: then the second one is in none but that.
  if (create && isSameValue(own, ownId(beside, collection))) await beside.context.execute(create);
  const foreign = ownId(beside, collection);
  return isSameValue(own, foreign) ? undefined : foreign;
}

export const pointerTo = (name: string): string => toPointer([name]);

/** What is only accepted may be done later (RFC 9110, 15.3.3). */
const notDone = (received: Received): Found | undefined =>
  !hasSucceeded(received) ? refusedBy(received) : received.status === 202 ? 'it is only accepted (202)' : undefined;

/** What shows the record that a request has just created. */
export async function lookAtCreated(
  fixture: Fixture,
  { look, collection: { id, output, inner } }: MadeSubject,
  { json, headers }: Pick<Received, 'json' | 'headers'>,
): Promise<Received> {
  fixture.context.keep(output, id, json, headers);
  return fixture.send(look, templateOf(inner));
}

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

/** Names of the outermost members that the answer to an operation may have, in a wrapping or not. */
function membersShown({ document }: Run, operation: Operation): string[] {
  const [outer, inner] = membersAnswered(document, operation);
  const shown = Object.keys(inner).length > 0 ? inner : outer;
  return Object.keys(shown).filter((name) => flatten(document, shown[name] as Json)?.writeOnly !== true);
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
  const { answer: made, sent } = await sendOther(fixture, create, template, (body) => ({
    ...samplesOf(subject.run, Object.keys(without).length > 0 ? {} : optional, body),
    ...changesOf(subject.run, stored, body),
  }));
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
    ...notShown(membersShown(subject.run, subject.look), sent, recordIn(shown)),
  ].map(pointerTo);
  return failed(shown, [
    ...shown.violations,
    ...wrong.map((at) => member(subject, at, 'is another value than when it was created')),
    ...lost
      .filter((at) => !wrong.includes(at))
      .map((at) => member(subject, at, 'is another value than in the request that has created it')),
    ...Object.keys(without)
      .filter((name) => isFree(flatten(subject.run.document, optional[name] ?? null)))
      .filter((name) => isTaken(whole[name], valueAt(recordIn(shown), pointerTo(name))))
      .map((name) => member(subject, pointerTo(name), 'was not in the request, and is that of the record before')),
    ...(await checkLocation(fixture, made, subject)),
  ]);
}

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
async function checkLocation(
  { context, run: { gateway } }: Fixture,
  { status, headers }: Received,
  { look, record }: Subject,
): Promise<Violation[]> {
  const location = headers.location?.[0];
  const target = status === 201 && location !== undefined ? targetAt(gateway.target, location) : undefined;
  if (target === undefined) return [];
  const { request } = await context.request(look, templateOf(record));
  const exchange = await gateway.send({ ...request, target });
  const got = 'response' in exchange ? exchange.response.status : 0;
  const isMissing = got === 404 || got === 410;
  return isMissing ? [relationViolation('Location', `expected what it names to be there, got ${got}`)] : [];
}

/**
 * @param properties schemas of the members that the request may have
 * @param isTold whether these are members of the record: what an action is told need not be
 */
export async function checkChanged(
  subject: Subject,
  operation: Operation,
  properties: JsonObject = {},
  isTold = operation.method !== 'POST',
): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const before = await fixture.send(subject.look, template);
  const { answer, sent } = await sendOther(fixture, operation, template, () =>
    otherMembers(subject.run, properties, recordIn(before)),
  );
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = await fixture.send(subject.look, template);
  if (!hasSucceeded(before)) return refusedBy(before, 'there is nothing to be seen before it');
  if (mayEnd(operation) && isGone(subject.look, after.status)) return 'it is gone afterwards, of which nothing is said';
  if (!hasSucceeded(after))
    return failed(after, [relationViolation('', `expected the record afterwards, got ${after.status}`)]);
  const [former, later] = [recordIn(before), recordIn(after)];
  const said = isAbout(subject, operation, recordIn(answer), former) ? recordIn(answer) : {};
  const asked = isTold ? sent : {};
  const lost = new Set([
    ...notTaken(asked, former, later),
    ...notShown(membersShown(subject.run, subject.look), asked, later).map(pointerTo),
    ...notTaken(said, former, later),
  ]);
  const wrong = disagreeing(said, later).filter((at) => !lost.has(at));
  const gone = operation.method === 'PATCH' ? emptied(sent, former, later) : [];
  return failed(answer, [
    ...after.violations,
    ...[...lost].map((at) => member(subject, at, 'is afterwards what it was before, or nothing')),
    ...wrong.map((at) => member(subject, at, 'is another value than in the answer to the change')),
    ...gone.map((name) => member(subject, pointerTo(name), 'is empty afterwards, and was not in the request')),
    ...staleTag(before, after),
    ...(await checkLocation(fixture, answer, subject)),
  ]);
}

/** RFC 9110, 8.8.1: a strong tag is another one once the representation is. */
function staleTag(before: Received, after: Received): Violation[] {
  const [tag, later] = [before, after].map(({ headers }) => headers.etag?.[0]);
  const isStale = tag !== undefined && tag === later && !tag.startsWith('W/') && !before.body.equals(after.body);
  return isStale ? [relationViolation('ETag', 'is the same, and what is shown has changed')] : [];
}

/** Whether a record may be gone after an action: that is seldom said. */
export const mayEnd = ({ method, path }: Operation): boolean =>
  method === 'POST' &&
  /^(?:cancel|end|close|archive|delete|remove|terminate|expire|finish|complete|void|revoke|dismiss|withdraw|return)/i.test(
    bare(path).split(/[/:]/).at(-1) ?? '',
  );

/** Whether an answer to a change is what is looked at: that of the same path, or one with its id. */
export function isAbout({ look }: Subject, { path }: Operation, answer: Json, former: Json): boolean {
  if (bare(look.path) === bare(path)) return true;
  const ids = idsIn(former, look.path.split(/[{}]/).at(-2) ?? '');
  return ids.some((id) => valueAt(answer, id) !== undefined && isSameValue(valueAt(answer, id), valueAt(former, id)));
}

/** `GET /houses/{house}/rooms/{room}` finds no room of another house. */
export async function checkOwner(subject: MadeSubject): Promise<Found> {
  const { collection, look } = subject;
  const { inner, parameter } = collection;
  const fixture = await withRecord(subject);
  const beside = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const foreign = await foreignId(fixture, beside, collection);
  if (foreign === undefined) return sameIds;
  const sent = await fixture.send(look, { parameters: { ...inner.parameters, [parameter.name]: foreign } });
  if (!hasSucceeded(sent)) return refusedRightly(sent);
  return failed(sent, [relationViolation('', `expected no record of another one to be found, got ${sent.status}`)]);
}

/** A second change is made to the record as the first one has left it. */
const readTag = async ({ context }: Fixture, { record: { tag } }: Subject): Promise<void> => {
  if (tag) await context.execute(tag);
};

/** @param properties schemas of the members that the request may have */
export async function checkLeftOut(subject: Subject, operation: Operation, properties: JsonObject): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const former = recordIn(await fixture.send(subject.look, template));
  let whole = otherMembers(subject.run, properties, former);
  const first = await sendMembers(fixture, operation, template, () => whole);
  // One that the target does not take for a reason of its own is left out.
  if (isRefusal(first.status)) {
    whole = await takenAlone(fixture, subject, operation, whole);
    await readTag(fixture, subject);
    // Together, as each of them may have taken the one before away.
    await sendMembers(fixture, operation, template, () => whole);
  }
  const before = recordIn(await fixture.send(subject.look, template));
  const shown = Object.keys(whole).filter((name) => isKept(whole[name], valueAt(before, pointerTo(name))));
  const unless = notDone(first);
  if (unless !== undefined && shown.length < 2) return unless;
  const change = Object.entries(changesOf(subject.run, properties, before)).find(([name]) => shown.includes(name));
  if (!change || shown.length < 2) return 'no two members that it may change are shown';
  await readTag(fixture, subject);
  const answer = await sendMembers(fixture, operation, template, () => Object.fromEntries([change]));
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = recordIn(await fixture.send(subject.look, template));
  const lost = shown.filter((name) => name !== change[0] && !isKept(whole[name], valueAt(after, pointerTo(name))));
  const message = 'is another value afterwards, and was not in the request';
  return failed(
    answer,
    lost.map((name) => member(subject, pointerTo(name), message)),
  );
}

/** Members of an object that are tried alone. */
const mostChanges = 6;

/** Of a member that is an object, and of which a change may have some members alone: the others stay. */
export async function checkLeftOutInside(
  subject: Subject,
  operation: Operation,
  objects: Readonly<Record<string, JsonObject>>,
): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  for (const [name, properties] of Object.entries(objects)) {
    const look = async (): Promise<Json> =>
      valueAt(recordIn(await fixture.send(subject.look, template)), pointerTo(name)) ?? null;
    const change = (values: JsonObject) => sendMembers(fixture, operation, template, () => ({ [name]: values }));
    const lacking = samplesOf(subject.run, properties, await look());
    if (Object.keys(lacking).length > 0) {
      await readTag(fixture, subject);
      await change(lacking);
    }
    const own = await look();
    if (!isObject(own) || Object.keys(own).length < 2) continue;
    const changes = Object.entries(changesOf(subject.run, properties, own)).filter(([, one]) => !isObject(one));
    for (const [changed, value] of changes.slice(0, mostChanges)) {
      await readTag(fixture, subject);
      const answer = await change({ [changed]: value });
      if (notDone(answer) !== undefined) continue;
      const after = await look();
      const isOther = notStored([changed], { [changed]: value }, after).length > 0;
      const lost = Object.keys(own).filter((inner) => inner !== changed && isGoneFrom(own[inner], after, inner));
      return failed(answer, [
        ...(isOther
          ? [member(subject, toPointer([name, changed]), 'is another value afterwards than in the request')]
          : []),
        ...lost.map((inner) =>
          member(subject, toPointer([name, inner]), 'is another value afterwards, and was not in the request'),
        ),
      ]);
    }
  }
  return 'no object of it is taken with one member alone';
}

const isGoneFrom = (own: Json | undefined, after: Json, name: string): boolean =>
  own !== null && !isUnsteady(name) && !isKept(own, valueAt(after, pointerTo(name)));

/** Of a list, whether it has as many items: what is in them beside, the target may add. */
const isKept = (sent: Json | undefined, shown: Json | undefined): boolean =>
  Array.isArray(sent) && sent.length > 0
    ? Array.isArray(shown) && shown.length === sent.length
    : isSameValue(sent, shown);

/** Members that are tried one by one. */
const mostAlone = 8;

/** Those of the members that a change may have alone. */
async function takenAlone(
  fixture: Fixture,
  subject: Subject,
  operation: Operation,
  whole: JsonObject,
): Promise<JsonObject> {
  const taken: JsonObject = {};
  for (const [name, value] of Object.entries(whole).slice(0, mostAlone)) {
    await readTag(fixture, subject);
    const alone = await sendMembers(fixture, operation, templateOf(subject.record), () => ({ [name]: value }));
    if (hasSucceeded(alone)) taken[name] = value;
  }
  return taken;
}

/** Who does not take what is read-only, or only accepts it, keeps the contract, too. */
const notTakenRightly = (received: Received): Found | undefined =>
  notDone(received) === undefined ? undefined : refusedRightly(received);

export async function checkNull(subject: Subject, operation: Operation, nullable: readonly string[]): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  // What an example sets is there to be taken away.
  await fixture.send(operation, template);
  await readTag(fixture, subject);
  const before = recordIn(await fixture.send(subject.look, template));
  const shown = nullable.filter((name) => (valueAt(before, pointerTo(name)) ?? null) !== null);
  if (shown.length === 0) return 'no member that may be null is shown';
  const nulls = Object.fromEntries(shown.map((name) => [name, null]));
  const answer = await sendMembers(fixture, operation, template, () => nulls);
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = recordIn(await fixture.send(subject.look, template));
  const left = shown.filter((name) => isSameValue(valueAt(before, pointerTo(name)), valueAt(after, pointerTo(name))));
  const message = 'is afterwards what it was before null was sent';
  return failed(
    answer,
    left.map((name) => member(subject, pointerTo(name), message)),
  );
}

/** Who takes such a member ignores it (OAS, 4.8.24): that is as good as to refuse it. */
export async function checkReadOnly(subject: Subject, operation: Operation, names: readonly string[]): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const before = recordIn(await fixture.send(subject.look, template));
  const others = othersOf(subject.run, subject.look, names, before);
  if (others.length === 0) return 'no member that is read-only is shown';
  const answer = await sendMembers(fixture, operation, template, (value) =>
    isObject(value) ? { ...value, ...Object.fromEntries(others) } : value,
  );
  const refused = notTakenRightly(answer);
  if (refused) return refused;
  const after = recordIn(await fixture.send(subject.look, template));
  const changed = others.filter(([name, value]) => isSameValue(valueAt(after, pointerTo(name)), value));
  const message = 'is read-only, and a request has changed it';
  return failed(
    answer,
    changed.map(([name]) => member(subject, pointerTo(name), message)),
  );
}

/** As `checkReadOnly`, of what creates a record. */
export async function checkReadOnlyCreated(subject: MadeSubject, names: readonly string[]): Promise<Found> {
  const { run, look } = subject;
  const { create, outer } = subject.collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const plain = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(plain)) return refusedBy(plain);
  const usual = recordIn(await lookAtCreated(fixture, subject, plain));
  const others = othersOf(run, look, names, usual);
  if (others.length === 0) return 'no member that is read-only is shown';
  const made = await sendMembers(fixture, create, templateOf(outer), (value) =>
    isObject(value) ? { ...value, ...Object.fromEntries(others) } : value,
  );
  const refused = notTakenRightly(made);
  if (refused) return refused;
  const shown = recordIn(await lookAtCreated(fixture, subject, made));
  const taken = others.filter(([name, value]) => isSameValue(valueAt(shown, pointerTo(name)), value));
  const message = 'is read-only, and was taken from a request';
  return failed(
    made,
    taken.map(([name]) => member(subject, pointerTo(name), message)),
  );
}

/** Other values for members that are read-only: another one of a list, or another text or number. */
function othersOf({ document }: Run, look: Operation, names: readonly string[], shown: Json): [string, Json][] {
  return names.flatMap((name): [string, Json][] => {
    const value = valueAt(shown, pointerTo(name));
    const listed = listedValues(document, look, name).find((one) => one !== null && !isSameValue(one, value));
    if (listed !== undefined && value !== undefined) return [[name, listed]];
    if (typeof value === 'string') return [[name, anotherInstant(value)]];
    // The next number may be that of the next record.
    return typeof value === 'number' ? [[name, value + 7919]] : [];
  });
}

/** The values that the schema of an answer lists for a member. */
function listedValues(document: JsonObject, { responses }: Operation, name: string): Json[] {
  for (const [status, response] of responses) {
    const content = response.value.content;
    for (const media of isSuccess(status) && isObject(content) ? Object.values(content) : []) {
      const schema = flatten(document, follow(document, media, '')?.value.schema ?? null);
      const node = isObject(schema?.properties) ? schema.properties[name] : undefined;
      const values = node === undefined ? undefined : flatten(document, node)?.enum;
      if (Array.isArray(values)) return values;
    }
  }
  return [];
}

/** A date stays one, and in the past: a later one may be refused for that alone. */
const anotherInstant = (text: string): string =>
  isDated(text) ? `${Number(text.slice(0, 4)) - 1}${text.slice(4)}`.replace('-02-29', '-02-28') : another(text);

/**
 * RFC 9110, 9.3.4: the state is replaced by what is sent.
 * @param optional values of members that may be left out
 * @param defaults those that the document has
 */
export async function checkReplaced(
  subject: Subject,
  operation: Operation,
  optional: JsonObject,
  defaults: ReadonlyMap<string, Json>,
): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const sent = within(fixture.context.bodyOf(operation, template) ?? null, wrappingOf(subject.run.document, operation));
  const whole = { ...optional, ...(isObject(sent) ? sent : {}) };
  const first = await sendMembers(fixture, operation, template, () => whole);
  const before = recordIn(await fixture.send(subject.look, template));
  const shown = Object.keys(optional).filter((name) => isSameValue(whole[name], valueAt(before, pointerTo(name))));
  const refused = notDone(first);
  if (refused !== undefined) return refused;
  if (shown.length === 0) return 'no member that may be left out is shown';
  await readTag(fixture, subject);
  const answer = await sendMembers(fixture, operation, template, (value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !shown.includes(name))) : value,
  );
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = recordIn(await fixture.send(subject.look, template));
  const kept = shown.filter((name) => isSameValue(valueAt(before, pointerTo(name)), valueAt(after, pointerTo(name))));
  // One that has a value of its own by default may have it again.
  const telling = kept.filter((name) => !defaults.has(name) || !isSameValue(defaults.get(name), whole[name]));
  const violations = kept.length < shown.length ? telling.filter((name) => defaults.has(name)) : telling;
  const message = 'is afterwards what it was, and was not in what replaces it';
  return failed(
    answer,
    violations.map((name) => member(subject, pointerTo(name), message)),
  );
}

/** RFC 9110, 13.1.1: what is done to a record as it was is not done to one that has another tag. */
export async function checkTag(subject: Subject, operation: Operation, name: string): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const { parameters, ...template } = templateOf(subject.record);
  const right = await fixture.send(subject.look, templateOf(subject.record));
  if (right.headers.etag === undefined) return 'the record has no tag';
  const sent = await fixture.send(operation, { ...template, parameters: { ...parameters, [name]: '"fake-tag"' } });
  const message = `expected 412 for another tag than the record has, got ${sent.status}`;
  return failed(sent, hasSucceeded(sent) ? [statusViolation(message)] : []);
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

/** "From now on it is no longer listed", "Deleted ones are left out" */
const isUnlisted =
  /\b(?:no longer|not|never) (?:be )?(?:listed|shown|returned|included|in the list)\b|\b(?:deleted|removed)\b.*\b(?:left out|hidden|never show)/i;

export async function checkDeleted(subject: MadeSubject, operation: Operation): Promise<Found> {
  const { run, collection, look } = subject;
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(collection.inner);
  const before = await fixture.send(look, template);
  const deleted = await fixture.send(operation, templateOf(subject.record));
  const reason = notDone(deleted);
  if (reason !== undefined) return reason;
  const after = await fixture.send(look, template);
  const operationOfList = run.operations.find(({ method, path }) => method === 'GET' && bare(path) === collection.path);
  if (hasSucceeded(after)) {
    // A record that says that it is deleted is as good.
    const [former, later] = [before, after].map((one) => JSON.stringify(withoutBeside(recordIn(one))));
    const isMarked = former !== later;
    if (!isMarked) return failed(deleted, [relationViolation('', `expected it to be gone, got ${after.status}`)]);
    const words = [operation, operationOfList].flatMap((one) =>
      one ? sentencesAbout(run.document, one, []).said : [],
    );
    if (!words.some((one) => isUnlisted.test(one))) return { violations: [] };
  }
  const own = ownId(fixture, collection);
  const list = operationOfList && listedBy(run, operationOfList);
  if (!list) return { violations: [] };
  for await (const page of readPages(list, fixture, largestPage(list))) {
    if (page.items.some((one) => isRecord(one, own, collection.parameter.name)))
      return failed(deleted, [relationViolation('', 'expected it to be in the list no more')]);
  }
  return { violations: [] };
}
