/** Tables of transitions in the words of a document: `| draft | held | POST /bookings/{id}/hold |`. */
import { isObject, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { perObject } from '../../../../openapi/per-object.js';
import { bare } from '../../../records/collections.js';

/** Characters of a text, and rows of all tables, that are read. */
const mostRead = 20_000;
const mostRows = 200;

/** One row: from which states an operation leads to which one. */
export interface Transition {
  from: readonly string[];
  to: string;
  words: string;
}

type Row = Readonly<Record<'from' | 'to' | 'by', string>>;

/** Rows of tables whose header has "from" and "to", in the description of the document and of its tags. */
const rowsOf = perObject((document: JsonObject): Row[] => {
  const tags = Array.isArray(document.tags) ? document.tags.filter(isObject) : [];
  const texts = [
    isObject(document.info) ? document.info.description : undefined,
    ...tags.map((tag) => tag.description),
  ];
  return texts.flatMap(tablesIn).slice(0, mostRows);
});

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function tablesIn(text: Json | undefined): Row[] {
  const rows: Row[] = [];
  let columns: { from: number; to: number; by: number } | undefined;
  for (const line of typeof text === 'string' ? text.slice(0, mostRead).split('\n') : []) {
    if (!line.includes('|')) {
      columns = undefined;
      continue;
    }
    const cells = cellsOf(line);
    const named = (name: RegExp) => cells.findIndex((cell) => name.test(cell));
    const [from, to, by] = [
      named(/^from\b/i),
      named(/^to\b/i),
      named(/^(?:by|with|operation|request|endpoint|call|action|how|via)\b/i),
    ];
    if (from >= 0 && to >= 0 && by >= 0) columns = { from, to, by };
    else if (columns && !/^[-:| ]+$/.test(line)) {
      const at = (index: number): string => cells[index] ?? '';
      rows.push({ from: at(columns.from), to: at(columns.to), by: at(columns.by) });
    }
  }
  return rows;
}

/** The rows of an operation: what names it by method and path, or by its `operationId`. */
export function transitionsOf(
  document: JsonObject,
  { method, path, operationId }: Operation,
  statesIn: (text: string) => readonly string[],
): Transition[] {
  const isOwn = (by: string): boolean => {
    const [, verb, target] = /\b(GET|POST|PUT|PATCH|DELETE)\b[ `]+(\/[^\s`|]*)/.exec(by) ?? [];
    if (target === undefined) return by.replaceAll('`', '') === operationId;
    const same = (one: string): string => bare(one).replaceAll(/\{[^}]*\}|:\w+/g, '{}');
    return verb === method && (same(target) === same(path) || same(target).endsWith(same(path)));
  };
  return rowsOf(document)
    .filter(({ by }) => isOwn(by))
    .flatMap(({ from, to, by }) => {
      const [found, ...others] = statesIn(to);
      const before = statesIn(from);
      const words = `${from} -> ${to} by ${by}`.replaceAll('`', '');
      return found !== undefined && others.length === 0 && before.length > 0
        ? [{ from: before, to: found, words }]
        : [];
    });
}
