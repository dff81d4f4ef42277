/** How the small programs that read examples are told about them, and answer: a folder of JSON files, lines of JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from './examples.js';
import type { Decoded } from './language.js';

/** Writes `0.json`, `1.json` … and `index.json` with what else is known of each; the folder. */
export function writeExamples(folder: string, examples: readonly Example[]): string {
  mkdirSync(folder, { recursive: true });
  for (const [index, { value }] of examples.entries())
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(value));
  writeFileSync(join(folder, 'index.json'), JSON.stringify(examples.map(({ value: _, ...place }) => place)));
  return folder;
}

/** Lines such as `{"index":3,"value":{…}}` or `{"index":3,"error":"…"}` among whatever else was printed. */
export function readDecoded(output: string, count: number): Decoded[] {
  const decoded: Decoded[] = Array.from({ length: count }, () => ({ error: 'nothing came back' }));
  for (const line of output.split('\n').filter((text) => /^\{.*"index":/.test(text))) {
    const { index, ...found } = JSON.parse(line) as { index: number } & Decoded;
    decoded[index] = 'error' in found ? { error: firstSentence(found.error) } : found;
  }
  return decoded;
}

/** Without the place in the text, which differs from answer to answer. */
const firstSentence = (text: string): string =>
  (text.split('\n')[0] ?? '').replace(/ at line \d+ column \d+$/, '').slice(0, 140);
