/**
 * A part of the catalogue, spread over all kinds and operations: broken implementations are detected, lawful ones are
 * not reported. `npm run mutants` runs all.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBench, type Bench } from './bench.js';
import { choose } from './choose.js';
import { outcomeOf } from './outcome.js';
import { isOwnDeath } from './table.js';
import { prove, type Verdict } from './prove.js';

const catalogued = ['alfred', 'sila'];

const benches = new Map<string, Bench>();

beforeAll(async () => {
  for (const provider of catalogued) benches.set(provider, await prepareBench(provider, { withPeers: false }));
});

const all = () => [...benches.values()].flatMap(({ mutants }) => mutants);

test('the catalogue › hundreds of mutants with unique ids, broken and lawful ones for every operation', () => {
  const broken = all().filter(({ isLawful }) => !isLawful);
  const lawful = all().filter(({ isLawful }) => isLawful);
  expect(broken.length).toBeGreaterThan(400);
  expect(lawful.length).toBeGreaterThan(100);
  expect(new Set(all().map(({ id }) => id)).size).toBe(all().length);
  const operations = [...benches.values()].flatMap(({ subject }) => subject.operations.map((one) => one.operationId));
  expect(new Set(broken.map(({ operationId }) => operationId))).toEqual(new Set(operations));
  expect(new Set(lawful.map(({ operationId }) => operationId))).toEqual(new Set(operations));
});

async function proveSome(provider: string, lawful: boolean): Promise<Verdict[]> {
  const bench = benches.get(provider)!;
  const meant = bench.mutants.filter(
    ({ isLawful = false, kind }) => isLawful === lawful && !/^(cause|whole)-/.test(kind),
  );
  const verdicts: Verdict[] = [];
  for (const mutant of choose(meant, { sample: 1 })) {
    // A mutant that shows only in cases of other operations needs the whole check, which is for the full catalogue.
    verdicts.push(await prove(bench, { ...mutant, showsElsewhere: false }));
  }
  return verdicts;
}

const idsOf = (verdicts: readonly Verdict[]) => verdicts.map(({ id }) => id);

/** Each runs all phases; those of Alfred take a second. */
test('two mutants of each cause › killed by a violation that fits', async () => {
  const bench = benches.get('alfred')!;
  const mutants = choose(bench.mutants, { sample: 2 }).filter(({ kind }) => kind.startsWith('cause-'));
  const verdicts: Verdict[] = [];
  for (const mutant of mutants) verdicts.push(await prove(bench, mutant));
  expect(idsOf(verdicts.filter((verdict) => outcomeOf(verdict) === 'survived'))).toEqual([]);
  expect(verdicts.filter((verdict) => outcomeOf(verdict) === 'killed' && !isOwnDeath(verdict))).toEqual([]);
  expect(verdicts.filter((verdict) => outcomeOf(verdict) === 'killed').length).toBeGreaterThan(6);
});

const proveWhole = async (bench: Bench, kinds: RegExp): Promise<Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const mutant of bench.mutants.filter(({ kind }) => kinds.test(kind))) verdicts.push(await prove(bench, mutant));
  return verdicts;
};

test('whole lawful implementations › no violation in any phase', async () => {
  const verdicts = await proveWhole(benches.get('alfred')!, /^whole-/);
  expect(verdicts.length).toBeGreaterThan(20);
  expect(verdicts.filter((verdict) => outcomeOf(verdict) === 'flagged')).toEqual([]);
});

/** What somebody did who had read the documents alone. */
test.each([
  ['alfred-customers', /^whole-(corrected|events|a-file|no-company|submitted|statuses|digits)/, 7],
  ['sila', /^whole-(number-of|files-of|kinds-and)/, 4],
])(
  '%s, otherwise than the sandbox where the document leaves it open › no violation',
  async (provider, kinds, count) => {
    const bench = benches.get(provider) ?? (await prepareBench(provider, { withPeers: false }));
    const verdicts = await proveWhole(bench, kinds);
    expect(verdicts).toHaveLength(count);
    expect(verdicts.filter((verdict) => outcomeOf(verdict) === 'flagged')).toEqual([]);
  },
);

describe.each(catalogued)('%s', (provider) => {
  test('one mutant of each kind that its own operation shows › killed', async () => {
    const verdicts = await proveSome(provider, false);
    const shown = verdicts.filter(
      ({ kind }) => !/^(memory|time|state|credential|document|attempts|webhook)/.test(kind),
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(idsOf(shown.filter((verdict) => outcomeOf(verdict) === 'survived'))).toEqual([]);
  });

  test('one of each lawful kind › differs from the sandbox, without a violation', async () => {
    const verdicts = await proveSome(provider, true);
    expect(verdicts.length).toBeGreaterThan(10);
    expect(verdicts.filter(({ killedBy }) => killedBy !== undefined)).toEqual([]);
    expect(idsOf(verdicts.filter(({ hasErred }) => !hasErred))).toEqual([]);
  });
});
