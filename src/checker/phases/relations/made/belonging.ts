/**
 * A record that names two others, of which one is made in the other: a reservation of a room, at a rate of that room. Where
 * the words of the document say that they belong together, one of another is refused.
 */
import { isObject, propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { stepOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedRightly, statusViolation } from '../fixture.js';
import { sameIds, type DerivedPart } from './subject.js';
import { withPatch } from '../other-values.js';

/** A member that names a record of a collection. */
interface Reference {
  name: string;
  collection: MadeCollection;
}

export function belongingParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create } = collection;
  const refuses = ['404', ...refusals].some((status) => create.responses.has(status));
  const references = refuses ? referencesOf(run, collection) : [];
  return references.flatMap((inner) =>
    references.flatMap((outer): DerivedPart[] => {
      const step = stepOf(outer.collection);
      const isInner = step !== undefined && inner.collection.outer.given.includes(step);
      if (!isInner || !isSaid(run, create, inner.name, outer.name)) return [];
      const name = `a ${inner.name} of another ${outer.name} is refused`;
      return [{ name, operation: create, check: () => checkForeign(run, collection, inner, outer) }];
    }),
  );
}

/** The members of the body that name records which have been made before it. */
function referencesOf({ document, records }: Run, { create, outer }: MadeCollection): Reference[] {
  const patch = within(outer.patch ?? null, wrappingOf(document, create));
  return Object.entries(isObject(patch) ? patch : {}).flatMap(([name, value]): Reference[] => {
    const collection = records.collections.find(({ output }) => value === `$outputs.${output}`);
    return collection ? [{ name, collection }] : [];
  });
}

/** "The rate must be one of the room's", "Must be a rate of the reservation's room" */
function isSaid({ document }: Run, create: Operation, inner: string, outer: string): boolean {
  const { said } = sentencesAbout(document, create, []);
  const own = flatten(document, propertiesOf(recordSchemaOf(document, create))[inner] ?? null)?.description;
  return [...said, ...sentencesOf(own)].some((sentence) => {
    const names = namesIn(sentence);
    const isNamed = (name: string) =>
      [plain(name), plain(name).replace(/(?:uuid|id)$/, '')].some((one) => names.has(one) || names.has(`${one}s`));
    return /\b(?:must|has to|have to|only|belongs?)\b/i.test(sentence) && isNamed(inner) && isNamed(outer);
  });
}

async function checkForeign(
  run: Run,
  { create, outer: before }: MadeCollection,
  inner: Reference,
  outer: Reference,
): Promise<Found> {
  const fixture = await Fixture.after(run, before.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const idOf = ({ collection: { output } }: Reference): Json => fixture.context.fill<Json>(`$outputs.${output}`);
  const own = idOf(outer);
  for (const step of inner.collection.inner.given) await fixture.context.execute(step);
  if (isSameValue(own, idOf(outer))) return sameIds;
  // The later inner one, and the earlier outer one.
  const sent = await fixture.send(create, withPatch(run, create, templateOf(before), { [outer.name]: own }));
  if (!hasSucceeded(sent)) return refusedRightly(sent);
  const message = `expected a ${inner.name} of another ${outer.name} to be refused, got ${sent.status}`;
  return { violations: [statusViolation(message)], toCurl: sent.toCurl };
}
