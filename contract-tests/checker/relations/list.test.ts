/** A list is compared as a whole, however many pages it has; one that has too many is not compared at all. */
import { expect, test } from 'vitest';
import { checkList } from '../../../src/checker/phases/relations/declared-list.js';
import { Shown } from '../../../src/checker/shown.js';
import type { Json, Operation } from '../../../src/openapi/document.js';

const query = (name: string, schema: object) => ({ name, in: 'query', object: { name, in: 'query', schema } });
const operation = {
  parameters: [query('page', { type: 'integer' }), query('per_page', { type: 'integer', maximum: 100 })],
} as unknown as Operation;

/** Of a server with so many items, which tells `total` of them, and has so many ids. */
async function check(
  count: number,
  total: number,
  more: { lacks?: object[]; filters?: object } = {},
  ids = count,
  pageOf = (page: number, _last: number) => page,
) {
  let asked = 0;
  const all = Array.from({ length: count }, (_, index) => ({ id: index % ids, kind: index % 2 }));
  const send = async (_: Operation, { parameters: { page: wanted, per_page: size } }: any) => {
    asked += 1;
    const page = pageOf(wanted, Math.ceil(count / size));
    const json: Json = { items: all.slice((page - 1) * size, page * size), total_count: total };
    return { status: 200, json, violations: [] };
  };
  const shown = new Shown();
  shown.by('list', 200).record(Buffer.from(JSON.stringify(all)));
  const fixture = { run: { document: {}, shown }, context: { fill: (value: Json) => value }, send } as never;
  const list = {
    operation: 'list',
    items: ['/items'],
    id: 'id',
    filters: { odd: { keeps: { kind: [1] } } },
    ...more,
  } as never;
  return { results: await checkList(fixture, operation, list), asked };
}

test('more than ten pages', async () => {
  expect((await check(1_050, 1_050)).results.get('pages')).toMatchObject({ violations: [] });
  const { results } = await check(1_050, 1_000);
  const message = expect.stringContaining('expected 1050') as string;
  expect(results.get('pages')).toMatchObject({
    violations: expect.arrayContaining([expect.objectContaining({ message })]),
  });
});

test('a page beyond the last: none, or the last again, and no other', async () => {
  const beyond = (other: (last: number) => number) =>
    check(10, 10, {}, 10, (page, last) => (page > last ? other(last) : page)).then(({ results }) =>
      results.get('pages'),
    );
  expect(await beyond((last) => last + 1)).toMatchObject({ violations: [] });
  expect(await beyond((last) => last)).toMatchObject({ violations: [] });
  expect(await beyond(() => 1)).toMatchObject({ violations: [expect.anything()] });
});

test('what another list has', async () => {
  expect((await check(10, 10, { lacks: [{ id: 10 }] })).results.get('pages')).toMatchObject({ violations: [] });
  expect((await check(10, 10, { lacks: [{ id: 9 }] })).results.get('pages')).toMatchObject({
    violations: [{ message: 'an item is of another list' }],
  });
});

test('two items of one id', async () => {
  expect((await check(10, 10, {}, 9)).results.get('pages')).toMatchObject({
    violations: expect.arrayContaining([expect.objectContaining({ message: 'two items have one id' })]),
  });
});

test('more than anybody reads', async () => {
  const { results, asked } = await check(20_000, 20_000);
  expect([...results]).toEqual([
    ['pages', 'it has more than 100 pages'],
    ['filter odd', 'it has more than 100 pages'],
  ]);
  expect(asked).toBe(100);
});

test('a filter by what not every item shows is not judged', async () => {
  const { results } = await check(10, 10, { filters: { named: { keeps: { name: ['Ada'] } } } });
  expect(results.get('filter named')).toBe('not every item shows what it filters by');
});
