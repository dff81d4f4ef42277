/** What is done with a record only once, by the words of a document: "A transfer is reversed only once". */
import type { Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { isAction } from '../../../records/collections.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import type { Run } from '../../../run.js';
import { sentencesAbout } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, mustBeRefused } from '../fixture.js';
import type { DerivedPart } from './subject.js';

const isOnce =
  /\bonly (?:be \w+ )?once\b|\b(?:cannot|can ?not|may not|must not|never) be \w+ (?:again|twice|a second time)\b|\b(?:409|refused|rejected)\b.*\b(?:again|twice|a second time)\b/i;
const isAllowed = /\b(?:may|can|without|until|unless|nothing)\b/i;

export const onceParts = (run: Run, collection: MadeCollection): DerivedPart[] =>
  collection.isLost
    ? []
    : collection.below.flatMap((operation): DerivedPart[] => {
        const record = recordOf(run, operation, collection.inner);
        if (!isAction(operation, collection) || !areMade(operation, record)) return [];
        if (!refusals.some((status) => operation.responses.has(status))) return [];
        const { said, why } = sentencesAbout(run.document, operation, refusals);
        const words = [...said, ...why].find((one) => isOnce.test(one) && !isAllowed.test(one));
        return words === undefined
          ? []
          : [{ name: 'it is done only once', operation, check: () => checkOnce(run, collection, operation, words) }];
      });

async function checkOnce(run: Run, { inner }: MadeCollection, operation: Operation, words: string): Promise<Found> {
  const record = recordOf(run, operation, inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (record.tag) await fixture.context.execute(record.tag);
  const first = await fixture.send(operation, templateOf(record));
  if (!hasSucceeded(first)) return refusedBy(first);
  if (record.tag) await fixture.context.execute(record.tag);
  const again = await fixture.send(operation, templateOf(record));
  return mustBeRefused(again, `expected it to be refused the second time ("${words}")`, words);
}
