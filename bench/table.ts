/** The table of results for people. */
import { isMet, median, ratiosOf, type Row } from './row.js';

/** Markdown with aligned columns. */
export function renderTable(rows: readonly Row[]): string {
  const head = ['what', 'ours', 'against', 'ratio (least to most)', 'target'];
  const cells = rows.map((row) => [
    row.what,
    `${sayAll(row.ours)} ${row.unit}`,
    row.peer ? `${row.peer.name} ${sayAll(row.peer.samples)} ${row.unit}` : '–',
    row.peer ? sayRatios(ratiosOf(row)) : '–',
    sayTarget(row),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((line) => line[at]!.length)));
  const line = (texts: readonly string[]) => `| ${texts.map((text, at) => text.padEnd(widths[at]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** The median, and the deviation of the rounds from it, up and down. */
function sayAll(samples: readonly number[]): string {
  const middle = median(samples);
  const spread = (100 * (Math.max(...samples) - Math.min(...samples))) / 2 / Math.abs(middle || 1);
  return samples.length > 1 ? `${say(middle)} ± ${Math.round(spread)} %` : say(middle);
}

const sayRatios = (ratios: readonly number[]): string =>
  `${say(median(ratios))} (${say(Math.min(...ratios))} to ${say(Math.max(...ratios))})`;

function sayTarget(row: Row): string {
  if (!row.target) return '–';
  const bound = 'atMost' in row.target ? `≤ ${row.target.atMost}` : `≥ ${row.target.atLeast}`;
  return `${bound}, ${isMet(row) ? 'met' : 'missed'}`;
}

/** The precision of such a run is three digits. */
const say = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : String(+value.toPrecision(3)));
