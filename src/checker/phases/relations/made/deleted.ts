/** What a request deletes: it is neither at its id nor in the list, and as it was once it is restored. */
import { hasType, isObject, propertiesOf, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { bare, atItem } from '../../../records/collections.js';
import { isRecord } from '../../../records/ids.js';
import { templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { recordSchemaOf, withoutBeside } from '../../../records/wrapping.js';
import { changedByReading, disagreeing, notShown } from '../../../relations/shared-members.js';
import { Fixture, hasSucceeded, relationViolation, refusedBy } from '../fixture.js';
import { isWhole, largestPage, listedBy, readPages, type Page } from '../lists/listed.js';
import { samplesOf, sendMembers } from '../other-values.js';
import { sentencesAbout } from '../../../sentences.js';
import { type MadeSubject, withRecord, notDone, recordIn, failed, ownId, member, pointerTo } from './subject.js';

/** "From now on it is no longer listed", "Deleted ones are left out" */
const isUnlisted =
  /\b(?:no longer|not|never) (?:be )?(?:listed|shown|returned|included|in the list)\b|\b(?:deleted|removed)\b.*\b(?:left out|hidden|never show)/i;

/** "An archived room is still shown" */
const isStillShown =
  /\b(?:archived|deleted|removed|closed)\b.*\bstill (?:shown|returned|there|readable|available|found)\b/i;

/** A flag by which a list has what was deleted, too: `include_archived`. */
const alsoName = /^(?:include|with|show)_?(?:archived|deleted|removed|inactive|all)$/i;

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
  const isKept = sentencesAbout(run.document, look, []).said.some((one) => isStillShown.test(one));
  if (isKept && !hasSucceeded(after))
    return failed(after, [
      relationViolation('', `expected it to be shown still, as is said of it, got ${after.status}`),
    ]);
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
  const also = list.operation.parameters.find((one) => one.in === 'query' && alsoName.test(one.name));
  if (!also || !hasType(flatten(run.document, also.object.schema ?? null), 'boolean')) return { violations: [] };
  let page: Page | undefined;
  for await (page of readPages(list, fixture, { ...largestPage(list), [also.name]: true })) {
    if (!hasSucceeded(page) || page.items.some((one) => isRecord(one, own, collection.parameter.name)))
      return { violations: [] };
  }
  if (page && isWhole(list, page, largestPage(list)))
    return failed(page, [relationViolation('', `expected it to be in the list with ${also.name}`)]);
  return { violations: [] };
}

/** Deletes a record, and brings it back. */
export async function checkRestored(subject: MadeSubject, operation: Operation): Promise<Found> {
  const { run, collection, look } = subject;
  const { inner } = collection;
  const deleting = atItem(collection, 'DELETE');
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(inner);
  await enrich(fixture, collection);
  const before = await fixture.send(look, template);
  if (!deleting || !hasSucceeded(before)) return 'there is nothing to be deleted before it';
  const deleted = await fixture.send(deleting, template);
  if (!hasSucceeded(deleted)) return refusedBy(deleted);
  const answer = await fixture.send(operation, {
    ...templateOf(subject.record),
    parameters: template.parameters ?? {},
  });
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = await fixture.send(look, template);
  if (!hasSucceeded(after))
    return failed(after, [relationViolation('', `expected the record to be back, got ${after.status}`)]);
  const [former, later] = [recordIn(before), recordIn(after)];
  const wrong = [
    ...disagreeing(former, later, changedByReading),
    ...(isObject(former) ? notShown(Object.keys(former), former, later).map(pointerTo) : []),
  ];
  return failed(answer, [
    ...after.violations,
    ...wrong.map((at) => member(subject, at, 'is another value than before it was deleted')),
  ]);
}

/** Gives a record the members that it may have, so that there is something to be lost. */
async function enrich(fixture: Fixture, collection: MadeCollection): Promise<void> {
  const { run } = fixture;
  const change = atItem(collection, 'PUT', 'PATCH');
  if (!change) return;
  const record = recordOf(run, change, collection.inner);
  if (record.tag) await fixture.context.execute(record.tag);
  const properties = propertiesOf(recordSchemaOf(run.document, change));
  await sendMembers(fixture, change, templateOf(record), (body) =>
    isObject(body) ? { ...body, ...samplesOf(run, properties, body) } : body,
  );
}
