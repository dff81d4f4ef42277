/**
 * A record that names two others, of which one is made in the other: a reservation of a room, at a rate of that room. Where
 * the words of the document say that they belong together, one of another is refused.
 */
import type { Json, Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { stepOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { namingsOf, type Naming } from '../../../records/references.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesAbout, sentencesOfMember } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, mustBeRefused } from '../fixture.js';
import { sameIds, type DerivedPart } from './subject.js';
import { withPatch } from '../other-values.js';

export function belongingParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create } = collection;
  const refuses = ['404', ...refusals].some((status) => create.responses.has(status));
  const references = refuses ? namingsOf(run, collection).filter(({ isList }) => !isList) : [];
  return references.flatMap((inner) =>
    references.flatMap((outer): DerivedPart[] => {
      const step = stepOf(outer.to);
      const isInner = step !== undefined && inner.to.outer.given.includes(step);
      if (!isInner || !isSaid(run, create, inner.name, outer.name)) return [];
      const name = `a ${inner.name} of another ${outer.name} is refused`;
      return [{ name, operation: create, check: () => checkForeign(run, collection, inner, outer) }];
    }),
  );
}

/** "The rate must be one of the room's", "Must be a rate of the reservation's room" */
function isSaid({ document }: Run, create: Operation, inner: string, outer: string): boolean {
  const { said } = sentencesAbout(document, create, []);
  return [...said, ...sentencesOfMember(document, create, inner)].some((sentence) => {
    const names = namesIn(sentence);
    const isNamed = (name: string) =>
      [plain(name), plain(name).replace(/(?:uuid|id)$/, '')].some((one) => names.has(one) || names.has(`${one}s`));
    return /\b(?:must|has to|have to|only|belongs?)\b/i.test(sentence) && isNamed(inner) && isNamed(outer);
  });
}

async function checkForeign(
  run: Run,
  { create, outer: before }: MadeCollection,
  inner: Naming,
  outer: Naming,
): Promise<Found> {
  const fixture = await Fixture.after(run, before.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const idOf = ({ to: { output } }: Naming): Json => fixture.context.fill<Json>(`$outputs.${output}`);
  const own = idOf(outer);
  for (const step of inner.to.inner.given) await fixture.context.execute(step);
  if (isSameValue(own, idOf(outer))) return sameIds;
  // The later inner one, and the earlier outer one.
  const sent = await fixture.send(create, withPatch(run, create, templateOf(before), { [outer.name]: own }));
  return mustBeRefused(sent, `expected a ${inner.name} of another ${outer.name} to be refused`);
}
