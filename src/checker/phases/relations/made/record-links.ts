/**
 * What leads from one record to another: URIs in it, of which each names what is there and one to itself itself, and the
 * id of the record in what is read below it.
 */
import { isObject, propertiesOf, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { stepUntilEnd } from '../../../records/background-work.js';
import { bare } from '../../../records/collections.js';
import { plain } from '../../../records/ids.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { answerSchema, membersAnswered } from '../../../records/wrapping.js';
import { leavesOf } from '../../../relations/leaves.js';
import { disagreeing, isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { recordRefusals } from '../../../status.js';
import type { Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, readingOf, refusedBy, targetAt } from '../fixture.js';
import { failed, member, recordIn, type DerivedPart } from './subject.js';

/** Links of one record that are followed. */
const mostLinks = 6;

export function recordLinkParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, isLost, below, item, parameter, inner } = collection;
  if (isLost) return [];
  const links =
    read && hasUri(run.document, answerSchema(run.document, read))
      ? [{ name: 'its links lead to what is there', operation: read, check: () => checkLinks(run, collection, read) }]
      : [];
  const inside = below.flatMap((operation): DerivedPart[] => {
    const isInside = operation.method === 'GET' && bare(operation.path) !== item;
    const [outer, wrapped] = isInside ? membersAnswered(run.document, operation) : [{}, {}];
    const isNamed =
      plain(parameter.name) !== 'id' && [outer, wrapped].some((one) => Object.hasOwn(one, parameter.name));
    if (!isNamed || !areMade(operation, recordOf(run, operation, inner))) return [];
    return [{ name: 'it is of its record', operation, check: () => checkInside(run, collection, operation) }];
  });
  return [...links, ...inside];
}

async function checkInside(run: Run, collection: MadeCollection, operation: Operation): Promise<Found> {
  const { parameter, inner } = collection;
  const record = recordOf(run, operation, inner);
  // Beside another one, as what is read may be that of the first or the last.
  const [, fixture] = [await Fixture.after(run, record.given), await Fixture.after(run, record.given)];
  if (!(fixture instanceof Fixture)) return fixture;
  const another = await Fixture.after(run, record.given);
  const answer = await fixture.send(operation, templateOf(record));
  if (!hasSucceeded(answer)) return refusedBy(answer);
  const [own, shown] = [fixture.context.fill(record.parameters ?? {}), recordIn(answer)];
  const [wanted, got] = [own, shown].map((one) => (isObject(one) ? one[parameter.name] : undefined));
  if (wanted === undefined || typeof got === 'object' || got === undefined || !(another instanceof Fixture))
    return 'it does not show of which record it is';
  const message = 'is the id of another record than was asked for';
  return failed(answer, isSameValue(wanted, got) ? [] : [member({ run }, `/${parameter.name}`, message)]);
}

/** Whether a member of a record, or of what is in it, is a URI by its schema. */
function hasUri(document: JsonObject, schema: JsonObject | undefined, depth = 0): boolean {
  if (!schema || depth > 3) return false;
  const inner = [...Object.values(propertiesOf(schema)), schema.items].map((node) => flatten(document, node));
  return /^uri(?:-reference)?$/.test(String(schema.format)) || inner.some((one) => hasUri(document, one, depth + 1));
}

async function checkLinks(run: Run, collection: MadeCollection, read: Operation): Promise<Found> {
  const { inner } = collection;
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const untilEnd = stepUntilEnd(run.document, collection);
  if (untilEnd) await fixture.context.runStep(untilEnd);
  const shown = await fixture.send(read, templateOf(inner));
  if (!hasSucceeded(shown)) return refusedBy(shown);
  const { request } = await fixture.context.request(read, templateOf(inner));
  const found = leavesOf(shown.json ?? null).flatMap(([pointer, value]) => {
    const link = typeof value === 'string' && /^(?:https?:\/\/|\/)[^\s]+$/.test(value) ? value : undefined;
    const target = link === undefined ? undefined : targetAt(run.gateway.target, link, request.target);
    const operation = target === undefined ? undefined : readingOf(run, target);
    return target !== undefined && operation ? [{ pointer, target, operation }] : [];
  });
  const violations: Violation[] = [];
  for (const { pointer, target, operation } of found.slice(0, mostLinks)) {
    const { request: plain } = await fixture.context.request(operation, templateOf(inner));
    const answer = await fixture.sendRequest(operation, { ...plain, target });
    if (recordRefusals.includes(answer.status))
      violations.push(member({ run }, pointer, `expected what it names to be there, got ${answer.status}`));
    const isItself =
      operation === read &&
      /(?:^\/(?:meta\/)?|\/)(?:self|location|href|url)$/i.test(pointer) &&
      !/\/\d+\//.test(pointer);
    if (isItself && hasSucceeded(answer) && isOther(recordIn(shown), recordIn(answer)))
      violations.push(member({ run }, pointer, 'names another record'));
  }
  return found.length === 0 ? 'none of its links is of an operation of the document' : failed(shown, violations);
}

const isOther = (one: Json, other: Json): boolean =>
  isObject(one) && isObject(other) && disagreeing(pick(one), pick(other), () => false).length > 0;

const pick = ({ id = null, uuid = null }: JsonObject): JsonObject => ({ id, uuid });
