/** The items of a list: each is as it is alone, and those of one record are not in the list of another one. */
import type { Json, Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { idAt, idsIn, isRecord } from '../../../records/ids.js';
import { bare, shapeOf, innermost } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { changedByReading, disagreeing, isSameValue } from '../../../relations/shared-members.js';
import { unwrapped } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { redactPointer } from '../../../validate/redact.js';
import { Fixture, hasSucceeded, refusedBy, listViolation } from '../fixture.js';
import { largestPage, readPages, type Listed } from './listed.js';
import { foreignId, ownId, sameIds } from '../made/subject.js';

/** The innermost collection of which a path names a record. */
export const outerOf = (known: readonly MadeCollection[], path: string): MadeCollection | undefined =>
  innermost(known.filter(({ item }) => path.startsWith(`${item}/`)));

/** Items beside the one that has just been made, which has little in it. */
const mostOthers = 3;

export async function checkItem(list: Listed, fixture: Fixture, collection: MadeCollection): Promise<Found> {
  const { read, inner, outer: around, create, parameter } = collection;
  // The outer record may have a parameter of the same name in the path of the list.
  const where = bare(list.operation.path) === bare(create.path) ? around.parameters : inner.parameters;
  for (const step of inner.given) await fixture.context.execute(step);
  if (!read) return 'it is not shown alone';
  const own = ownId(fixture, collection);
  // A list counts what is in the record as the record itself does.
  for (const { create, outer } of list.run.records.collections)
    if (shapeOf(create.path).startsWith(`${shapeOf(collection.item)}/`) && outer.given.length === inner.given.length)
      await fixture.send(create, templateOf(outer));
  const names = list.run.responseValidator.propertyNames;
  let compared = 0;
  let isFound = false;
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...where })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    for (const item of page.items) {
      const [pointer] = idsIn(item, parameter.name);
      const id = pointer === undefined ? undefined : idAt(item, pointer);
      const isOwn = isRecord(item, own, parameter.name);
      if (id === undefined || (isOwn ? isFound : compared >= mostOthers)) continue;
      const alone = await fixture.send(read, { parameters: { ...inner.parameters, [parameter.name]: id } });
      if (!hasSucceeded(alone)) continue;
      if (isOwn) isFound = true;
      else compared++;
      const violations = disagreeing(item, unwrapped(alone.json ?? null), changedByReading).map((at) =>
        listViolation(redactPointer({ pointer: at }, names), 'is another value than in the record that is read alone'),
      );
      if (violations.length > 0) return { violations, toCurl: page.toCurl };
    }
    if (isFound && compared >= mostOthers) break;
  }
  return isFound || compared > 0 ? { violations: [] } : 'it is on none of the pages';
}

/** `GET /houses/{house}/rooms` has no room of another house. */
export async function checkNested(list: Listed, fixture: Fixture, collection: MadeCollection): Promise<Found> {
  const { inner, parameter } = collection;
  for (const step of inner.given) await fixture.context.execute(step);
  const beside = await Fixture.after(list.run, inner.given);
  if (!(beside instanceof Fixture)) return beside;
  const foreign = await foreignId(fixture, beside, collection);
  if (foreign === undefined) return sameIds;
  const outer = outerOf(list.run.records.collections, list.operation.path)?.inner.parameters;
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...outer })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    if (page.items.some((item) => isRecord(item, foreign, parameter.name)))
      return { violations: [listViolation(list.at, 'expected no item of another record')], toCurl: page.toCurl };
  }
  return { violations: [] };
}

/** Whether an operation adds an item to a list that is in a record. */
export const isAddedBy = ({ records }: Run, list: Operation, one: Operation): boolean =>
  one.method === 'POST' &&
  bare(one.path) === bare(list.path) &&
  one.parameters.some((parameter) => parameter.in === 'path') &&
  areMade(one, records.of.get(one.operationId));

/** The same of items that are not read alone: what is added to one record is in its list, and in that of no other one. */
export async function checkAdded(list: Listed, adding: Operation): Promise<Found> {
  const { run, at } = list;
  const record = recordOf(run, adding);
  const [fixture, beside] = [await Fixture.after(run, record.given), await Fixture.after(run, record.given)];
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const ids: Json[] = [];
  for (const one of [fixture, beside]) {
    const added = await one.send(adding, templateOf(record));
    if (!hasSucceeded(added)) return refusedBy(added);
    const [pointer] = idsIn(added.json ?? null, 'id');
    ids.push(pointer === undefined ? null : (idAt(added.json ?? null, pointer) ?? null));
  }
  const [own = null, foreign = null] = ids;
  if (own === null || isSameValue(own, foreign)) return sameIds;
  for await (const page of readPages(list, fixture, largestPage(list))) {
    if (!hasSucceeded(page)) return refusedBy(page);
    if (page.items.some((item) => isRecord(item, foreign, 'id')))
      return { violations: [listViolation(at, 'expected no item of another record')], toCurl: page.toCurl };
    if (page.items.some((item) => isRecord(item, own, 'id'))) return { violations: [] };
  }
  return 'it is on none of the pages';
}
