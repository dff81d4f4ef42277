/** The other records of a list, which a request about one of them does not change. */
import { isObject, type Json, type JsonObject } from '../../../../openapi/document.js';
import { disagreeing } from '../../../relations/shared-members.js';
import { hasSucceeded, type Fixture } from '../fixture.js';
import { keyOfItem, largestPage, listOf, readPage } from '../lists/listed.js';
import type { Subject } from './subject.js';

export type Others = ReadonlyMap<string, JsonObject>;

/**
 * What a list shows of the records beside one, of which there is at least one; empty without a list.
 * @param own the record as it is shown
 */
export async function othersOf(fixture: Fixture, subject: Subject, own: Json): Promise<Others> {
  const { run } = subject;
  const collection = run.records.collections.find(({ read }) => read === subject.look);
  const list = collection && listOf(run, collection);
  if (!list) return new Map();
  const page = await readPage(list, fixture, largestPage(list));
  const items = hasSucceeded(page) ? page.items : [];
  const key = keyOfItem(isObject(own) ? own : {});
  return new Map(items.map((item): [string, JsonObject] => [keyOfItem(item), item]).filter(([one]) => one !== key));
}

/** JSON Pointers to what is another value in one of the others. */
export const changedOthers = (before: Others, after: Others): string[] =>
  [...before].flatMap(([key, item]) => disagreeing(item, after.get(key) ?? null));
