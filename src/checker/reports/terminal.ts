/** The report for a terminal: a line for each case, then the skipped ones and at the end the failures. */
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
import { littleCoverage, sayLowCoverage, type CaseResult } from '../report.js';
import { byReason, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';

type Paint = (style: 'green' | 'red' | 'yellow' | 'gray' | 'bold', text: string) => string;

export function renderTerminal(
  { cases: results, errors, unvalidated, coverage }: Pick<CheckReport, 'cases' | 'errors' | 'unvalidated' | 'coverage'>,
  { colour }: { colour: boolean },
): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const groups = groupViolations(results);
  const failures = groups.filter(isFailure);
  const warnings = groups.filter((group) => !isFailure(group));
  const seen = sayCoverage(coverage);
  const low = errors.find(({ code }) => code === 'low-coverage')?.message ?? sayLowCoverage(results, littleCoverage);
  return [
    ...(low === undefined ? [] : [`  ${paint('yellow', `! ${oneLine(low)}`)}`, '']),
    ...table(results, paint),
    ...section(
      'Not exercised',
      [...byReason(results)].flatMap(([reason, cases]) => sayReason(reason, cases, paint)),
      paint,
    ),
    ...section(
      'Not validated',
      unvalidated.map(({ clause, reason }) => `    – ${oneLine(reason)}  [#${oneLine(clause)}]`),
      paint,
    ),
    ...section(
      'Warnings',
      warnings.flatMap((group) => sayGroup(group, '!', 'yellow', paint)),
      paint,
    ),
    ...section(
      'Failures',
      failures.flatMap((group) => sayGroup(group, '✗', 'red', paint)),
      paint,
    ),
    ...section(
      'Run errors',
      errors.map(({ message }) => `    ${paint('red', `✗ ${oneLine(message)}`)}`),
      paint,
    ),
    '',
    ...(seen ? [`  ${seen}`] : []),
    `  ${sayCounts(results, errors)}`,
  ].join('\n');
}

/** Cases of one operation that passed share a line where there are many. */
function table(results: readonly CaseResult[], paint: Paint): string[] {
  const width = results.reduce((most, { operationId }) => Math.max(most, oneLine(operationId).length), 0);
  const isFolded = (result: CaseResult) =>
    result.case !== undefined && result.outcome === 'passed' && result.violations.length === 0;
  const folded = new Map<string, number>();
  for (const result of results.filter(isFolded)) folded.set(foldOf(result), (folded.get(foldOf(result)) ?? 0) + 1);
  return results.flatMap((result) => {
    const name = oneLine(result.operationId).padEnd(width);
    if (!isFolded(result)) return [`  ${mark(result, paint)} ${name}  ${sayRest(result)}`];
    const times = folded.get(foldOf(result));
    folded.delete(foldOf(result));
    return times === undefined ? [] : [`  ${mark(result, paint)} ${name}  ${result.phase}: ${times} passed`];
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

/** The number of cases that are named for one reason. */
const named = 4;

function sayReason(reason: string, results: readonly CaseResult[], paint: Paint): string[] {
  const names = results
    .slice(0, named)
    .map((result) => `${oneLine(result.operationId)} ${sayRest({ ...result, outcome: 'skipped' })}`);
  const more = results.length > named ? [`and ${results.length - named} more`] : [];
  return [`    – not exercised: ${oneLine(reason)}`, paint('gray', `        ${[...names, ...more].join(', ')}`)];
}

function sayGroup(group: GroupedViolation, sign: string, style: 'red' | 'yellow', paint: Paint): string[] {
  const { violation, results } = group;
  const evidence = sayEvidence(violation);
  const curl = results.find((result) => result.curl)?.curl;
  return [
    `    ${paint(style, `${sign} ${sayViolation(violation)}`)}${violation.clause ? `  [#${violation.clause}]` : ''}`,
    `        in ${oneLine(sayCases(group))}`,
    ...(evidence ? [`        evidence: ${evidence}`] : []),
    ...(curl ? curl.split('\n').map((line) => paint('gray', `        ${oneLine(line)}`)) : []),
  ];
}
