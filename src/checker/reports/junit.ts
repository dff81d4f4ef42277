/**
 * JUnit XML, for the CI system's own page. It keeps to what both the schema of Ant's JUnit task and that of Jenkins
 * allow (contract-tests/checker/reports/junit.xsd), which is less than most writers use: no counts on the root, at most one
 * outcome a case, all talk on the suite. That is why no library writes it.
 */
import { hostname } from 'node:os';
import { sayEvidence, sayViolation } from './finding.js';
import type { Violation } from '../validate/response.js';
import { caseName, type Row } from '../report.js';
import type { CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';
import { element, text } from './xml.js';

export function renderJunit(reports: readonly CheckReport[]): string {
  const suites = reports.map((report, id) => `\n${suite(report, id)}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, [...suites, '\n'])}\n`;
}

/** Guards are errors: not the implementation is wrong, the run proves nothing. */
const isError = ({ phase, outcome }: Row): boolean => phase === 'guard' && outcome === 'failed';

function suite({ name, target, startedAt, seconds, rows, coverage }: CheckReport, id: number): string {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const errors = failed.filter(isError).length;
  const attributes = {
    name,
    package: 'kyc-contracts',
    id,
    timestamp: startedAt.toISOString().slice(0, 19),
    hostname: hostname() || 'localhost',
    tests: rows.length,
    failures: failed.length - errors,
    errors,
    skipped: rows.filter(({ outcome }) => outcome === 'skipped').length,
    time: seconds.toFixed(3),
  };
  const said = [sayCounts(rows), sayCoverage(coverage), ...warningsOf(rows)].filter((line) => line !== undefined);
  return element('testsuite', attributes, [
    '\n',
    element('properties', {}, [element('property', { name: 'target', value: target })]),
    ...rows.map((row) => `\n${testcase(name, row)}`),
    '\n',
    element('system-out', {}, [text(said.join('\n'))]),
    element('system-err', {}),
    '\n',
  ]);
}

function testcase(suiteName: string, row: Row): string {
  const attributes = {
    name: caseName(row),
    classname: `${suiteName}.${row.phase}.${row.operationId}`,
    time: '0',
  };
  return element('testcase', attributes, outcomeOf(row));
}

function outcomeOf(row: Row): string[] {
  if (row.outcome === 'skipped') return [element('skipped', { message: row.reason ?? '' })];
  if (row.outcome === 'passed') return [];
  const broken = row.violations.filter(({ severity }) => severity !== 'warning');
  const [first] = broken;
  const lines = [...broken.map(sayInFull), ...(row.curl ? ['', row.curl] : [])];
  return [
    element(
      isError(row) ? 'error' : 'failure',
      { message: first ? sayViolation(first) : 'the contract is violated', type: first?.kind ?? 'unknown' },
      [text(lines.join('\n'))],
    ),
  ];
}

function sayInFull(violation: Violation): string {
  const evidence = sayEvidence(violation);
  return [
    sayViolation(violation),
    violation.clause && `  document: #${violation.clause}`,
    evidence && `  evidence: ${evidence}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

const warningsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) =>
    row.violations
      .filter(({ severity }) => severity === 'warning')
      .map((violation) => `warning: ${caseName(row)}: ${sayViolation(violation)}`),
  );
