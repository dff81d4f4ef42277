/** Phases are called examples, negatives and workflows; their former names are still understood for one version. */
import { afterAll, expect, test } from 'vitest';
import { renderJson } from '../../src/checker/reports/json.js';
import { phaseNamed } from '../../src/checker/selection.js';
import { answer, id, reportOf, stopServers } from './reports/check-report.js';

afterAll(stopServers);

test.each([
  ['examples', 'examples'],
  ['transactions', 'examples'],
  ['negatives', 'negatives'],
  ['workflows', 'workflows'],
  ['journeys', 'workflows'],
  ['toString', undefined],
])('%s is the phase %s', (name, phase) => {
  expect(phaseNamed(name)).toBe(phase);
});

test('the JSON report has the former name beside the name', async () => {
  const report = await reportOf(answer({ id, reference: 'r' }));
  expect(renderJson([report])).toContain('"formerPhase": "transactions"');
});
