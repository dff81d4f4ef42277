/** A filter by what the record has that an item names: `room_kind` of items that have a `room`. */
import { isObject, type Json, type JsonObject } from '../../../../openapi/document.js';
import { plain } from '../../../records/ids.js';
import { isReference } from '../../../records/references.js';
import { membersAnswered, unwrapped } from '../../../records/wrapping.js';
import type { Fixture } from '../fixture.js';
import type { Listed } from './listed.js';
import type { DerivedFilter, Related } from './derived-filter.js';

export function relatedBy({ run: { document, records }, members }: Listed, name: string): Related | undefined {
  for (const reference of Object.keys(members)) {
    const noun = plain(reference).replace(/(?:uuid|id)$/, '');
    const collection = records.collections.find((one) => one.read && !one.isLost && isReference(one, reference));
    if (noun === '' || !plain(name).startsWith(noun) || !collection?.read) continue;
    const path = collection.read.parameters.filter((one) => one.in === 'path');
    const [outer, inner] = membersAnswered(document, collection.read);
    const member = Object.keys({ ...inner, ...outer }).find((one) => plain(one) === plain(name).slice(noun.length));
    if (member !== undefined && path.length === 1)
      return { reference, read: collection.read, parameter: collection.parameter.name, member };
  }
  return undefined;
}

/** Records that are read for the items of a list. */
const mostRelated = 8;

/** Gives items the member of the record that each of them names. */
export async function withRelated(
  fixture: Fixture,
  items: JsonObject[],
  { name, related }: DerivedFilter,
): Promise<JsonObject[]> {
  if (!related) return items;
  const known = new Map<string, Json>();
  for (const { [related.reference]: id = null } of items) {
    if (id === null || known.has(String(id)) || known.size >= mostRelated) continue;
    const record = unwrapped(
      (await fixture.send(related.read, { parameters: { [related.parameter]: id } })).json ?? null,
    );
    if (isObject(record) && record[related.member] !== undefined) known.set(String(id), record[related.member]!);
  }
  return items.flatMap((item) => {
    const value = known.get(String(item[related.reference]));
    return value === undefined ? [] : [{ ...item, [name]: value }];
  });
}
