/** Dredd and the direct driver have equal verdicts on some lawful and broken mutants of the catalogue. */
import { expect, test } from 'vitest';
import { prepareBench } from './bench.js';
import { choose } from './choose.js';
import { inspect } from './inspect.js';
import type { CaseResult } from '../../src/checker/report.js';

test('Dredd and the direct driver › same mutant › same verdicts and responses', async () => {
  const { subject, mutants } = await prepareBench('alfred', { withPeers: false });
  const some = choose(mutants, { sample: 1 });
  expect(some.length).toBeGreaterThan(20);
  const verdicts = (rows: readonly CaseResult[]) =>
    rows.map(({ status, example, outcome, violations }) => [status, example, outcome, violations]);
  const failed = new Set<string>();
  for (const { id, operationId, implement } of some) {
    const direct = await inspect(subject, implement().fetch, operationId, 'examples', 'direct');
    const dredd = await inspect(subject, implement().fetch, operationId, 'examples', 'dredd');
    expect([id, verdicts(dredd.rows)]).toEqual([id, verdicts(direct.rows)]);
    expect(dredd.cases.map(({ answer }) => answer.status)).toEqual(direct.cases.map(({ answer }) => answer.status));
    expect(direct.cases.length).toBeGreaterThan(0);
    if (direct.rows.some(({ outcome }) => outcome === 'failed')) failed.add(id);
  }
  expect(failed.size).toBeGreaterThan(10);
});
