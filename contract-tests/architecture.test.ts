/** The import rule of docs/ARCHITECTURE.md, read from the import statements: who may import whom, and no cycles of files. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../src/openapi/providers.js';

const mayImport: Record<string, readonly string[]> = {
  openapi: [],
  runtime: [],
  http: ['openapi'],
  generated: ['runtime'],
  providers: ['generated', 'runtime'],
  sandbox: ['generated', 'runtime', 'openapi', 'http'],
  mock: ['openapi', 'http'],
  checker: ['openapi', 'http'],
  diff: ['openapi'],
  cli: ['openapi', 'runtime', 'http', 'generated', 'providers', 'sandbox', 'mock', 'checker', 'diff'],
  bench: ['openapi', 'runtime', 'http', 'generated', 'providers', 'sandbox', 'mock', 'checker', 'diff', 'cli'],
  scripts: ['openapi', 'runtime', 'http', 'generated', 'providers', 'sandbox', 'mock', 'checker', 'diff', 'cli'],
};

type Imports = ReadonlyMap<string, readonly string[]>;

/** `src/checker/plan.ts` is in the room `checker`, `scripts/lint.ts` in `scripts`. */
const roomOf = (file: string): string => file.split('/')[file.startsWith('src/') ? 1 : 0]!;

function wrongImports(imports: Imports): string[] {
  return [...imports].flatMap(([from, targets]) => {
    const room = roomOf(from);
    if (room === 'contract-tests') return [];
    const allowed = mayImport[room] ?? [];
    return targets.filter((to) => roomOf(to) !== room && !allowed.includes(roomOf(to))).map((to) => `${from} → ${to}`);
  });
}

/** Groups of files that reach each other (Tarjan's strongly connected components). */
function cycles(imports: Imports): string[][] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}

/** @param isStatic Whether `import()` is left out: a verb that is loaded when it is asked for makes no circle. */
function readImports(isStatic = false): Imports {
  const files = ['src', 'generated', 'scripts', 'bench', 'contract-tests'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.(ts|js|cjs)$/.test(name) && !/node_modules|consumers\/programs/.test(name)),
  );
  const known = new Set(files);
  const resolve = (from: string, specifier: string): string | undefined => {
    const path = posix.join(dirname(from), specifier);
    return [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.d.ts')].find((name) => known.has(name));
  };
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(packageRoot, file), 'utf8');
      const { importedFiles } = ts.preProcessFile(text, true, true);
      const targets = importedFiles.filter(
        ({ fileName, pos }) =>
          fileName.startsWith('.') && !(isStatic && /import\(\s*['"]?$/.test(text.slice(0, pos + 1))),
      );
      return [file, targets.flatMap(({ fileName }) => resolve(file, fileName) ?? [])];
    }),
  );
}

/** Lines below which a file that one other file imports joins that one. */
const shortest = 25;

/**
 * Files that nobody looks for. Not those that nothing imports (entries of the package, and what an action runs), nor those
 * that a list beside them gathers, such as handlers and lint rules: their names are what one looks for.
 * @param lines how many each has
 */
function crumbs(imports: Imports, lines: (file: string) => number): string[] {
  const importers = new Map<string, string[]>();
  for (const [from, targets] of imports) {
    if (roomOf(from) === 'contract-tests') continue;
    for (const to of new Set(targets)) importers.set(to, [...(importers.get(to) ?? []), from]);
  }
  const gathers = (list: string, file: string) =>
    /\/(index\.ts|plugin\.js)$/.test(list) && file.startsWith(dirname(list));
  return [...importers]
    .filter(([file, by]) => /^(src|scripts)\//.test(file) && by.length === 1 && !gathers(by[0]!, file))
    .map(([file]) => file)
    .filter((file) => lines(file) < shortest);
}

const imports = readImports();

const filesOf = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => !name.includes('node_modules'));

/** Names of source files that a text has in backticks and that end no path of the repository. */
function staleNames(text: string, files: readonly string[]): string[] {
  const names = [...text.matchAll(/`([\w./-]+\.(?:ts|mjs|cjs|sh|yaml))`/g)].map(([, name = '']) => name);
  return names.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
}

test('a page for contributors › names a file › it is there', () => {
  const files = ['src', 'generated', 'scripts', 'bench', 'contract-tests', 'spec', 'docs', 'examples'].flatMap(filesOf);
  const pages = files.filter((name) => /^(src|scripts|bench|contract-tests|spec)\/.*\.md$/.test(name));
  const stale = [...pages, 'docs/ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((page) =>
    staleNames(readFileSync(join(packageRoot, page), 'utf8'), files).map((name) => `${page}: ${name}`),
  );
  expect(pages.length).toBeGreaterThan(8);
  expect(stale).toEqual([]);
  expect(staleNames('`plan.ts`, `checker/gone.ts` and `npm run x.ts`', files)).toEqual(['checker/gone.ts']);
});

describe('import rule', () => {
  test('every file › reads its imports › rooms are those of the rule', () => {
    const rooms = new Set([...imports.keys()].map(roomOf));
    expect([...rooms].sort()).toEqual([...Object.keys(mayImport), 'contract-tests'].sort());
    expect([...imports.values()].flat().length).toBeGreaterThan(1000);
  });

  test('import between rooms › is allowed by the rule', () => {
    expect(wrongImports(imports)).toEqual([]);
  });

  test('files › import each other in a circle › none', () => {
    expect(cycles(readImports(true))).toEqual([]);
  });

  test('files of a few lines › have more than one importer', () => {
    const lines = (file: string) => readFileSync(join(packageRoot, file), 'utf8').split('\n').length - 1;
    expect(crumbs(imports, lines)).toEqual([]);
  });

  test('a short file with one importer › is found, one of a list or of two is not', () => {
    const broken: Imports = new Map([
      ['src/cli/a.ts', ['src/cli/short.ts', 'src/cli/shared.ts', 'src/cli/long.ts']],
      ['src/cli/b.ts', ['src/cli/shared.ts']],
      ['src/cli/verbs/index.ts', ['src/cli/verbs/one.ts']],
    ]);
    expect(crumbs(broken, (file) => (file === 'src/cli/long.ts' ? 25 : 24))).toEqual(['src/cli/short.ts']);
  });

  test('a wrong arrow and a cycle › are found', () => {
    const broken: Imports = new Map([
      ['src/openapi/a.ts', ['src/checker/b.ts']],
      ['src/checker/b.ts', ['src/checker/c.ts', 'src/openapi/a.ts']],
      ['src/checker/c.ts', ['src/checker/b.ts']],
    ]);
    expect(wrongImports(broken)).toEqual(['src/openapi/a.ts → src/checker/b.ts']);
    expect(cycles(broken)).toEqual([['src/checker/b.ts', 'src/checker/c.ts', 'src/openapi/a.ts']]);
  });
});
