/** What a change leaves out: it stays with PATCH, it is gone with PUT, and null takes it away. */
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { isRefusal } from '../../../status.js';
import { toPointer } from '../../../../openapi/pointer.js';
import type { Found } from '../../../found.js';
import { templateOf } from '../../../records/made-record.js';
import { within, wrappingOf } from '../../../records/wrapping.js';
import { isSameValue, isUnsteady, notStored } from '../../../relations/shared-members.js';
import { Fixture, hasSucceeded } from '../fixture.js';
import { changesOf, otherMembers, samplesOf, sendMembers } from '../other-values.js';
import { type Subject, withRecord, recordIn, readTag, pointerTo, notDone, failed, member } from './subject.js';

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

/** @param nullable schemas of the members that may be null */
export async function checkNull(subject: Subject, operation: Operation, nullable: JsonObject): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  // What an example sets is there to be taken away, and so is what is sent beside it.
  await fixture.send(operation, template);
  const lacking = samplesOf(subject.run, nullable, recordIn(await fixture.send(subject.look, template)));
  if (Object.keys(lacking).length > 0) {
    await readTag(fixture, subject);
    await sendMembers(fixture, operation, template, () => lacking);
  }
  await readTag(fixture, subject);
  const before = recordIn(await fixture.send(subject.look, template));
  const shown = Object.keys(nullable).filter((name) => (valueAt(before, pointerTo(name)) ?? null) !== null);
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

/**
 * RFC 9110, 9.3.4: the state is replaced by what is sent.
 * @param replaced.optional values of members that may be left out
 * @param replaced.defaults those that the document has
 * @param replaced.isWhole whether words say that nothing stays
 */
export async function checkReplaced(
  subject: Subject,
  operation: Operation,
  { optional, defaults, isWhole }: { optional: JsonObject; defaults: ReadonlyMap<string, Json>; isWhole: boolean },
): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const sent = within(fixture.context.bodyOf(operation, template) ?? null, wrappingOf(subject.run.document, operation));
  const whole = { ...optional, ...(isObject(sent) ? sent : {}) };
  const first = await sendMembers(fixture, operation, template, () => whole);
  const before = recordIn(await fixture.send(subject.look, template));
  const isTelling = (value: Json | undefined): boolean =>
    typeof value !== 'object' || Object.keys(value ?? {}).length > 0;
  const shown = Object.keys(optional).filter(
    (name) => isTelling(whole[name]) && isSameValue(whole[name], valueAt(before, pointerTo(name))),
  );
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
  const violations = kept.length < shown.length && !isWhole ? telling.filter((name) => defaults.has(name)) : telling;
  const message = 'is afterwards what it was, and was not in what replaces it';
  return failed(
    answer,
    violations.map((name) => member(subject, pointerTo(name), message)),
  );
}
