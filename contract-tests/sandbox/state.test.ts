/** The state that handlers change in place: as a plain object would be, but all or nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDraft, recordsOf } from '../../src/sandbox/core/draft.js';
import { Tree } from '../../src/sandbox/core/tree.js';

type Records = Record<string, { n: number; list: number[] }>;
interface State {
  count: number;
  records: Records;
}

const fresh = () => {
  const tree = new Tree();
  tree.addInitial('p', { count: 0, records: {} } satisfies State);
  const begin = () => {
    const draft = openDraft('p', tree.membersOf('p'));
    return { state: draft.state as State, commit: () => tree.apply(draft.changes()), changes: draft.changes };
  };
  return { tree, begin };
};

const ids = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', '1', '');
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), id: ids, n: fc.nat(9) }),
  fc.record({ do: fc.constant('push' as const), id: ids, n: fc.nat(9) }),
  fc.record({ do: fc.constant('remove' as const), id: ids }),
  fc.record({ do: fc.constant('count' as const) }),
  fc.record({ do: fc.constant('replace' as const), id: ids }),
);

test('any run of changes, committed or dropped, leaves what a map would hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(step, { maxLength: 8 }), fc.boolean()), { maxLength: 8 }),
      (transactions) => {
        const { begin } = fresh();
        let model = { count: 0, records: new Map<string, { n: number; list: number[] }>() };
        for (const [steps, keep] of transactions) {
          const next = structuredClone(model);
          const { state, commit } = begin();
          for (const one of steps) {
            if (one.do === 'put') {
              state.records[one.id] = { n: one.n, list: [] };
              next.records.set(one.id, { n: one.n, list: [] });
            } else if (one.do === 'push') {
              state.records[one.id]?.list.push(one.n);
              next.records.get(one.id)?.list.push(one.n);
            } else if (one.do === 'remove') {
              delete state.records[one.id];
              next.records.delete(one.id);
            } else if (one.do === 'count') {
              state.count += 1;
              next.count += 1;
            } else {
              const entries = Object.entries(state.records).filter(([id]) => id !== one.id);
              state.records = Object.fromEntries(entries);
              next.records.delete(one.id);
            }
          }
          // Before the records are read one by one, which touches them.
          const looked = recordsOf(state.records);
          expect(looked).toEqual(Object.values(state.records));
          if (keep) {
            commit();
            model = next;
          }
          const seen = begin().state;
          expect(seen.count).toBe(model.count);
          expect(new Map(Object.entries(seen.records))).toEqual(model.records);
          for (const id of ['a', '__proto__', 'constructor']) expect(id in seen.records).toBe(model.records.has(id));
        }
      },
    ),
    { numRuns: 500 },
  );
});

describe('a draft', () => {
  test('saves what it has changed, and nothing that it has only read', () => {
    const { begin } = fresh();
    const first = begin();
    first.state.records['a'] = { n: 1, list: [] };
    first.state.records['b'] = { n: 2, list: [] };
    first.commit();
    const second = begin();
    expect(Object.values(second.state.records)).toHaveLength(2);
    second.state.records['b']!.n = 3;
    expect(second.changes()).toEqual([{ key: ['p', 'records', 'b'], value: { n: 3, list: [] } }]);
  });

  test('looks through the committed records without a copy, and through its own', () => {
    const { begin } = fresh();
    const first = begin();
    for (const n of [1, 2, 3]) first.state.records[`r${n}`] = { n, list: [] };
    first.commit();
    const second = begin();
    delete second.state.records['r1'];
    second.state.records['r2']!.list.push(7);
    const [changed, same] = recordsOf(second.state.records);
    expect([changed, same]).toEqual([
      { n: 2, list: [7] },
      { n: 3, list: [] },
    ]);
    expect(recordsOf(begin().state.records)[2]).toBe(same);
    expect(second.state.records['r3']).not.toBe(same);
  });

  test('shares no object with what is committed', () => {
    const { begin } = fresh();
    const record = { n: 1, list: [1] };
    const first = begin();
    first.state.records['a'] = record;
    first.commit();
    record.list.push(2);
    begin().state.records['a']!.list.push(3);
    expect(begin().state.records['a']).toEqual({ n: 1, list: [1] });
  });

  test('refuses what cannot be stored, before anything is', () => {
    const { begin, tree } = fresh();
    const { state, commit } = begin();
    state.count = 1;
    (state.records as any)['a'] = { n: () => 1 };
    expect(commit).toThrow(/could not be cloned/);
    expect([...tree.entries()]).toEqual([{ key: ['p', 'count'], value: 0 }]);
  });
});
