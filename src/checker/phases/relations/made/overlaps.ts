/**
 * Ranges of time of which no two may overlap, by the words of a document: "409 if another booking of the room overlaps". One
 * that only begins where another ends is taken where that is said, and so is one in the place of another that was ended.
 */
import { propertiesOf, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { bare, isAction, isChange } from '../../../records/collections.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import { isDated } from '../../../relations/instants.js';
import type { Run } from '../../../run.js';
import { sentencesAbout, sentencesOfAll } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import {
  Fixture,
  hasSucceeded,
  refusedBy,
  refusedRightly,
  statusViolation,
  type Received,
  mustBeRefused,
} from '../fixture.js';
import { sendChange, withPatch } from '../other-values.js';
import type { DerivedPart } from './subject.js';

const startName = /^(?:start|begin|from|check_?in|arrival|pick_?up|valid_?from)(?:s|ning)?(?:_?(?:at|on|date|time))?$/i;
const endName =
  /^(?:end|to|until|till|check_?out|departure|drop_?off|return|valid_?(?:to|until))(?:s)?(?:_?(?:at|on|date|time))?$/i;

const isOverlap =
  /\b(?:overlap\w*|double[- ]book\w*|clash\w*)\b|\b(?:taken|booked|reserved|occupied|not free|must be free)\b.*\b(?:dates?|times?|period|range|slot|then)\b|\b(?:dates?|times?|period|range|slot)\b.*\b(?:taken|booked|reserved|occupied|not free|must be free)\b/i;
const isAllowed =
  /\b(?:may|can|could|do not|does not|no) (?:\w+ )?overlap|\breserves nothing\b|\boverlap\w* (?:is|are) allowed\b/i;
const isForbidden = /\b(?:never|not|cannot|no two|must|409|422|refused|rejected|conflict|unless|only)\b/i;
const mayTouch =
  /\b(?:start|begin)s? (?:on|at|when|where|exactly)\b.*\b(?:another|other|one|previous)\b.*\bends?\b|\bback[- ]to[- ]back\b/i;
const isFreeing = /\bfree(?:s|d)?\b|\bavailable again\b|\bno longer (?:blocks?|reserves?|holds?|counts?)\b/i;

/** The two members of a range, of the body that makes a record. */
interface Range {
  start: string;
  end: string;
}

function rangeOf({ document }: Run, create: Operation): Range | undefined {
  const members = Object.entries(propertiesOf(recordSchemaOf(document, create))).flatMap(([name, node]) => {
    const schema = flatten(document, node);
    return schema && schema.readOnly !== true && String(schema.format).startsWith('date')
      ? [{ name, format: schema.format }]
      : [];
  });
  const start = members.find(({ name }) => startName.test(name));
  const end = members.find(({ name, format }) => endName.test(name) && format === start?.format);
  return start && end && { start: start.name, end: end.name };
}

/** Whether it is said that an operation refuses what overlaps. */
function refusesOverlaps({ document }: Run, operation: Operation): boolean {
  if (!refusals.some((status) => operation.responses.has(status))) return false;
  const { said, why } = sentencesAbout(document, operation, refusals);
  const isSaid = (one: string): boolean => isOverlap.test(one) && !isAllowed.test(one);
  return why.some(isSaid) || said.some((one) => isSaid(one) && isForbidden.test(one));
}

export function overlapParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create, below, inner, item, isLost } = collection;
  const range = isLost ? undefined : rangeOf(run, create);
  if (!range) return [];
  const own = below.filter((one) => areMade(one, recordOf(run, one, inner)));
  const actions = own.filter((one) => isAction(one, collection));
  const taking = [create, ...actions].find((one) => refusesOverlaps(run, one));
  const changing = own.find(
    (one) => isChange(one) && bare(one.path) === item && hasRange(run, one, range) && refusesOverlaps(run, one),
  );
  if (!taking) return [];
  const freeing = actions.find((one) => {
    const { said } = sentencesAbout(run.document, one, []);
    return one !== taking && said.some((words) => isFreeing.test(words));
  });
  const words = [...sentencesAbout(run.document, taking, refusals).said, ...sentencesOfAll(run.document)];
  const booking = { run, collection, range, taking };
  const part = (name: string, operation: Operation, check: (place: Place) => Promise<Found>): DerivedPart => ({
    name,
    operation,
    check: async () => {
      const place = await Place.open(booking);
      return place instanceof Place ? check(place) : place;
    },
  });
  return [
    part('no two overlap', taking, checkOverlaps),
    ...(words.some((one) => mayTouch.test(one)) ? [part('one begins where another ends', taking, checkTouching)] : []),
    ...(freeing ? [part('in the place of one that was ended', taking, (place) => checkFreed(place, freeing))] : []),
    ...(changing ? [part('no two overlap', changing, (place) => checkMoved(place, changing))] : []),
  ];
}

const hasRange = ({ document }: Run, operation: Operation, { start, end }: Range): boolean =>
  [start, end].every((name) => Object.hasOwn(propertiesOf(recordSchemaOf(document, operation)), name));

interface Booking {
  run: Run;
  collection: MadeCollection;
  range: Range;
  /** What takes the range: what creates a record, or what is done with it afterwards. */
  taking: Operation;
}

/** Days, or hours, that a range has. */
const length = 4;

/** One record that ranges are taken of. */
class Place {
  readonly booking: Booking;
  readonly fixture: Fixture;
  readonly #first: string;

  private constructor(booking: Booking, fixture: Fixture, first: string) {
    this.booking = booking;
    this.fixture = fixture;
    this.#first = first;
  }

  static async open(booking: Booking): Promise<Place | Found> {
    const { run, collection, range } = booking;
    const { create, outer } = collection;
    const fixture = await Fixture.after(run, outer.given);
    if (!(fixture instanceof Fixture)) return fixture;
    const { body } = await fixture.context.request(create, templateOf(outer));
    const record = within(body?.value ?? null, wrappingOf(run.document, create));
    const first = (record as JsonObject | null)?.[range.start];
    return typeof first === 'string' && isDated(first)
      ? new Place(booking, fixture, first)
      : 'the values of the two are not known';
  }

  /** @param from days, or hours, after the beginning of the first one */
  range(from: number, to: number): JsonObject {
    const { start, end } = this.booking.range;
    return { [start]: shifted(this.#first, from), [end]: shifted(this.#first, to) };
  }

  /** Makes a record with a range, and takes it. */
  async take(range: JsonObject): Promise<Received> {
    const { run, collection, taking } = this.booking;
    const { create, outer, inner, output, id } = collection;
    const made = await this.fixture.send(create, withPatch(run, create, templateOf(outer), range));
    if (!hasSucceeded(made)) return made;
    this.fixture.context.keep(output, id, made.json, made.headers);
    return taking === create ? made : this.fixture.send(taking, templateOf(recordOf(run, taking, inner)));
  }
}

/** So many days after a date, or hours after an instant. */
function shifted(value: string, count: number): Json {
  const isDay = value.length === 10;
  const time = new Date(Date.parse(value) + count * (isDay ? 24 : 1) * 3_600_000).toISOString();
  return isDay ? time.slice(0, 10) : time.replace(/\.000Z$/, 'Z');
}

const overlapping: readonly [how: string, from: number, to: number][] = [
  ['the same range', 0, length],
  ['a range that begins in it', length - 1, length + 1],
  ['a range that ends in it', -1, 1],
  ['a range in it', 1, length - 1],
  ['a range around it', -1, length + 1],
];

async function checkOverlaps(place: Place): Promise<Found> {
  const first = await place.take(place.range(0, length));
  if (!hasSucceeded(first)) return refusedBy(first);
  for (const [how, from, to] of overlapping) {
    const other = await place.take(place.range(from, to));
    if (hasSucceeded(other))
      return {
        violations: [statusViolation(`expected ${how} to be refused, as no two overlap, got ${other.status}`)],
        toCurl: other.toCurl,
      };
    const found = refusedRightly(other);
    if (typeof found === 'string' || found.violations.length > 0) return found;
    const broken = other.violations.filter(({ kind }) => kind !== 'status');
    if (broken.length > 0) return { violations: broken, toCurl: other.toCurl };
  }
  return { violations: [] };
}

const isTaken = (answer: Received, how: string): Found =>
  hasSucceeded(answer)
    ? { violations: [] }
    : {
        violations: [statusViolation(`expected ${how} to be taken, got ${answer.status}`)],
        toCurl: answer.toCurl,
      };

async function checkTouching(place: Place): Promise<Found> {
  const first = await place.take(place.range(0, length));
  if (!hasSucceeded(first)) return refusedBy(first);
  const after = isTaken(await place.take(place.range(length, length + 2)), 'a range that begins where another ends');
  if (typeof after === 'string' || after.violations.length > 0) return after;
  return isTaken(await place.take(place.range(-2, 0)), 'a range that ends where another begins');
}

async function checkFreed(place: Place, freeing: Operation): Promise<Found> {
  const { run, collection } = place.booking;
  const first = await place.take(place.range(0, length));
  if (!hasSucceeded(first)) return refusedBy(first);
  const freed = await place.fixture.send(freeing, templateOf(recordOf(run, freeing, collection.inner)));
  if (!hasSucceeded(freed)) return refusedBy(freed);
  return isTaken(await place.take(place.range(0, length)), 'the range of one that was ended');
}

async function checkMoved(place: Place, changing: Operation): Promise<Found> {
  const { run, collection } = place.booking;
  const first = await place.take(place.range(0, length));
  if (!hasSucceeded(first)) return refusedBy(first);
  const other = await place.take(place.range(3 * length, 4 * length));
  if (!hasSucceeded(other)) return refusedBy(other);
  const record = recordOf(run, changing, collection.inner);
  if (record.tag) await place.fixture.context.execute(record.tag);
  const moved = await sendChange(place.fixture, changing, templateOf(record), place.range(1, length + 1));
  return mustBeRefused(moved, `expected a range that overlaps another one to be refused`);
}
