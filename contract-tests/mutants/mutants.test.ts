/**
 * Some of the catalogue, spread over all kinds and operations: broken implementations are found out, lawful ones are
 * left alone. `npm run mutants` takes them all.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { benched, prepareBench, type Bench } from './bench.js';
import { choose } from './choose.js';
import { outcomeOf } from './outcome.js';
import { prove, type Verdict } from './prove.js';

const benches = new Map<string, Bench>();

beforeAll(async () => {
  for (const provider of benched) benches.set(provider, await prepareBench(provider, { withPeers: false }));
});

const all = () => [...benches.values()].flatMap(({ mutants }) => mutants);

test('the catalogue is what it says: hundreds, each by a name of its own, every operation broken and varied', () => {
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
  const meant = bench.mutants.filter(({ isLawful = false }) => isLawful === lawful);
  const verdicts: Verdict[] = [];
  for (const mutant of choose(meant, { sample: 1 })) {
    // Who shows in another operation's cases only takes the whole check, which is for the full catalogue.
    verdicts.push(await prove(bench, { ...mutant, showsElsewhere: false }));
  }
  return verdicts;
}

const idsOf = (verdicts: readonly Verdict[]) => verdicts.map(({ id }) => id);

describe.each(benched)('%s', (provider) => {
  test('one of each kind that its own operation shows is killed', async () => {
    const verdicts = await proveSome(provider, false);
    const shown = verdicts.filter(
      ({ kind }) => !/^(memory|time|state|credential|document|attempts|webhook)/.test(kind),
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(idsOf(shown.filter((verdict) => outcomeOf(verdict) === 'survived'))).toEqual([]);
  });

  test('one of each lawful kind is left alone, having been other', async () => {
    const verdicts = await proveSome(provider, true);
    expect(verdicts.length).toBeGreaterThan(10);
    expect(verdicts.filter(({ killedBy }) => killedBy !== undefined)).toEqual([]);
    expect(idsOf(verdicts.filter(({ hasErred }) => !hasErred))).toEqual([]);
  });
});
