/** What is reserved for so many seconds: the record says until when, and lapses then where words say so. */
import { setTimeout as delay } from 'node:timers/promises';
import { hasType, isObject, propertiesOf, valueAt, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { hasPassed, type Found } from '../../../found.js';
import { isAction } from '../../../records/collections.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { stateMemberOf } from '../../../records/state-member.js';
import { allAnswered, recordSchemaOf } from '../../../records/wrapping.js';
import { secondsOf } from '../../../relations/instants.js';
import type { Run } from '../../../run.js';
import { sentencesAbout } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy } from '../fixture.js';
import { withPatch } from '../other-values.js';
import { failed, member, pointerTo, recordIn, type DerivedPart } from './subject.js';

const secondsName = /^(?:seconds|(?:ttl|duration|lifetime|valid|hold|expires?)_?(?:in_?)?seconds|ttl|expires_?in)$/i;
const untilName = /(?:_|^)(?:until|expires?|expiry)(?:_?at)?$|(?:Until|Expires|ExpiresAt)$/;
/** "The booking is draft again" */
const isAgain = /\b(?:is|becomes|goes back to|returns to) ([\w-]+) again\b/i;

/** Seconds that it is asked for, and by which an answer may be late. */
const asked = 137;
const slack = 10;
/** The longest time that is waited for, in seconds, and what a target may need beyond it. */
const longest = 3;
const late = 1.5;

interface Lapse {
  run: Run;
  collection: MadeCollection;
  read: Operation;
  operation: Operation;
  /** Name of the member that asks for seconds, and of that which says until when. */
  seconds: string;
  until: string;
  least: number;
  most: number;
}

export function lapseParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, below, inner, isLost } = collection;
  if (!read || isLost) return [];
  const shown = allAnswered(run.document, read);
  const until = Object.keys(shown).find(
    (name) => untilName.test(name) && flatten(run.document, shown[name] ?? null)?.format === 'date-time',
  );
  if (until === undefined) return [];
  return below.flatMap((operation): DerivedPart[] => {
    if (!isAction(operation, collection) || !areMade(operation, recordOf(run, operation, inner))) return [];
    const [seconds, node] =
      Object.entries(propertiesOf(recordSchemaOf(run.document, operation))).find(
        ([name, one]) => secondsName.test(name) && hasType(flatten(run.document, one), 'integer'),
      ) ?? [];
    if (seconds === undefined) return [];
    const { minimum = 1, maximum = asked } = flatten(run.document, node) ?? {};
    const lapse = { run, collection, read, operation, seconds, until, least: Number(minimum), most: Number(maximum) };
    const state = stateMemberOf(run.document, read);
    const { said } = sentencesAbout(run.document, operation, []);
    const [, again] = said.map((one) => isAgain.exec(one)).find((one) => one !== null) ?? [];
    const back = state?.states.find((one) => one === again);
    return [
      { name: `${until} is as many seconds on as were asked for`, operation, check: () => checkUntil(lapse) },
      ...(state && back !== undefined && lapse.least <= longest
        ? [{ name: 'it lapses', operation, check: () => checkLapse(lapse, state.name, back) }]
        : []),
    ];
  });
}

async function begin({ run, collection, operation, seconds }: Lapse, count: number) {
  const record = recordOf(run, operation, collection.inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const answer = await fixture.send(operation, withPatch(run, operation, templateOf(record), { [seconds]: count }));
  return hasSucceeded(answer) ? { fixture, answer } : refusedBy(answer);
}

async function checkUntil(lapse: Lapse): Promise<Found> {
  const { run, collection, read, until, least, most } = lapse;
  const count = Math.min(Math.max(asked, least), most);
  const begun = await begin(lapse, count);
  if (typeof begun === 'string' || !('fixture' in begun)) return begun;
  const now = run.gateway.now();
  const shown = await begun.fixture.send(read, templateOf(collection.inner));
  const end = secondsOf(valueAt(recordIn(shown), pointerTo(until)));
  const isOther = end === undefined || Math.abs(end - now - count) > slack;
  return failed(
    begun.answer,
    isOther ? [member({ run }, pointerTo(until), `expected it ${count} seconds from now`)] : [],
  );
}

async function checkLapse(lapse: Lapse, state: string, back: string): Promise<Found> {
  const { run, collection, read, least } = lapse;
  const begun = await begin(lapse, least);
  if (typeof begun === 'string' || !('fixture' in begun)) return begun;
  const look = async () => recordIn(await begun.fixture.send(read, templateOf(collection.inner)));
  const before = await look();
  if (valueAt(before, pointerTo(state)) === back) return 'it leads to no other state';
  await delay((least + late) * 1000);
  const after = await look();
  const isBack = valueAt(after, pointerTo(state)) === back;
  const wrong = isBack ? [] : [member({ run }, pointerTo(state), `expected "${back}" again once the time was over`)];
  const found = failed(begun.answer, wrong);
  if (!hasPassed(found) || !isObject(after)) return found;
  const shown = await begun.fixture.send(read, templateOf(collection.inner));
  return failed(shown, shown.violations);
}
