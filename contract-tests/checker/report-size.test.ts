/** Reports of runs that are far larger than those of our own documents. */
import { expect, test } from 'vitest';
import type { CaseResult } from '../../src/checker/index.js';
import { byReason } from '../../src/checker/reports/check-report.js';
import { renderTerminal } from '../../src/checker/reports/terminal.js';

test('200,000 cases are told, in time that grows with them', () => {
  const one: CaseResult = {
    operationId: 'a',
    method: 'GET',
    path: '/a',
    status: 200,
    example: null,
    phase: 'negatives',
    case: 'c',
    outcome: 'skipped',
    violations: [],
    reason: 'r',
  };
  const cases = Array.from({ length: 200_000 }, () => one);
  expect(byReason(cases).get('r')).toHaveLength(200_000);
  const passed = cases.map((): CaseResult => ({ ...one, outcome: 'passed' }));
  const text = renderTerminal({ cases: passed, errors: [], unvalidated: [], coverage: [] } as never, { colour: false });
  expect(text).toContain('200000 of 200000 passed');
});
