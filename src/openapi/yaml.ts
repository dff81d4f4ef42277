/** Reads YAML: every file of a user but the OpenAPI documents, which Redocly reads. */
import { parse } from 'yaml';
import { refuseAliasBomb } from './alias-bomb.js';

/** @throws {Error} the first line of whose message says what is wrong with the text. */
export function parseYaml(text: string): unknown {
  return refuseAliasBomb(parse(text) as unknown, text);
}
