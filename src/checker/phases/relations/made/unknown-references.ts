/**
 * A record that names another one which is not there, or is no longer: it is refused where the words of the document say so,
 * "An owner who is not there is refused", "409 if the room is archived".
 */
import { propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { atItem } from '../../../records/collections.js';
import { nounsOf, plain, unknownLike } from '../../../records/ids.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { namingsOf, type Naming } from '../../../records/references.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesAbout, sentencesOfMember } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, mustBeRefused } from '../fixture.js';
import { sendChange, withPatch } from '../other-values.js';
import type { DerivedPart } from './subject.js';

const refusing = ['400', '404', '409', '410', '422', '4XX'];
const isUnknown =
  /\b(?:not there|unknown|not known|(?:does|do|did) not exist|no such|must exist|must be (?:there|known)|not found|there is no)\b/i;
const isNoLonger = /\b(?:archived|deleted|removed)\b/i;

export function unknownReferenceParts(run: Run, from: MadeCollection): DerivedPart[] {
  const { create } = from;
  if (from.isLost || !refusing.some((status) => create.responses.has(status))) return [];
  return namingsOf(run, from).flatMap((naming): DerivedPart[] => {
    const { name, to } = naming;
    if (to.isLost) return [];
    const saying = (form: RegExp, operation = create): string =>
      wordsAbout(run, operation, naming)
        .filter((one) => form.test(one))
        .join('\n');
    const deleting = atItem(to, 'DELETE');
    const update = updateOf(run, from, name);
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
      ...(update && !naming.isList && saying(isUnknown, update) !== ''
        ? [
            {
              name: `${name} of what is not there is refused`,
              operation: update,
              check: () => checkUnknownUpdate(run, from, update, { naming, words: saying(isUnknown, update) }),
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

/** What is said of a member, and of an operation where it speaks of what the member names. */
function wordsAbout({ document }: Run, operation: Operation, { name, to }: Naming): string[] {
  const { said, why } = sentencesAbout(document, operation, refusing);
  const nouns = [plain(name), plain(name).replace(/(?:uuid|id)s?$/, ''), ...nounsOf(to.path)];
  return [
    ...sentencesOfMember(document, operation, name),
    ...[...said, ...why].filter((one) => [...namesIn(one)].some((word) => nouns.includes(word))),
  ];
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
  return mustBeRefused(sent, `expected it to be refused, as no record has the id in "${name}"`, words);
}

/** What changes the member of a record. */
function updateOf(run: Run, from: MadeCollection, name: string): Operation | undefined {
  const update = atItem(from, 'PATCH', 'PUT');
  const isRefusing = update && refusing.some((status) => update.responses.has(status) && status !== '404');
  const isMade = update && areMade(update, recordOf(run, update, from.inner));
  const members = update ? propertiesOf(recordSchemaOf(run.document, update)) : {};
  return isRefusing && isMade && Object.hasOwn(members, name) ? update : undefined;
}

async function checkUnknownUpdate(
  run: Run,
  { inner }: MadeCollection,
  update: Operation,
  { naming: { name, to }, words }: { naming: Naming; words: string },
): Promise<Found> {
  const record = recordOf(run, update, inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const id = fixture.context.fill<Json>(`$outputs.${to.output}`);
  const right = await sendChange(fixture, update, templateOf(record), { [name]: id });
  if (!hasSucceeded(right)) return refusedBy(right);
  if (record.tag) await fixture.context.execute(record.tag);
  const sent = await sendChange(fixture, update, templateOf(record), { [name]: unknownLike(id) });
  return mustBeRefused(sent, `expected it to be refused, as no record has the id in "${name}"`, words);
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
  return mustBeRefused(sent, `expected it to be refused, as what it names is deleted`, words);
}
