/**
 * `kyc-contracts codegen-matrix`: the documents in a code generator each of Python, Go, Java and Rust.
 * It needs those toolchains and the registries of their packages, so it is no part of the test suite. Generators go
 * into a folder of their own, which is removed; the clients' usual caches of downloads are used and stay.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import { go } from './codegen-matrix/go.js';
import { java } from './codegen-matrix/java.js';
import type { Language } from './codegen-matrix/language.js';
import { python } from './codegen-matrix/python.js';
import { tryDocument, untried, type Row, type Source } from './codegen-matrix/row.js';
import { rust } from './codegen-matrix/rust.js';
import { renderMatrix } from './codegen-matrix/table.js';
import { missingPrograms } from './codegen-matrix/toolchain.js';
import { chooseProviders, generatedPath, listMocked } from '../src/openapi/providers.js';

const languages: readonly Language[] = [python, go, java, rust];

interface MatrixFlags {
  only: string[];
  require: string[];
  keep?: string;
}

export const codegenMatrix = new Command('codegen-matrix')
  .argument('[provider...]', `${listMocked().join(' or ')}; all of them by default`)
  .option('--only <languages>', 'try just these: python,go,java,rust', readLanguages, [])
  .option('--require <languages>', 'fail if one of these has to be skipped', readLanguages, [])
  .option('--keep <folder>', 'work in this empty or new folder, and leave it there')
  .addHelpText('after', '\nExit codes: 0 every row that could be tried compiles · 1 one does not · 2 bad usage')
  .action(async (names: string[], { only, require, keep }: MatrixFlags) => {
    const sources = chooseProviders(names, listMocked()).flatMap(sourcesOf);
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

/** Both bundles, as a user may take either. */
function sourcesOf(provider: string): Source[] {
  return [
    { provider, openapi: '3.1', file: generatedPath(provider, 'openapi.json') },
    { provider, openapi: '3.0', file: generatedPath(provider, 'openapi-3.0.json') },
  ];
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
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !languages.some((language) => language.name === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `unknown language "${unknown}": choose of ${languages.map(({ name }) => name).join(', ')}`,
    );
  }
  return names;
}
