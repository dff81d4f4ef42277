/** What the contract check catches, and where it must keep quiet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentOf, serveProbes } from './detection/server.js';
import { probes } from './detection/probes.js';
import { checkContract, noRecipes, type CaseResult, type RunError } from '../../src/checker/index.js';
import type { JsonObject } from '../../src/openapi/document.js';

let rows: CaseResult[];
let direct: CaseResult[];
let errors: RunError[];
let close: () => void;

beforeAll(async () => {
  const server = await serveProbes(probes);
  close = server.close;
  const options = {
    document: documentOf(probes, '3.1.1') as JsonObject,
    url: server.url,
    recipes: noRecipes,
    credentials: {},
    timeout: 5,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples' as const] },
  };
  const report = await checkContract({ ...options, driver: 'dredd' });
  rows = report.cases;
  errors = report.errors;
  direct = (await checkContract({ ...options, driver: 'direct' })).cases;
});

afterAll(() => close());

const rowsOf = (name: string) => rows.filter((row) => row.operationId === name && row.outcome !== 'skipped');

test('there are 59 broken and 11 lawful replies, and every one was validated', () => {
  expect(probes.filter((probe) => !probe.lawful)).toHaveLength(59);
  expect(probes.filter((probe) => probe.lawful)).toHaveLength(11);
  expect(errors).toEqual([]);
});

test('both drivers give the same verdicts', () => {
  const verdicts = (of: CaseResult[]) =>
    of.map(({ operationId, outcome, violations }) => [operationId, outcome, violations]);
  expect(verdicts(direct)).toEqual(verdicts(rows));
});

test.each(probes.filter((probe) => !probe.lawful))('caught: $name', ({ name }) => {
  const [row, ...others] = rowsOf(name);
  expect(others).toEqual([]);
  expect(row?.outcome).toBe('failed');
  // One broken rule is one finding.
  expect(row?.violations).toHaveLength(1);
});

test.each(probes.filter((probe) => probe.lawful))('no false alarm: $name', ({ name }) => {
  const [row, ...others] = rowsOf(name);
  expect(others).toEqual([]);
  expect(row?.outcome).toBe('passed');
  expect(row?.violations).toEqual([]);
});
