/** The report for people at a terminal: one line a case, then what to look at, the failures last, where the eye is. */
import { styleText } from 'node:util';
import {
  groupViolations,
  isFailure,
  sayCases,
  sayEvidence,
  sayViolation,
  type GroupedViolation,
} from './grouped-violation.js';
import { oneLine } from './one-line.js';
import type { CaseResult } from '../report.js';
import { byReason, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';

type Paint = (style: 'green' | 'red' | 'yellow' | 'gray' | 'bold', text: string) => string;

export function renderTerminal(
  { cases: rows, errors, unjudged, coverage }: Pick<CheckReport, 'cases' | 'errors' | 'unjudged' | 'coverage'>,
  { colour }: { colour: boolean },
): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const findings = groupViolations(rows);
  const failures = findings.filter(isFailure);
  const warnings = findings.filter((finding) => !isFailure(finding));
  const seen = sayCoverage(coverage);
  return [
    ...table(rows, paint),
    ...section(
      'Not exercised',
      [...byReason(rows)].flatMap(([reason, cases]) => sayReason(reason, cases, paint)),
      paint,
    ),
    ...section(
      'Not judged',
      unjudged.map(({ clause, reason }) => `    – ${oneLine(reason)}  [#${oneLine(clause)}]`),
      paint,
    ),
    ...section(
      'Warnings',
      warnings.flatMap((finding) => sayFinding(finding, '!', 'yellow', paint)),
      paint,
    ),
    ...section(
      'Failures',
      failures.flatMap((finding) => sayFinding(finding, '✗', 'red', paint)),
      paint,
    ),
    ...section(
      'Run errors',
      errors.map(({ message }) => `    ${paint('red', `✗ ${oneLine(message)}`)}`),
      paint,
    ),
    '',
    ...(seen ? [`  ${seen}`] : []),
    `  ${sayCounts(rows, errors)}`,
  ].join('\n');
}

/** Of many like cases of one operation, those that passed share a line. */
function table(rows: readonly CaseResult[], paint: Paint): string[] {
  const width = Math.max(...rows.map((row) => row.operationId.length), 0);
  const isFolded = (row: CaseResult) =>
    row.case !== undefined && row.outcome === 'passed' && row.violations.length === 0;
  const folded = new Map<string, number>();
  for (const row of rows.filter(isFolded)) folded.set(foldOf(row), (folded.get(foldOf(row)) ?? 0) + 1);
  return rows.flatMap((row) => {
    const name = row.operationId.padEnd(width);
    if (!isFolded(row)) return [`  ${mark(row, paint)} ${name}  ${sayRest(row)}`];
    const times = folded.get(foldOf(row));
    folded.delete(foldOf(row));
    return times === undefined ? [] : [`  ${mark(row, paint)} ${name}  ${row.phase}: ${times} passed`];
  });
}

const foldOf = ({ operationId, phase }: CaseResult): string => `${phase} ${operationId}`;

const sayRest = ({ status, example, case: part, times, outcome, reason }: CaseResult): string =>
  oneLine(
    [status, example, part, times && `(${times} times)`, outcome === 'passed' && reason && `(${reason})`]
      .filter((one) => one !== null && one !== undefined && one !== false && one !== '')
      .join(' '),
  );

function mark({ outcome, violations }: CaseResult, paint: Paint): string {
  if (outcome === 'skipped') return paint('gray', '–');
  if (outcome === 'failed') return paint('red', '✗');
  return violations.length > 0 ? paint('yellow', '!') : paint('green', '✓');
}

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ['', `  ${paint('bold', title)}`, ...lines];

/** How many cases are named for one reason. */
const named = 4;

function sayReason(reason: string, rows: readonly CaseResult[], paint: Paint): string[] {
  const names = rows.slice(0, named).map((row) => `${row.operationId} ${sayRest({ ...row, outcome: 'skipped' })}`);
  const more = rows.length > named ? [`and ${rows.length - named} more`] : [];
  return [`    – not exercised: ${oneLine(reason)}`, paint('gray', `        ${[...names, ...more].join(', ')}`)];
}

function sayFinding(finding: GroupedViolation, sign: string, style: 'red' | 'yellow', paint: Paint): string[] {
  const { violation, rows } = finding;
  const evidence = sayEvidence(violation);
  const curl = rows.find((row) => row.curl)?.curl;
  return [
    `    ${paint(style, `${sign} ${sayViolation(violation)}`)}${violation.clause ? `  [#${violation.clause}]` : ''}`,
    `        in ${oneLine(sayCases(finding))}`,
    ...(evidence ? [`        evidence: ${evidence}`] : []),
    ...(curl ? curl.split('\n').map((line) => paint('gray', `        ${oneLine(line)}`)) : []),
  ];
}
