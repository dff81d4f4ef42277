/** The report for people at a terminal: one line a case, then what to look at, the failures last, where the eye is. */
import { styleText } from 'node:util';
import { findingsOf, isFailure, sayCases, sayEvidence, sayViolation, type Finding } from './finding.js';
import { oneLine } from './one-line.js';
import type { Row } from '../report.js';
import { byReason, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';

type Paint = (style: 'green' | 'red' | 'yellow' | 'gray' | 'bold', text: string) => string;

export function renderTerminal(
  { rows, coverage }: Pick<CheckReport, 'rows' | 'coverage'>,
  { colour }: { colour: boolean },
): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const findings = findingsOf(rows);
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
      'Warnings',
      warnings.flatMap((finding) => sayFinding(finding, '!', 'yellow', paint)),
      paint,
    ),
    ...section(
      'Failures',
      failures.flatMap((finding) => sayFinding(finding, '✗', 'red', paint)),
      paint,
    ),
    '',
    ...(seen ? [`  ${seen}`] : []),
    `  ${sayCounts(rows)}`,
  ].join('\n');
}

/** Of many like cases of one operation, those that passed share a line. */
function table(rows: readonly Row[], paint: Paint): string[] {
  const width = Math.max(...rows.map((row) => row.operationId.length), 0);
  const isFolded = (row: Row) => row.case !== undefined && row.outcome === 'passed' && row.violations.length === 0;
  const folded = new Map<string, number>();
  for (const row of rows.filter(isFolded)) folded.set(foldOf(row), (folded.get(foldOf(row)) ?? 0) + 1);
  return rows.flatMap((row) => {
    if (row.phase === 'guard') return [];
    const name = row.operationId.padEnd(width);
    if (!isFolded(row)) return [`  ${mark(row, paint)} ${name}  ${sayRest(row)}`];
    const times = folded.get(foldOf(row));
    folded.delete(foldOf(row));
    return times === undefined ? [] : [`  ${mark(row, paint)} ${name}  ${row.phase}: ${times} passed`];
  });
}

const foldOf = ({ operationId, phase }: Row): string => `${phase} ${operationId}`;

const sayRest = ({ status, example, case: part, times, outcome, reason }: Row): string =>
  oneLine(
    [status, example, part, times && `(${times} times)`, outcome === 'passed' && reason && `(${reason})`]
      .filter((one) => one !== null && one !== undefined && one !== false && one !== '')
      .join(' '),
  );

function mark({ outcome, violations }: Row, paint: Paint): string {
  if (outcome === 'skipped') return paint('gray', '–');
  if (outcome === 'failed') return paint('red', '✗');
  return violations.length > 0 ? paint('yellow', '!') : paint('green', '✓');
}

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ['', `  ${paint('bold', title)}`, ...lines];

/** How many cases are named for one reason. */
const named = 4;

function sayReason(reason: string, rows: readonly Row[], paint: Paint): string[] {
  const names = rows.slice(0, named).map((row) => `${row.operationId} ${sayRest({ ...row, outcome: 'skipped' })}`);
  const more = rows.length > named ? [`and ${rows.length - named} more`] : [];
  return [`    – not exercised: ${oneLine(reason)}`, paint('gray', `        ${[...names, ...more].join(', ')}`)];
}

function sayFinding(finding: Finding, sign: string, style: 'red' | 'yellow', paint: Paint): string[] {
  const { violation, rows } = finding;
  const evidence = sayEvidence(violation);
  const curl = rows.find((row) => row.curl)?.curl;
  return [
    `    ${paint(style, `${sign} ${sayViolation(violation)}`)}${violation.clause ? `  [#${violation.clause}]` : ''}`,
    ...(rows.some(({ phase }) => phase !== 'guard') ? [`        in ${oneLine(sayCases(finding))}`] : []),
    ...(evidence ? [`        evidence: ${evidence}`] : []),
    ...(curl ? curl.split('\n').map((line) => paint('gray', `        ${oneLine(line)}`)) : []),
  ];
}
