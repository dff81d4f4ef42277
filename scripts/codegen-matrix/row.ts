/** The result of one document in one generator. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/openapi/document.js';
import { responseExamples } from './examples.js';
import { factsOf } from './facts.js';
import type { Dialect, Language } from './language.js';
import { lossesIn, lossesOnTheWay } from './losses.js';

export interface Source {
  provider: string;
  /** `3.1`, `3.0` or `codegen`. */
  openapi: string;
  file: string;
}

export interface Row {
  language: string;
  generator: string;
  version: string;
  provider: string;
  openapi: string;
  accepted: Verdict;
  compiles: Verdict;
  seconds: number;
  /** The cause of a failure or a skip, in one sentence. */
  reason?: string;
  losses: string[];
}

export type Verdict = 'yes' | 'NO' | '-';

/** One row for each document of a language that cannot be tested. */
export function untried(language: Language, source: Source, reason: string, accepted: Verdict): Row {
  const { name, generator, version } = language;
  const { provider, openapi } = source;
  const row = { language: name, generator, version, provider, openapi, reason };
  return { ...row, accepted, compiles: '-', seconds: 0, losses: [] };
}

export async function tryDocument(language: Language, home: string, source: Source): Promise<Row> {
  const start = performance.now();
  const row: Row = { ...untried(language, source, '', 'yes') };
  delete row.reason;
  const out = join(home, `${source.provider}_${source.openapi.replace('.', '')}`);
  try {
    mkdirSync(out);
    row.accepted = 'NO';
    row.losses.push(...(await language.generate(home, source.file, out)));
    row.accepted = 'yes';
    const document = JSON.parse(readFileSync(source.file, 'utf8')) as JsonObject;
    row.losses.push(...lossesIn(emittedText(out, language.dialect), factsOf(document), language.dialect));
    row.compiles = 'NO';
    await language.compile(home, out);
    row.compiles = 'yes';
    row.losses.push(...(await tryAnswers(language, home, out, document)));
  } catch (error) {
    row.reason = withoutPlace(error, home);
  }
  row.seconds = (performance.now() - start) / 1000;
  return row;
}

/** A compiled client that cannot be called is a loss, not a compile error. */
async function tryAnswers(language: Language, home: string, out: string, document: JsonObject): Promise<string[]> {
  const examples = responseExamples(document);
  if (!language.decode) return ['answers: not tried'];
  try {
    return lossesOnTheWay(examples, await language.decode(home, out, examples));
  } catch (error) {
    return [`answers: none could be tried, ${withoutPlace(error, home)}`];
  }
}

const withoutPlace = (error: unknown, home: string): string => (error as Error).message.replaceAll(`${home}/`, '');

/**
 * The emitted code as one text without comments, since a value in a comment does not count. Each file follows a line
 * `==> api/kyc/kyc.py`, since some generators distinguish operations only by file.
 */
export function emittedText(folder: string, { extension, comment }: Dialect): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(extension) && !/(^|\/)(target|test|docs|decode)\//.test(file))
    .sort()
    .map((file) => `==> ${file}\n${readFileSync(join(folder, file), 'utf8').replace(comment, '')}`)
    .join('\n');
}
