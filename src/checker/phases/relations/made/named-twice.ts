/**
 * What may not name one record twice, or itself, by the words of a document: "Both accounts must be two", "A category cannot
 * be moved below itself or one of its descendants"; and two that must have something in common: "the same currency".
 */
import { isObject, propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { atItem } from '../../../records/collections.js';
import { nounsOf, plain } from '../../../records/ids.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { nounsSaid } from '../../../records/references.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { sentencesAbout, sentencesOfMember } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, mustBeRefused } from '../fixture.js';
import { changesOf, sendChange, withPatch } from '../other-values.js';
import { ownId, readTag, type DerivedPart } from './subject.js';

const isObliging = /\b(?:must|ha(?:s|ve) to|need to|can ?not|may not|never|refused|rejected|4\d\d)\b/i;

export const namedTwiceParts = (run: Run, collection: MadeCollection): DerivedPart[] =>
  collection.isLost ? [] : [...twoParts(run, collection), ...ownParts(run, collection), ...aboveParts(run, collection)];

/** What is said of an operation and of some members of its body. */
function wordsOf({ document }: Run, operation: Operation, names: readonly string[]): string[] {
  const { said, why } = sentencesAbout(document, operation, refusals);
  return [...said, ...why, ...names.flatMap((name) => sentencesOfMember(document, operation, name))];
}

/** A record that names two others of one kind. */
function twoParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create, outer } = collection;
  if (!refusals.some((status) => create.responses.has(status))) return [];
  const patch = within(outer.patch ?? null, wrappingOf(run.document, create));
  return run.records.collections.flatMap((to): DerivedPart[] => {
    const { output, path } = to;
    const isId = (value: unknown): boolean =>
      typeof value === 'string' && (value === `$outputs.${output}` || value.startsWith(`$outputs.${output}and`));
    const names = Object.entries(isObject(patch) ? patch : {}).flatMap(([name, value]) => (isId(value) ? [name] : []));
    const [first, second] = names;
    if (first === undefined || second === undefined || names.length > 2) return [];
    const said = wordsOf(run, create, names).filter((one) => isObliging.test(one));
    const two = said.find((one) => saysTwo(one, nounsOf(path)));
    const common = Object.keys(propertiesOf(recordSchemaOf(run.document, to.create))).flatMap((member) => {
      const words = said.find((one) =>
        [...one.matchAll(/\bthe same (\w+)/gi)].some(([, noun = '']) => plain(noun) === plain(member)),
      );
      return words === undefined ? [] : [{ member, words }];
    });
    const part = (name: string, check: () => Promise<Found>): DerivedPart => ({ name, operation: create, check });
    return [
      ...(two === undefined
        ? []
        : [
            part(`${first} and ${second} of one record are refused`, () =>
              checkTwo(run, collection, { name: second, id: `$outputs.${output}`, words: two }),
            ),
          ]),
      ...common.map(({ member, words }) =>
        part(`${first} and ${second} of another ${member} are refused`, () =>
          checkCommon(run, collection, to, { name: second, member, words }),
        ),
      ),
    ];
  });
}

/** "be two", "must differ", "from one account to itself", "the same account": what else is the same says nothing of them. */
function saysTwo(sentence: string, nouns: readonly string[]): boolean {
  if (/\b(?:be two|are two|differ|distinct|itself|themselves)\b/i.test(sentence)) return true;
  return [...sentence.matchAll(/\b(?:the same|different)\b(?: (?!as\b|if\b|or\b|and\b)(\w+))?/gi)].some(
    ([, noun]) => noun === undefined || nouns.includes(plain(noun)),
  );
}

async function checkTwo(
  run: Run,
  { create, outer }: MadeCollection,
  { name, id, words }: { name: string; id: string; words: string },
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const right = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(right)) return refusedBy(right);
  const sent = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: id }));
  return mustBeRefused(sent, `expected it to be refused, as "${name}" names the same record`, words);
}

/** Names a record that differs from the other one in a member. */
async function checkCommon(
  run: Run,
  { create, outer }: MadeCollection,
  to: MadeCollection,
  { name, member, words }: { name: string; member: string; words: string },
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const right = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(right)) return refusedBy(right);
  const { context } = fixture;
  const template = templateOf(to.outer);
  const body = within(context.bodyOf(to.create, template) ?? null, wrappingOf(run.document, to.create));
  const node = propertiesOf(recordSchemaOf(run.document, to.create))[member] ?? null;
  const other = changesOf(run, { [member]: node }, body);
  const made = await fixture.send(to.create, withPatch(run, to.create, template, other));
  if (Object.keys(other).length === 0 || !hasSucceeded(made)) return `no record of another ${member} can be made`;
  context.keep(`${to.output}other`, to.id, made.json, made.headers);
  const id = `$outputs.${to.output}other`;
  const sent = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: id }));
  return mustBeRefused(sent, `expected it to be refused, as what "${name}" names has another "${member}"`, words);
}

/** The member of a body by which a record names one of its own kind, such as the one above it. */
function ownMemberOf(run: Run, { path }: MadeCollection, operation: Operation): string | undefined {
  const said = nounsSaid(run.document, operation);
  return Object.keys(propertiesOf(recordSchemaOf(run.document, operation))).find(
    (one) => /^parent(?:_?id)?$/i.test(one) || nounsOf(path).includes(plain(said.get(one) ?? '')),
  );
}

const isOwn = /\b(?:itself|its own|themselves|descendants?|cycl\w+|circular|loops?)\b/i;
const isBelow = /\b(?:descendants?|children|below|under|cycl\w+|circular|loops?)\b/i;

/** An operation of a record of which words may say when it is refused. */
function refusingAt(run: Run, collection: MadeCollection, ...methods: string[]): Operation | undefined {
  const found = atItem(collection, ...methods);
  const isMade = found && areMade(found, recordOf(run, found, collection.inner));
  return isMade && refusals.some((status) => found.responses.has(status)) ? found : undefined;
}

/** A record that names itself, or one below it. */
function ownParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const update = refusingAt(run, collection, 'PATCH', 'PUT');
  const name = update && ownMemberOf(run, collection, update);
  if (!update || name === undefined) return [];
  const words = wordsOf(run, update, [name]).filter((one) => isObliging.test(one) && isOwn.test(one));
  const part = (whose: string, isOfChild: boolean): DerivedPart => ({
    name: `${name} of ${whose} is refused`,
    operation: update,
    check: () => checkOwn(run, collection, update, { name, isOfChild, words: words.join('\n') }),
  });
  return [
    ...(words.length > 0 ? [part('the record itself', false)] : []),
    ...(words.some((one) => isBelow.test(one)) ? [part('what is below it', true)] : []),
  ];
}

/** A record that another one of its kind names. */
function aboveParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const deleting = refusingAt(run, collection, 'DELETE');
  const name = deleting && ownMemberOf(run, collection, collection.create);
  if (!deleting || name === undefined) return [];
  const words = wordsOf(run, deleting, []).find(
    (one) => isObliging.test(one) && /\b(?:parent|child(?:ren)?|below|under|above)\b/i.test(one),
  );
  if (words === undefined) return [];
  const check = () => checkAbove(run, collection, deleting, { name, words });
  return [{ name: 'what is above another one is not deleted', operation: deleting, check }];
}

async function checkAbove(
  run: Run,
  collection: MadeCollection,
  deleting: Operation,
  { name, words }: { name: string; words: string },
): Promise<Found> {
  const { create, outer, inner } = collection;
  const record = recordOf(run, deleting, inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const own = ownId(fixture, collection);
  const child = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: own }));
  if (!hasSucceeded(child)) return refusedBy(child);
  await readTag(fixture, { run, record, look: deleting });
  const sent = await fixture.send(deleting, templateOf(record));
  return mustBeRefused(sent, `expected it to be refused ("${words}")`, words);
}

async function checkOwn(
  run: Run,
  collection: MadeCollection,
  update: Operation,
  { name, isOfChild, words }: { name: string; isOfChild: boolean; words: string },
): Promise<Found> {
  const { create, outer, inner, id, output } = collection;
  const record = recordOf(run, update, inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const own = ownId(fixture, collection);
  const { context } = fixture;
  let other = own;
  if (isOfChild) {
    const child = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: own }));
    if (!hasSucceeded(child)) return refusedBy(child);
    context.keep(`${output}below`, id, child.json, child.headers);
    other = context.fill<Json>(`$outputs.${output}below`);
  }
  await readTag(fixture, { run, record, look: update });
  const sent = await sendChange(fixture, update, templateOf(record), { [name]: other });
  return mustBeRefused(
    sent,
    `expected it to be refused, as "${name}" is ${isOfChild ? 'below it' : 'the record itself'}`,
    words,
  );
}
