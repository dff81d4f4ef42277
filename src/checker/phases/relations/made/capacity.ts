/** How many records another one takes, by the words of a document: "409 when all places of the class are taken". */
import { propertiesOf, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import type { Step } from '../../../recipes/step.js';
import type { Run } from '../../../run.js';
import { Fixture, hasSucceeded, refusedBy, type Received, mustBeRefused } from '../fixture.js';
import { withPatch } from '../other-values.js';
import { sentencesAbout } from '../../../sentences.js';
import type { DerivedPart } from './subject.js';
import { isConflict, refusing } from './unique.js';

/** Of words that say that one takes no more. */
export const isFull = new RegExp(
  [
    String.raw`\b(?:is|are|already|when|if|fully) (?:full|booked|sold out)\b`,
    String.raw`\b(?:sold out|out of stock|no (?:more |free )?\w+ (?:of (?:the|a|an) \w+ )?(?:is |are )?(?:left|free|available))\b`,
    String.raw`\ball (?:\w+ ){0,5}taken\b`,
  ].join('|'),
  'i',
);

const heads =
  '(?:participants|attendees|guests|members|people|persons|players|students|bookings|places|seats|tickets|users)';

const capacityName = new RegExp(
  String.raw`^(?:\w*(?:capacity|seats|places|slots|spots|beds|copies|stock)|quantity|(?:max|maximum)_?${heads}|${heads}_?limit)$`,
  'i',
);

/** "A booking has no more guests than its party_size" */
const noMoreThan = /\bno more (?:\w+ )?than (?:its |the )([\w-]+)/i;

const isLimit = (name: string, said: string | undefined): boolean =>
  said === undefined ? capacityName.test(name) : plain(name) === plain(said);

/** What is made first, and takes no more records than it says. */
interface Holder {
  step: Step;
  /** The operation of the step. */
  making: Operation;
  /** Name of the member that says how many. */
  name: string;
  least: number;
}

const mostHeld = 6;

/** Undefined where the words of the document do not say that one may be full, or leave open which. */
function holderOf({ document, operations }: Run, { create, outer }: MadeCollection): Holder | undefined {
  if (!create.responses.has('409') && !create.responses.has('4XX')) return undefined;
  const { said, why } = sentencesAbout(document, create, refusing);
  const words = [...why, ...said.filter((one) => isConflict.test(one))];
  const [, limit] = words.map((one) => noMoreThan.exec(one)).find((one) => one !== null) ?? [];
  if (limit === undefined && !words.some((one) => isFull.test(one))) return undefined;
  const found = outer.given.flatMap((step): Holder[] => {
    const making = operations.find(({ operationId }) => 'operation' in step && operationId === step.operation);
    const properties = propertiesOf(making && recordSchemaOf(document, making));
    return Object.entries(properties).flatMap(([name, node]) => {
      const { type, readOnly, minimum = 1 } = flatten(document, node) ?? {};
      const isCount = type === 'integer' && readOnly !== true && isLimit(name, limit);
      return making && isCount ? [{ step, making, name, least: Math.max(1, Number(minimum)) }] : [];
    });
  });
  const [holder, other] = found;
  return holder && !other && holder.least <= mostHeld ? holder : undefined;
}

export function capacityParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const holder = holderOf(run, collection);
  if (!holder) return [];
  const check = () => checkFull(run, collection, holder);
  return [{ name: 'one that is full takes no more', operation: collection.create, check }];
}

/** Makes one that takes few, as many records as it takes, and one more. */
async function checkFull(
  run: Run,
  { create, outer }: MadeCollection,
  { step, making, name, least }: Holder,
): Promise<Found> {
  const small: Step = { ...step, ...withPatch(run, making, step, { [name]: least }) };
  const fixture = await Fixture.after(
    run,
    outer.given.map((one) => (one === step ? small : one)),
  );
  if (!(fixture instanceof Fixture)) return fixture;
  const createOne = async (): Promise<Received> => {
    // Each is of another person.
    for (const one of outer.given) if (one !== step) await fixture.context.execute(one);
    return fixture.send(create, templateOf(outer));
  };
  for (let count = 0; count < least; count++) {
    const taken = await createOne();
    if (!hasSucceeded(taken)) return refusedBy(taken, 'it could not be filled');
  }
  const more = await createOne();
  return mustBeRefused(more, `expected it to be refused once ${name} (${least}) is reached`);
}
