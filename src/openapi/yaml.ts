/** Reads YAML (every file of a user but the OpenAPI documents, which Redocly reads) and writes it. */
import { parse, stringify } from 'yaml';
import { refuseAliasBomb } from './alias-bomb.js';

/** @throws {Error} the first line of whose message says what is wrong with the text. */
export function parseYaml(text: string): unknown {
  return refuseAliasBomb(parse(text) as unknown, text);
}

/** Readers of YAML 1.1, such as Python's, would take a bare NO for false and a bare date for one: those are quoted. */
export const renderYaml = (value: unknown): string =>
  stringify(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });
