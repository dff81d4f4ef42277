/** Reads and writes YAML: all files of the user but OpenAPI documents, which Redocly reads. */
import { loadAll } from 'js-yaml';
import { isMap, isSeq, isScalar, LineCounter, parseDocument, stringify, type Node } from 'yaml';
import { refuseAliasBomb } from './alias-bomb.js';

/**
 * By the library that Redocly reads documents with, which takes a sixth of the time of the one that also knows places.
 * @throws {Error} with the problem in the first line of its message
 */
export function parseYaml(text: string): unknown {
  const [content = null, ...more] = loadAll(text);
  if (more.length > 0) throw new Error('has more than one YAML document: expected one');
  return refuseAliasBomb(content, text);
}

/** Quotes texts such as NO or a date, which YAML 1.1 readers (Python's) would convert. */
export const renderYaml = (value: unknown): string =>
  stringify(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });

/** The position of the last key in a path, or of the last one that exists. It counts from 1. */
export function placeInYaml(text: string, path: readonly string[]): { line: number; column: number } {
  const lineCounter = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter }).contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const token of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(token)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  const { line, col } = lineCounter.linePos(offset);
  return { line, column: col };
}
