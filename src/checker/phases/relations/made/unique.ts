/**
 * What no two records may share, by the words of a document: "409 when another member has the e-mail address". What is said
 * otherwise is not read.
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
import type { MadeRequest } from '../../../../openapi/request.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { isRecord, plain } from '../../../records/ids.js';
import { bare, isChange, isRestoring, atItem } from '../../../records/collections.js';
import { stepOf, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import type { Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, statusViolation, type Received } from '../fixture.js';
import { ownId, pointerTo, recordIn, sameIds, type DerivedPart } from './subject.js';
import { samplesOf, sendChange, withPatch, inOtherCase } from '../other-values.js';
import { isRefusal } from '../../../status.js';
import { isCaseless, namesIn, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { refusals } from '../../../status.js';

/** Statuses by which what is there already refuses something. */
export const refusing = ['409', '422', '4XX'];

export const isConflict = /\b(?:409|422|conflict|refused|rejected|fails|must|cannot|unique)\b/i;

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

export function uniqueParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { document } = run;
  const { create, below, item } = collection;
  const own = sharedMembers(document, create);
  const changes = below.flatMap((operation): DerivedPart[] => {
    if (!isChange(operation) || bare(operation.path) !== item) return [];
    const said = sharedMembers(document, operation);
    const properties = propertiesOf(recordSchemaOf(document, operation));
    const names = (said.length > 0 ? said : own).filter((name) => Object.hasOwn(properties, name));
    const isTold = said.length > 0 || holdsHere(document, operation);
    const mayBe = isTold || operation.responses.has('409');
    if (names.length === 0 || !mayBe) return [];
    const check = () => checkChange(run, collection, operation, names, isTold);
    return [{ name: nameOf(names), operation, check }];
  });
  return [
    ...(own.length > 0 ? [{ name: nameOf(own), operation: create, check: () => checkTwo(run, collection, own) }] : []),
    ...(own.some((name) => isSaidCaseless(run, create, name))
      ? [
          {
            name: `${nameOf(own)}, in whatever case`,
            operation: create,
            check: () => checkTwo(run, collection, own, allInOtherCase),
          },
        ]
      : []),
    ...changes,
    ...below
      .filter((one) => isRestoring(one) && restoresUnique(document, one, own))
      .map((operation) => ({
        name: nameOf(own),
        operation,
        check: () => checkRestoring(run, collection, operation, own),
      })),
  ];
}

/** "If somebody else has registered the email in the meantime, the restore fails" */
const restoresUnique = (document: JsonObject, operation: Operation, names: readonly string[]): boolean =>
  names.length > 0 &&
  sentencesAbout(document, operation, refusing).said.some(
    (one) =>
      /\b(?:fails?|refused|rejected|error|cannot|not possible)\b/i.test(one) &&
      names.some((name) => namesIn(one).has(plain(name))),
  );

/** Restores a record whose values another one has by then. */
async function checkRestoring(
  run: Run,
  collection: MadeCollection,
  operation: Operation,
  names: readonly string[],
): Promise<Found> {
  const { create, outer, inner, read } = collection;
  const record = recordOf(run, operation, inner);
  const deleting = atItem(collection, 'DELETE');
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!deleting || !read) return 'it is not deleted, or not shown alone';
  const values = valuesOf(recordIn(await fixture.send(read, templateOf(inner))), names);
  if (!values) return `the record does not show its ${names.join(', ')}`;
  const deleted = await fixture.send(deleting, templateOf(inner));
  if (!hasSucceeded(deleted)) return refusedBy(deleted);
  const again = await fixture.send(create, withPatch(run, create, templateOf(outer), values));
  if (!hasSucceeded(again)) return refusedBy(again, 'a deleted one counts, too: it was refused');
  const restored = await fixture.send(operation, {
    ...templateOf(record),
    parameters: templateOf(inner).parameters ?? {},
  });
  if (!hasSucceeded(restored)) return refusedRightly(restored);
  return { violations: [sharedBy(restored, names)], toCurl: restored.toCurl };
}

/** "The rule about emails holds here too" */
const holdsHere = (document: JsonObject, operation: Operation): boolean =>
  sentencesAbout(document, operation, refusing).said.some((one) =>
    /\b(?:rules?|same|constraints?|unique)\b.*\b(?:hold|apply|applies|holds|valid)\b.*\b(?:here|too|also|as well)\b|\b(?:also|likewise) applies\b/i.test(
      one,
    ),
  );

const nameOf = (names: readonly string[]): string => `no two have the same ${names.join(', ')}`;

const sharedBy = ({ status }: Received, names: readonly string[]): Violation =>
  statusViolation(`expected it to be refused with the ${names.join(', ')} of another one, got ${status}`);

function isSaidCaseless({ document }: Run, create: Operation, name: string): boolean {
  const { description } = flatten(document, propertiesOf(recordSchemaOf(document, create))[name] ?? null) ?? {};
  const { summary, description: said } = operationObject(document, create) ?? {};
  return [summary, said, description].some(isCaseless);
}

const allInOtherCase = (values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? inOtherCase(value) : value]),
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
  const plain = await fixture.context.request(create, templateOf(outer));
  const recordOf = ({ body }: MadeRequest): Json => within(body?.value ?? null, wrappingOf(run.document, create));
  // One that may be left out is sent, too.
  const properties = propertiesOf(recordSchemaOf(run.document, create));
  const wanted = Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
  const more = samplesOf(run, wanted, recordOf(plain));
  const made =
    Object.keys(more).length === 0
      ? plain
      : await fixture.context.request(create, withPatch(run, create, templateOf(outer), othersLike(more)));
  const values = valuesOf(recordOf(made), names);
  if (!values) return `a request has no ${names.join(', ')}`;
  const first = await fixture.sendRequest(create, made.request);
  if (!hasSucceeded(first)) return refusedBy(first);
  const again = await fixture.send(create, withPatch(run, create, templateOf(outer), alter(values)));
  if (!hasSucceeded(again)) {
    // Where another one is refused, too, it is for something else.
    const beside = withPatch(run, create, templateOf(outer), othersLike(values));
    const isTexts = Object.values(values).every((value) => typeof value === 'string');
    if (isTexts && isRefusal((await fixture.send(create, beside)).status))
      return 'one with another value is refused, too';
    return refusedAsSaid(again);
  }
  fixture.context.keep(output, id, first.json, first.headers);
  if (isRecord(again.json ?? null, ownId(fixture, collection), parameter.name))
    return 'it answers with the one that is there';
  return { violations: [sharedBy(again, names)], toCurl: again.toCurl };
}

/** A patch with another text in the place of each, of the same form. */
const othersLike = (values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? { $another: value } : value]),
  );

/** By which status it is refused, a document may leave open; what the answer says then it does not. */
function refusedAsSaid(answer: Received): Found {
  const violations = answer.violations.filter(({ kind }) => kind !== 'status');
  return violations.length > 0 ? { violations, toCurl: answer.toCurl } : refusedRightly(answer);
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
  const record = recordOf(run, operation, inner);
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
