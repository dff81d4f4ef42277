/** What a request deletes: it is neither at its id nor in the list. */
import type { Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare } from '../../../records/collections.js';
import { isRecord } from '../../../records/ids.js';
import { templateOf } from '../../../records/made-record.js';
import { withoutBeside } from '../../../records/wrapping.js';
import { Fixture, hasSucceeded, relationViolation } from '../fixture.js';
import { largestPage, listedBy, readPages } from '../lists/listed.js';
import { sentencesAbout } from '../../../sentences.js';
import { type MadeSubject, withRecord, notDone, recordIn, failed, ownId } from './subject.js';

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
