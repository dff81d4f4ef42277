/**
 * `kyc-contracts codegen-matrix`: the documents in code generators of Python, Go, Java, Kotlin, C#, Rust and
 * TypeScript. It needs their toolchains and package registries, so it is not part of the test suite. Generators are
 * installed in a temporary folder; the usual download caches are used and kept.
 */
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import { chooseProviders, generatedPath, listMocked } from '../src/openapi/providers.js';
import { csharp } from './codegen-matrix/csharp.js';
import { go } from './codegen-matrix/go.js';
import { java } from './codegen-matrix/java.js';
import { kotlin } from './codegen-matrix/kotlin.js';
import type { Language } from './codegen-matrix/language.js';
import { ogen } from './codegen-matrix/ogen.js';
import { progenitor } from './codegen-matrix/progenitor.js';
import { pydantic } from './codegen-matrix/pydantic.js';
import { python } from './codegen-matrix/python.js';
import { tryDocument, untried, type Row, type Source } from './codegen-matrix/row.js';
import { rust } from './codegen-matrix/rust.js';
import { renderMatrix } from './codegen-matrix/table.js';
import { typescript } from './codegen-matrix/typescript.js';

const languages: readonly Language[] = [
  ...[python, pydantic, go, ogen, java, kotlin, csharp, rust, progenitor, typescript],
];

/** All bundles, since users may choose any of them. */
const documents: Record<string, string> = {
  '3.1': 'openapi.json',
  '3.0': 'openapi-3.0.json',
  codegen: 'openapi-codegen.json',
};

interface MatrixFlags {
  only: string[];
  require: string[];
  documents: string[];
  keep?: string;
}

export const codegenMatrix = new Command('codegen-matrix')
  .argument('[provider...]', `${listMocked().join(' or ')}; all of them by default`)
  .option('--only <languages>', `try just these, of ${languages.map(({ name }) => name).join(',')}`, readLanguages, [])
  .option('--require <languages>', 'fail if one of these has to be skipped', readLanguages, [])
  .option(
    '--documents <names>',
    `read just these of each provider: ${Object.keys(documents).join(',')}`,
    readDocuments,
    [],
  )
  .option('--keep <folder>', 'work in this empty or new folder, and leave it there')
  .addHelpText('after', '\nExit codes: 0 every row that could be tried compiles · 1 one does not · 2 bad usage')
  .action(async (names: string[], { only, require, documents: wanted, keep }: MatrixFlags) => {
    const sources = chooseProviders(names, listMocked())
      .flatMap(sourcesOf)
      .filter(({ openapi }) => wanted.length === 0 || wanted.includes(openapi));
    const chosen = languages.filter(({ name }) => only.length === 0 || only.includes(name) || require.includes(name));
    const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'kyc-matrix-')) : emptyFolder(keep);
    const clear = () => {
      if (keep === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    };
    const stop = () => {
      clear();
      process.exit(130);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const rows: Row[] = [];
    try {
      for (const language of chosen) rows.push(...(await tryLanguage(language, sources, join(folder, language.name))));
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      clear();
    }
    process.stdout.write(`${renderMatrix(rows)}\n`);
    throwIfFailed(rows, require);
  });

async function tryLanguage(language: Language, sources: readonly Source[], home: string): Promise<Row[]> {
  const talk = (text: string) => process.stderr.write(`${language.name}: ${text}\n`);
  const missing = missingPrograms(language.needs);
  if (missing.length > 0) {
    talk(`skipped, no ${missing.join(', no ')} on PATH`);
    return sources.map((source) => untried(language, source, `skipped: no ${missing.join(', no ')} on PATH`, '-'));
  }
  mkdirSync(home, { recursive: true });
  talk(`installing ${language.generator} ${language.version}`);
  try {
    await language.install(home);
  } catch (error) {
    const reason = `${language.generator} cannot be installed: ${(error as Error).message}`;
    return sources.map((source) => untried(language, source, reason, 'NO'));
  }
  const rows: Row[] = [];
  for (const source of sources) {
    talk(`${source.provider}, OpenAPI ${source.openapi}`);
    rows.push(await tryDocument(language, home, source));
  }
  return rows;
}

function sourcesOf(provider: string): Source[] {
  return Object.entries(documents).map(([openapi, name]) => ({
    provider,
    openapi,
    file: generatedPath(provider, name),
  }));
}

function throwIfFailed(rows: readonly Row[], required: readonly string[]): void {
  const failed = rows.filter(({ accepted, compiles }) => accepted === 'NO' || compiles === 'NO');
  if (failed.length > 0) {
    const places = failed.map(({ language, provider, openapi }) => `${language} on ${provider} ${openapi}`);
    throw new CliError(`${failed.length} of ${rows.length} rows failed: ${places.join(', ')}`, 1);
  }
  const skipped = new Set(rows.filter(({ accepted }) => accepted === '-').map(({ language }) => language));
  const lacking = required.filter((name) => skipped.has(name));
  if (lacking.length > 0) throw new CliError(`required, but skipped: ${lacking.join(', ')}`, 1);
}

function emptyFolder(name: string): string {
  const folder = resolve(name);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new CliError(`${name} is not empty: name another folder for --keep`, 2);
  return folder;
}

function readLanguages(text: string): string[] {
  return readNames(
    text,
    'language',
    languages.map(({ name }) => name),
  );
}

function readDocuments(text: string): string[] {
  return readNames(text, 'document', Object.keys(documents));
}

function readNames(text: string, kind: string, known: readonly string[]): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`unknown ${kind} "${unknown}": choose of ${known.join(', ')}`);
  return names;
}

/** The missing programs of a language's toolchain. */
export function missingPrograms(needs: readonly string[], path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return needs.filter(
    (program) => !folders.some((folder) => suffixes.some((suffix) => isExecutable(join(folder, program + suffix)))),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
