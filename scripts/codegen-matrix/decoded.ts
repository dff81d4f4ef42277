/**
 * The interface of the small programs that decode examples: the input is a folder of JSON files, the output is lines of
 * JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from './examples.js';
import type { Decoded } from './language.js';

/** Writes `0.json`, `1.json` … and `index.json` with the other facts of each example. Returns the folder. */
export function writeExamples(folder: string, examples: readonly Example[]): string {
  mkdirSync(folder, { recursive: true });
  for (const [index, { value }] of examples.entries())
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(value));
  writeFileSync(join(folder, 'index.json'), JSON.stringify(examples.map(({ value: _, ...place }) => place)));
  return folder;
}

/** Parses lines such as `{"index":3,"value":{…}}` or `{"index":3,"error":"…"}`, and ignores other output. */
export function readDecoded(output: string, count: number): Decoded[] {
  const decoded: Decoded[] = Array.from({ length: count }, () => ({ error: 'nothing came back' }));
  for (const line of output.split('\n').filter((text) => /^\{.*"index":/.test(text))) {
    const { index, ...found } = JSON.parse(line) as { index: number } & Decoded;
    decoded[index] = 'error' in found ? { error: firstSentence(found.error) } : found;
  }
  return decoded;
}

/** Leaves out the position in the text, which differs between responses. */
const firstSentence = (text: string): string =>
  (text.split('\n')[0] ?? '').replace(/ at line \d+ column \d+$/, '').slice(0, 140);
