/**
 * Writes JUnit XML that is valid by the schemas of Ant's JUnit task and of Jenkins
 * (contract-tests/checker/reports/junit.xsd). No library keeps to both: no counts on the root, one outcome a case,
 * output on the suite.
 */
import { hostname } from 'node:os';
import { operationPointer } from '../../openapi/document.js';
import { sayEvidence, sayViolation } from './grouped-violation.js';
import type { Violation } from '../validate/response.js';
import { caseName, type CaseResult } from '../report.js';
import type { CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';
import { oneLine } from './one-line.js';

export function renderJunit(reports: readonly CheckReport[]): string {
  const suites = reports.flatMap((report) => [
    suiteOfCases(report),
    ...(report.errors.length > 0 ? [suiteOfErrors(report)] : []),
  ]);
  const elements = suites.map((render, id) => `\n${render(id)}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, [...elements, '\n'])}\n`;
}

type Suite = (id: number) => string;

const suiteOfCases = (report: CheckReport): Suite => {
  const { name, cases, errors, unvalidated, coverage } = report;
  const said = [
    sayCounts(cases, errors),
    sayCoverage(coverage),
    ...warningsOf(cases),
    ...unvalidated.map(({ clause, reason }) => `not validated: ${reason} (${clause})`),
  ].filter((line) => line !== undefined);
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ outcome }) => outcome === 'failed').length,
    errors: 0,
    skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
    time: report.seconds.toFixed(3),
  };
  return suite(
    report,
    name,
    counts,
    cases.map((result) => testcase(report, result)),
    said,
  );
};

/** Run errors are a suite of their own, since they are no cases and the implementation may be right. */
const suiteOfErrors = (report: CheckReport): Suite => {
  const { name, errors } = report;
  const counts = { tests: errors.length, failures: 0, errors: errors.length, skipped: 0, time: '0' };
  const testcases = errors.map(({ code, message }) =>
    element('testcase', { name: code, classname: `${name}.run`, time: '0' }, [
      element('error', { message: oneLine(message), type: code }, [text(message)]),
    ]),
  );
  return suite(report, `${name}: the run`, counts, testcases, []);
};

const suite =
  (
    { target, startedAt }: CheckReport,
    name: string,
    counts: Record<'tests' | 'failures' | 'errors' | 'skipped', number> & { time: string },
    testcases: readonly string[],
    said: readonly string[],
  ): Suite =>
  (id) =>
    element(
      'testsuite',
      {
        name,
        package: 'kyc-contracts',
        id,
        timestamp: startedAt.toISOString().slice(0, 19),
        hostname: hostname() || 'localhost',
        ...counts,
      },
      [
        '\n',
        element('properties', {}, [element('property', { name: 'target', value: target })]),
        ...testcases.map((one) => `\n${one}`),
        '\n',
        element('system-out', {}, [text(said.join('\n'))]),
        element('system-err', {}),
        '\n',
      ],
    );

function testcase({ name, positions }: CheckReport, result: CaseResult): string {
  const file = positions?.at(operationPointer(result))?.file;
  const attributes = {
    name: caseName(result),
    classname: `${name}.${result.phase}.${result.operationId}`,
    ...(file !== undefined && { file }),
    time: '0',
  };
  return element('testcase', attributes, outcomeOf(result));
}

function outcomeOf(result: CaseResult): string[] {
  if (result.outcome === 'skipped') return [element('skipped', { message: result.reason ?? '' })];
  if (result.outcome === 'passed') return [];
  const broken = result.violations.filter(({ severity }) => severity !== 'warning');
  const [first] = broken;
  const lines = [...broken.map(sayInFull), ...(result.curl ? ['', result.curl] : [])];
  return [
    element(
      'failure',
      { message: first ? sayViolation(first) : 'the contract is violated', type: first?.code ?? 'unknown' },
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

const warningsOf = (results: readonly CaseResult[]): string[] =>
  results.flatMap((result) =>
    result.violations
      .filter(({ severity }) => severity === 'warning')
      .map((violation) => `warning: ${caseName(result)}: ${sayViolation(violation)}`),
  );

type Attributes = Readonly<Record<string, string | number>>;

/** Writes XML; characters that XML 1.0 cannot hold become `\\uXXXX`. */
function element(name: string, attributes: Attributes, content: readonly string[] = []): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`)].join(
    ' ',
  );
  return content.length === 0 ? `<${head}/>` : `<${head}>${content.join('')}</${name}>`;
}

/** Text of several lines, each made safe by itself. */
const text = (value: string): string => value.split('\n').map(escape).join('\n');

const escape = (value: string): string => oneLine(value).replaceAll(/[&<>"]/g, (one) => entities[one] as string);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
