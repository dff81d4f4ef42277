/** What a request changes: it is changed afterwards, as the answer says, and has another tag. */
import {
  follow,
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import { isDated, isMadeName } from '../../../relations/instants.js';
import { leavesOf, nameOf } from '../../../relations/leaves.js';
import { sentencesOf } from '../../../sentences.js';
import { isGone, isSuccess } from '../../../status.js';
import type { Found } from '../../../found.js';
import { bare } from '../../../records/collections.js';
import { idsIn } from '../../../records/ids.js';
import { templateOf } from '../../../records/made-record.js';
import { disagreeing, emptied, isSameValue, notTaken } from '../../../relations/shared-members.js';
import type { Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, statusViolation, type Received } from '../fixture.js';
import { otherMembers, sendOther } from '../other-values.js';
import { type Subject, withRecord, recordIn, notDone, failed, lacking, pointerTo, member } from './subject.js';
import { checkLocation } from './created.js';
import { changedOthers, othersOf, type Others } from './others.js';

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
  if (isTold) await withRecord(subject);
  const others: Others = isTold ? await othersOf(fixture, subject, recordIn(before)) : new Map();
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
    ...lacking(subject.run, subject.look, asked, later),
    ...notTaken(said, former, later),
  ]);
  const wrong = disagreeing(said, later).filter((at) => !lost.has(at));
  const gone = operation.method === 'PATCH' ? emptied(sent, former, later) : [];
  const renamed = shownAs(subject.run.document, operation).filter(
    ([name, shown]) => !isSameValue(valueAt(sent, pointerTo(name)) ?? null, valueAt(later, pointerTo(shown)) ?? null),
  );
  const touched = others.size > 0 ? changedOthers(others, await othersOf(fixture, subject, later)) : [];
  return failed(answer, [
    ...after.violations,
    ...touched.map((at) => member(subject, at, 'is another value in another record, which the change is not about')),
    ...[...lost].map((at) => member(subject, at, 'is afterwards what it was before, or nothing')),
    ...wrong.map((at) => member(subject, at, 'is another value than in the answer to the change')),
    ...renamed
      .filter(([name]) => isObject(sent) && (sent[name] ?? null) !== null)
      .map(([name, shown]) => member(subject, pointerTo(shown), `is not what was sent as ${name}, as is said of that`)),
    ...gone.map((name) => member(subject, pointerTo(name), 'is empty afterwards, and was not in the request')),
    ...staleTag(before, after, saysAnother(subject)),
    ...(isTold ? movedCreation(former, later) : []).map((at) =>
      member(subject, at, 'is the time of its creation, and is another one after a change'),
    ),
    ...(await checkLocation(fixture, answer, subject)),
  ]);
}

/** "Shown as `cancel_reason` of the booking": members of a request, and those of the record that have their values. */
function shownAs(document: JsonObject, operation: Operation): (readonly [name: string, shown: string])[] {
  return Object.entries(propertiesOf(recordSchemaOf(document, operation))).flatMap(([name, node]) => {
    const form = /^(?:it is )?(?:shown|kept|stored|returned|given back) (?:later )?as ([\w-]+)\b/i;
    const [, shown] =
      sentencesOf(flatten(document, node)?.description)
        .map((one) => form.exec(one))
        .find((one) => one !== null) ?? [];
    return shown === undefined || shown === name ? [] : [[name, shown] as const];
  });
}

/** JSON Pointers to times of creation that are others than before. */
function movedCreation(before: Json, after: Json): string[] {
  const named = leavesOf(before).filter(([pointer]) => isMadeName(nameOf(pointer)) && !/\/\d+\//.test(pointer));
  return named.flatMap(([pointer, value]) => {
    const later = valueAt(after, pointer);
    return typeof value === 'string' && isDated(value) && later !== undefined && !isSameValue(value, later)
      ? [pointer]
      : [];
  });
}

/** "It is another one after each change": of a weak tag only words say so. */
const saysAnother = ({ run, look }: Subject): boolean =>
  [...look.responses].some(([status, { value }]) => {
    const headers = isSuccess(status) && isObject(value.headers) ? Object.entries(value.headers) : [];
    const [, node = null] = headers.find(([name]) => /^etag$/i.test(name)) ?? [];
    const { description } = follow(run.document, node, '')?.value ?? {};
    return sentencesOf(description).some((one) =>
      /\b(?:another|new|different)\b.*\b(?:each|every|any) change\b/i.test(one),
    );
  });

/** RFC 9110, 8.8.1: a strong tag is another one once the representation is. @param isAlways whether a weak one is, too */
function staleTag(before: Received, after: Received, isAlways: boolean): Violation[] {
  const [tag, later] = [before, after].map(({ headers }) => headers.etag?.[0]);
  const isStale =
    tag !== undefined && tag === later && (isAlways || !tag.startsWith('W/')) && !before.body.equals(after.body);
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
