/** Reads YAML (every file of a user but the OpenAPI documents, which Redocly reads) and writes it. */
import { isMap, isSeq, isScalar, LineCounter, parse, parseDocument, stringify, type Node } from 'yaml';
import { refuseAliasBomb } from './alias-bomb.js';

/** @throws {Error} the first line of whose message says what is wrong with the text. */
export function parseYaml(text: string): unknown {
  return refuseAliasBomb(parse(text) as unknown, text);
}

/** Readers of YAML 1.1, such as Python's, would take a bare NO for false and a bare date for one: those are quoted. */
export const renderYaml = (value: unknown): string =>
  stringify(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });

/** Where the key stands that a path of keys and indexes ends with, or the last one on the way that is there. From 1. */
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
