/**
 * A record that names another one which is not there, or is no longer: it is refused where the words of the document say so,
 * "An owner who is not there is refused", "409 if the room is archived".
 */
import { propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { atItem } from '../../../records/collections.js';
import { nounsOf, plain, unknownLike } from '../../../records/ids.js';
import { recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { namingsOf, type Naming } from '../../../records/references.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedWithCode, refusedBy, statusViolation } from '../fixture.js';
import { withPatch } from '../other-values.js';
import type { DerivedPart } from './subject.js';

const refusing = ['400', '404', '409', '410', '422', '4XX'];
const isUnknown =
  /\b(?:not there|unknown|not known|(?:does|do|did) not exist|no such|must exist|must be (?:there|known)|not found|there is no)\b/i;
const isNoLonger = /\b(?:archived|deleted|removed)\b/i;

export function unknownReferenceParts(run: Run, from: MadeCollection): DerivedPart[] {
  const { create } = from;
  if (from.isLost || !refusing.some((status) => create.responses.has(status))) return [];
  const { said, why } = sentencesAbout(run.document, create, refusing);
  const members = propertiesOf(recordSchemaOf(run.document, create));
  return namingsOf(run, from).flatMap((naming): DerivedPart[] => {
    const { name, to } = naming;
    if (to.isLost) return [];
    const nouns = [plain(name), plain(name).replace(/(?:uuid|id)s?$/, ''), ...nounsOf(to.path)];
    const own = sentencesOf(flatten(run.document, members[name] ?? null)?.description);
    const about = [...said, ...why].filter((one) => [...namesIn(one)].some((word) => nouns.includes(word)));
    const saying = (form: RegExp): string => [...own, ...about].filter((one) => form.test(one)).join('\n');
    const deleting = atItem(to, 'DELETE');
    return [
      ...(saying(isUnknown) !== ''
        ? [
            {
              name: `${name} of what is not there is refused`,
              operation: create,
              check: () => checkUnknown(run, from, naming, saying(isUnknown)),
            },
          ]
        : []),
      ...(saying(isNoLonger) !== '' && deleting
        ? [
            {
              name: `${name} of what is deleted is refused`,
              operation: create,
              check: () => checkDeletedOne(run, from, { to, deleting, words: saying(isNoLonger) }),
            },
          ]
        : []),
    ];
  });
}

async function checkUnknown(
  run: Run,
  { create, outer }: MadeCollection,
  { name, to, isList }: Naming,
  words: string,
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const right = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(right)) return refusedBy(right);
  const id = fixture.context.fill<Json>(`$outputs.${to.output}`);
  const value = isList ? [id, unknownLike(id)] : unknownLike(id);
  const sent = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: value }));
  if (!hasSucceeded(sent)) return refusedWithCode(sent, words);
  const message = `expected it to be refused, as no record has the id in "${name}", got ${sent.status}`;
  return { violations: [statusViolation(message)], toCurl: sent.toCurl };
}

async function checkDeletedOne(
  run: Run,
  { create, outer }: MadeCollection,
  { to, deleting, words }: { to: MadeCollection; deleting: Operation; words: string },
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const record = recordOf(run, deleting, to.inner);
  if (record.tag) await fixture.context.execute(record.tag);
  const deleted = await fixture.send(deleting, templateOf(record));
  if (!hasSucceeded(deleted) || deleted.status === 202) return refusedBy(deleted);
  const sent = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(sent)) return refusedWithCode(sent, words);
  const message = `expected it to be refused, as what it names is deleted, got ${sent.status}`;
  return { violations: [statusViolation(message)], toCurl: sent.toCurl };
}
