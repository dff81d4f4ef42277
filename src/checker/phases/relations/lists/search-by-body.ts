/** A list that can be asked for by a body, too (`POST /Users/.search`): it answers with what the same filter lists. */
import { isObject, propertiesOf, valueAt, type JsonObject, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare } from '../../../records/collections.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import { Fixture, hasSucceeded, listViolation, refusedBy } from '../fixture.js';
import { filtersOf } from './filters.js';
import { keyOfItem, largestPage, readPage, type Listed } from './listed.js';

/** Parameters of a list that the body must have members of the name of. */
const fewestShared = 2;

/** What searches in a list: one segment below it, with a body that has members of the names of its parameters. */
export function searchOf({ run, operation }: Listed): Operation | undefined {
  const query = operation.parameters.filter((one) => one.in === 'query');
  return run.operations.find((one) => {
    const [, action = ''] = bare(one.path).split(bare(operation.path));
    const members = propertiesOf(recordSchemaOf(run.document, one));
    const shared = query.filter(({ name }) => Object.hasOwn(members, name));
    return (
      one.method === 'POST' && /^[/:][._]?(?:search|query|list|find)$/i.test(action) && shared.length >= fewestShared
    );
  });
}

export async function checkSearchByBody(list: Listed, fixture: Fixture, search: Operation): Promise<Found> {
  const { run, operation, at } = list;
  const members = propertiesOf(recordSchemaOf(run.document, search));
  const all = largestPage(list);
  const whole = await readPage(list, fixture, all);
  if (!hasSucceeded(whole)) return refusedBy(whole);
  const filters = operation.parameters
    .filter(({ name }) => Object.hasOwn(members, name))
    .flatMap((one) => filtersOf(list, one))
    .filter(({ bound, related }) => !bound && !related);
  for (const filter of filters) {
    const value = whole.items
      .map((item) => item[filter.member])
      .find((one) => typeof one === 'string' && filter.takes?.(one) !== false);
    if (value === undefined) continue;
    const asked = { ...all, ...filter.ask([value]) };
    const listed = await readPage(list, fixture, asked);
    const own = fixture.context.bodyOf(search, {});
    const others = Object.keys(isObject(own) ? own : {}).filter((name) => isParameter(list, name) && !(name in asked));
    const without = Object.fromEntries(others.map((name) => [name, null]));
    const found = await fixture.send(search, { patch: { ...without, ...asked } as JsonObject });
    if (!hasSucceeded(listed) || !hasSucceeded(found)) continue;
    const items = valueAt(found.json ?? null, at);
    const [one, other] = [listed.items, Array.isArray(items) ? items.filter(isObject) : []].map((some) =>
      JSON.stringify(some.map(keyOfItem).sort()),
    );
    const message = `expected the items that ${operation.operationId} lists with the same filter`;
    return { violations: one === other ? [] : [listViolation(at, message)], toCurl: found.toCurl };
  }
  return 'no item has what may be asked for';
}

const isParameter = ({ operation }: Listed, name: string): boolean =>
  operation.parameters.some((one) => one.in === 'query' && one.name === name);
