/**
 * What no two records may share, and how many of them another one takes, by the words of a document: "409 when another
 * member has the e-mail address", "409 when all places of the class are taken". What is said otherwise is not read.
 */
import {
  hasType,
  operationObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { isRecord, plain } from '../../../records/ids.js';
import { bare, isChange } from '../../../records/collections.js';
import { stepOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import type { Step } from '../../../recipes/step.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import type { Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, statusViolation, type Received } from '../fixture.js';
import { ownId, pointerTo, recordIn, sameIds, type DerivedPart } from './subject.js';
import { sendChange, withPatch } from '../other-values.js';
import { namesIn, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { refusals } from '../../../status.js';

/** Statuses by which what is there already refuses something. */
const refusing = ['409', '422', '4XX'];

const isConflict = /\b(?:409|422|conflict|refused|rejected|fails|must|cannot|unique)\b/i;
const isShared = /\b(?:unique|already|taken|in use|exists?|another|duplicates?|same)\b/i;
/** "Need not be unique", and what is about a state, a version or an idempotency key. */
const isOther =
  /\b(?:(?:not|no longer) exist|need not|not necessarily|non-?unique|not unique|may be the same|idempot\w*|if-match|etag|version|states?|status|final|finished|closed)\b/i;

/** @returns names of the members that a sentence says are another record's: all together. @param isRefusal as of a 409 */
export function sharedIn(sentence: string, members: readonly string[], isRefusal: boolean): string[] {
  if (!isShared.test(sentence) || isOther.test(sentence) || !(isRefusal || isConflict.test(sentence))) return [];
  const named = namesIn(sentence);
  return members.filter((name) => named.has(plain(name)) || named.has(`${plain(name)}s`));
}

/** "Must be unique", "No two guests share an address": of the member that it describes. */
const isUniqueInWords = /^(?:(?:must be |is )?unique\b|no two \w+(?: [\w-]+){0,5} (?:share|have|has|may have)\b)/i;

/** Whether letters in another case make no other value: by words, or by an example such as "`12a` is the same as `12A`". */
const isCaseless = (text: Json | undefined): boolean => {
  const words = typeof text === 'string' ? text.replaceAll(/[`"“”'’]/g, '') : '';
  const [, one, other] = /\b(\w+) (?:is the same as|equals|and) (\w+)\b/i.exec(words) ?? [];
  const isExample = one !== undefined && one !== other && one.toLowerCase() === other?.toLowerCase();
  return isExample || caseless.test(words);
};
const caseless =
  /\b(?:upper[- ](?:and|or) lower[- ]?case\b.{0,30}\bno difference|neither (?:letter )?case\b|(?:letter )?case (?:makes no|does not|doesnt|is ignored|is irrelevant)|case[- ]insensitive|(?:regardless|irrespective) of (?:letter )?case|in whatever (?:letter )?case|however (?:it|they) (?:is|are) (?:capitali[sz]ed|written|spelt))/i;

/** Texts and numbers that are nobody else's, of the body of a request. Each is said of in one sentence. */
function sharedMembers(document: JsonObject, operation: Operation): string[] {
  if (!refusals.some((status) => operation.responses.has(status))) return [];
  const properties = Object.entries(propertiesOf(recordSchemaOf(document, operation)));
  const free = properties.flatMap(([name, node]): [string, JsonObject][] => {
    const schema = flatten(document, node);
    const isDate = String(schema?.format).startsWith('date');
    const isFree = schema && !isDate && schema.readOnly !== true && !('enum' in schema) && !('const' in schema);
    const isTold = hasType(schema, 'string', 'integer');
    return isFree && isTold ? [[name, schema]] : [];
  });
  const names = free.map(([name]) => name);
  const { said, why } = sentencesAbout(document, operation, refusing);
  const found = [
    ...why.map((one) => sharedIn(one, names, true)),
    ...said.map((one) => sharedIn(one, names, false)),
    ...free.map(([name, { description }]) =>
      sentencesOf(description).some((one) => isUniqueInWords.test(one) && !isOther.test(one)) ? [name] : [],
    ),
  ];
  return found.find((some) => some.length > 0) ?? [];
}

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
  if (![...why, ...said.filter((one) => isConflict.test(one))].some((one) => isFull.test(one))) return undefined;
  const found = outer.given.flatMap((step): Holder[] => {
    const making = operations.find(({ operationId }) => 'operation' in step && operationId === step.operation);
    const properties = propertiesOf(making && recordSchemaOf(document, making));
    return Object.entries(properties).flatMap(([name, node]) => {
      const { type, readOnly, minimum = 1 } = flatten(document, node) ?? {};
      const isCount = type === 'integer' && readOnly !== true && capacityName.test(name);
      return making && isCount ? [{ step, making, name, least: Math.max(1, Number(minimum)) }] : [];
    });
  });
  const [holder, other] = found;
  return holder && !other && holder.least <= mostHeld ? holder : undefined;
}

export function conflictParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { document } = run;
  const { create, below, item } = collection;
  const own = sharedMembers(document, create);
  const holder = holderOf(run, collection);
  const changes = below.flatMap((operation): DerivedPart[] => {
    if (!isChange(operation) || bare(operation.path) !== item) return [];
    const said = sharedMembers(document, operation);
    const properties = propertiesOf(recordSchemaOf(document, operation));
    const names = (said.length > 0 ? said : own).filter((name) => Object.hasOwn(properties, name));
    const isSaid = said.length > 0 || operation.responses.has('409');
    if (names.length === 0 || !isSaid) return [];
    const check = () => checkChange(run, collection, operation, names, said.length > 0);
    return [{ name: nameOf(names), operation, check }];
  });
  return [
    ...(own.length > 0 ? [{ name: nameOf(own), operation: create, check: () => checkTwo(run, collection, own) }] : []),
    ...(own.some((name) => isSaidCaseless(run, create, name))
      ? [
          {
            name: `${nameOf(own)}, in whatever case`,
            operation: create,
            check: () => checkTwo(run, collection, own, inOtherCase),
          },
        ]
      : []),
    ...(holder
      ? [{ name: 'one that is full takes no more', operation: create, check: () => checkFull(run, collection, holder) }]
      : []),
    ...changes,
  ];
}

const nameOf = (names: readonly string[]): string => `no two have the same ${names.join(', ')}`;

const sharedBy = ({ status }: Received, names: readonly string[]): Violation =>
  statusViolation(`expected it to be refused with the ${names.join(', ')} of another one, got ${status}`);

function isSaidCaseless({ document }: Run, create: Operation, name: string): boolean {
  const { description } = flatten(document, propertiesOf(recordSchemaOf(document, create))[name] ?? null) ?? {};
  const { summary, description: said } = operationObject(document, create) ?? {};
  return [summary, said, description].some(isCaseless);
}

const inOtherCase = (values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value !== 'string' ? value : value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase(),
    ]),
  );

/** Creates a record with the values that another one has. @param alter makes other values that count as the same */
async function checkTwo(
  run: Run,
  collection: MadeCollection,
  names: readonly string[],
  alter = (values: JsonObject): JsonObject => values,
): Promise<Found> {
  const { create, outer, output, id, parameter } = collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const made = await fixture.context.request(create, templateOf(outer));
  const values = valuesOf(within(made.body?.value ?? null, wrappingOf(run.document, create)), names);
  if (!values) return `a request has no ${names.join(', ')}`;
  const first = await fixture.sendRequest(create, made.request);
  if (!hasSucceeded(first)) return refusedBy(first);
  const again = await fixture.send(create, withPatch(run, create, templateOf(outer), alter(values)));
  if (!hasSucceeded(again)) return refusedRightly(again);
  fixture.context.keep(output, id, first.json, first.headers);
  if (isRecord(again.json ?? null, ownId(fixture, collection), parameter.name))
    return 'it answers with the one that is there';
  return { violations: [sharedBy(again, names)], toCurl: again.toCurl };
}

/** Undefined where one is lacking. */
function valuesOf(record: Json, names: readonly string[]): JsonObject | undefined {
  const found = names.flatMap((name): [string, Json][] => {
    const value = valueAt(record, pointerTo(name)) ?? null;
    return value === null ? [] : [[name, value]];
  });
  return found.length === names.length ? Object.fromEntries(found) : undefined;
}

/** Gives a record the values of another one. @param isSaid whether it is said of this operation */
async function checkChange(
  run: Run,
  collection: MadeCollection,
  operation: Operation,
  names: readonly string[],
  isSaid: boolean,
): Promise<Found> {
  const { inner, read } = collection;
  const record = run.records.of.get(operation.operationId) ?? inner;
  const step = stepOf(collection);
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!read || !step) return 'it is not shown alone';
  const look = async () => recordIn(await fixture.send(read, templateOf(inner)));
  const [other, id] = [await look(), ownId(fixture, collection)];
  await fixture.context.execute(step);
  const [own, values] = [await look(), valuesOf(other, names)];
  if (isSameValue(id, ownId(fixture, collection))) return sameIds;
  if (!values || names.every((name) => isSameValue(values[name], valueAt(own, pointerTo(name)))))
    return `two records do not show another ${names.join(', ')}`;
  if (record.tag) await fixture.context.execute(record.tag);
  const answer = await sendChange(fixture, operation, templateOf(record), values);
  if (!hasSucceeded(answer)) return refusedRightly(answer);
  const violation = sharedBy(answer, names);
  return { violations: [isSaid ? violation : { ...violation, severity: 'warning' }], toCurl: answer.toCurl };
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
  if (!hasSucceeded(more)) return refusedRightly(more);
  const message = `expected it to be refused once ${name} (${least}) is reached, got ${more.status}`;
  return { violations: [statusViolation(message)], toCurl: more.toCurl };
}
