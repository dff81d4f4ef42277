/**
 * What widespread conventions say of requests, in a document that has their names: `etag` as a member, `updateMask`, the
 * ids of a batch, and 64-bit integers as texts (Google's API improvement proposals 154, 134, 231 and 141).
 */
import {
  hasType,
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { bare, isChange } from '../../../records/collections.js';
import { isRecord } from '../../../records/ids.js';
import { stepOf, templateOf, type MadeCollection, type MadeRecord, recordOf } from '../../../records/made-record.js';
import { allAnswered, answerSchema, recordSchemaOf } from '../../../records/wrapping.js';
import type { Found } from '../../../found.js';
import type { Run } from '../../../run.js';
import { isSameValue } from '../../../relations/shared-members.js';
import { sentencesAbout, sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, listViolation, mustBeRefused } from '../fixture.js';
import { readPage, type Listed } from '../lists/listed.js';
import { lookAtCreated, member, ownId, pointerTo, recordIn, type DerivedPart } from './subject.js';
import { otherMembers, sendMembers, withPatch } from '../other-values.js';

export function conventionParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, below, inner, item, create, isLost } = collection;
  if (!read || isLost) return [];
  const shown = allAnswered(run.document, read);
  const ofBelow = below.flatMap((operation): DerivedPart[] => {
    const record = recordOf(run, operation, inner);
    const properties = propertiesOf(recordSchemaOf(run.document, operation));
    const isOfTag =
      'etag' in shown && 'etag' in properties && ['409', '412'].some((one) => operation.responses.has(one));
    const mask = operation.parameters.find(({ in: place, name }) => place === 'query' && /^update_?mask$/i.test(name));
    const subject = { run, read, record };
    return [
      ...(isOfTag ? [{ name: 'another etag is refused', operation, check: () => checkEtag(subject, operation) }] : []),
      ...(mask && isChange(operation) && bare(operation.path) === item
        ? [{ name: 'what the mask leaves out stays', operation, check: () => checkMask(subject, operation, mask.name) }]
        : []),
    ];
  });
  const properties = propertiesOf(recordSchemaOf(run.document, create));
  const numbers = Object.keys(properties).filter((name) => isLongNumber(flatten(run.document, properties[name])));
  const batch = run.operations.map((operation) => batchOf(run, collection, operation)).find((one) => one !== undefined);
  return [
    ...ofBelow,
    ...numbers.map((name) => ({
      name: `${name}: a number of 64 bits is kept`,
      operation: create,
      check: () => checkLongNumber(run, collection, read, name),
    })),
    ...(batch
      ? [
          {
            name: 'those that are asked for',
            operation: batch.operation,
            check: () => checkBatch(run, collection, batch),
          },
        ]
      : []),
  ];
}

interface Subject {
  run: Run;
  read: Operation;
  record: MadeRecord;
}

async function checkEtag({ run, read, record }: Subject, operation: Operation): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const shown = recordIn(await fixture.send(read, templateOf(record)));
  if (typeof valueAt(shown, '/etag') !== 'string') return 'the record has no etag';
  const sent = await fixture.send(operation, withPatch(run, operation, templateOf(record), { etag: 'fake-etag' }));
  return mustBeRefused(sent, `expected it to be refused with another etag than the record has`);
}

/** Sends two changes, of which the mask names the first one. */
async function checkMask({ run, read, record }: Subject, operation: Operation, mask: string): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { parameters, ...template } = templateOf(record);
  const look = async () => recordIn(await fixture.send(read, templateOf(record)));
  const before = await look();
  const properties = propertiesOf(recordSchemaOf(run.document, operation));
  const changes = Object.entries(otherMembers(run, properties, before)).filter(
    ([name, value]) => valueAt(before, pointerTo(name)) !== undefined && !isObject(value) && name !== 'etag',
  );
  const [first, second] = changes;
  if (!first || !second) return 'no two members that it may change are shown';
  const masked = { ...template, parameters: { ...parameters, [mask]: first[0] } };
  const sent = await sendMembers(fixture, operation, masked, () => Object.fromEntries([first, second]));
  if (!hasSucceeded(sent)) return refusedBy(sent);
  const after = await look();
  const [named, left] = [first, second].map(([name]) => pointerTo(name)) as [string, string];
  const stays = (at: string): boolean => isSameValue(valueAt(before, at) ?? null, valueAt(after, at) ?? null);
  const violations = [
    ...(stays(named) ? [member({ run }, named, 'is in the mask, and is afterwards what it was before')] : []),
    ...(stays(left) ? [] : [member({ run }, left, 'is not in the mask, and is another value afterwards')]),
  ];
  return { violations, toCurl: sent.toCurl };
}

/** More than a double holds exactly (RFC 8259, 6). */
const longNumber = '9007199254740993';

/** Whether a text is a whole number, of which no bound is known. */
function isLongNumber(schema: JsonObject | undefined): boolean {
  if (!schema || !hasType(schema, 'string') || 'enum' in schema || 'const' in schema) return false;
  if (typeof schema.maxLength === 'number' && schema.maxLength < longNumber.length) return false;
  if (schema.format === 'int64' || schema.format === 'uint64') return true;
  if (typeof schema.pattern !== 'string' || !/64[- ]bit/i.test(String(schema.description ?? ''))) return false;
  try {
    return new RegExp(schema.pattern, 'u').test(longNumber);
  } catch {
    return false;
  }
}

async function checkLongNumber(run: Run, collection: MadeCollection, look: Operation, name: string): Promise<Found> {
  const { create, outer, inner } = collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const made = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: longNumber }));
  if (!hasSucceeded(made)) return refusedBy(made);
  const alone = await lookAtCreated(fixture, { run, collection, look, record: inner }, made);
  if (!hasSucceeded(alone)) return refusedBy(alone);
  const value = valueAt(recordIn(alone), pointerTo(name));
  const isOther = typeof value === 'string' && /^-?\d+$/.test(value) && value !== longNumber;
  const violations = isOther ? [member({ run }, pointerTo(name), 'is another number than was sent')] : [];
  return { violations, toCurl: made.toCurl };
}

interface Batch {
  operation: Operation;
  /** Name of the parameter that takes the ids. */
  ids: string;
  list: Pick<Listed, 'run' | 'operation' | 'at'>;
  isOrdered: boolean;
}

/** `GET /jobs:batchGet?ids=a&ids=b`, `GET /jobs/batch?jobIds=a`: what answers with a list of the same records. */
function batchOf(run: Run, { path, below }: MadeCollection, operation: Operation): Batch | undefined {
  if (operation.method !== 'GET' || below.includes(operation)) return undefined;
  const ids = operation.parameters.find(
    ({ in: place, name, required, object }) =>
      place === 'query' &&
      required &&
      /^(?:ids?|names?|\w+_?ids?)(?:\[\])?$/i.test(name) &&
      hasType(flatten(run.document, object.schema ?? null), 'array'),
  );
  const isBeside = bare(operation.path).startsWith(`${path}:`) || bare(operation.path).startsWith(`${path}/`);
  if (!ids || !(isBeside || bare(operation.path) === path) || operation.path.includes('{')) return undefined;
  const answer = answerSchema(run.document, operation);
  const lists = Object.entries(propertiesOf(answer)).filter(([, node]) =>
    hasType(flatten(run.document, node), 'array'),
  );
  const isList = hasType(answer, 'array');
  const [only, ...others] = lists;
  if (!isList && (!only || others.length > 0)) return undefined;
  const { said } = sentencesAbout(run.document, operation, []);
  const own = only && flatten(run.document, only[1])?.description;
  const isOrdered = [...said, ...[own, ids.object.description].flatMap(sentencesOf)].some((one) =>
    /\b(?:in the (?:same )?order|same order)\b/i.test(one),
  );
  return { operation, ids: ids.name, list: { run, operation, at: isList ? '' : pointerTo(only![0]) }, isOrdered };
}

/** Asks for two records, the later one first. */
async function checkBatch(run: Run, collection: MadeCollection, { ids, list, isOrdered }: Batch): Promise<Found> {
  const { inner, parameter } = collection;
  const step = stepOf(collection);
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const first = ownId(fixture, collection);
  if (!step) return 'it is made in no step';
  await fixture.context.execute(step);
  const second = ownId(fixture, collection);
  const asked: Json[] = [second, first];
  const page = await readPage(list as Listed, fixture, { [ids]: asked });
  if (!hasSucceeded(page)) return refusedBy(page, 'two of them were refused');
  const places = asked.map((id) => page.items.findIndex((item) => isRecord(item, id, parameter.name)));
  const wrong = (message: string): Found => ({
    violations: [listViolation(list.at, message)],
    toCurl: page.toCurl,
  });
  if (places.includes(-1)) return wrong('expected the records that were asked for');
  if (page.items.length > asked.length) return wrong('expected no other records than were asked for');
  return isOrdered && places[0]! > places[1]! ? wrong('expected them in the order of the ids') : { violations: [] };
}
