/**
 * Both documents in code generators that are not ours: each takes them, what it emits compiles, and the types say what
 * a program needs. A reference to nowhere and a changed type show that these checks can fail.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedPath, listMocked } from '../../src/openapi/providers.js';
import type { Generator } from './generator.js';
import { generators } from './generators.js';
import { installGenerators, projectFolder } from './install.js';
import { emittedFiles, Refusal, run } from './run.js';
import { typeCheck } from './type-check.js';

/** Changes to Sila's document that must not go unnoticed. */
const mutants = {
  brokenReference: (document: any) => {
    document.components.schemas.KycResponse.properties.verification_ids.items = { $ref: '#/components/schemas/None' };
  },
  changedType: (document: any) => {
    document.components.schemas.KycResponse.properties.flow_requested = { type: 'integer' };
  },
};

const root = mkdtempSync(join(tmpdir(), 'kyc-codegen-'));
let modules: string;

beforeAll(async () => {
  modules = await installGenerators();
}, 300_000);
afterAll(() => rmSync(root, { recursive: true }));

describe.each(generators)('$package', (generator) => {
  const folder = (name: string) => join(root, generator.package.replace('/', '-'), name);
  const refused = new Map<string, Error>();
  let errors: string[];

  /** Errors of the program of one document alone. */
  const errorsOf = (name: string) =>
    errors.filter((error) => error.startsWith(`${name}/`)).map((error) => error.slice(name.length + 1));

  beforeAll(async () => {
    const documents = [
      ...listMocked().map((provider) => ({ name: provider, provider, document: read(generator, provider) })),
      ...Object.entries(mutants).map(([name, change]) => {
        const document = read(generator, 'sila');
        change(document);
        return { name, provider: 'sila', document };
      }),
    ];
    const files: string[] = [];
    await Promise.all(
      documents.map(async ({ name, provider, document }) => {
        try {
          await run(generator, document, folder(name), modules);
          files.push(...emittedFiles(folder(name)), ...writeUse(generator, provider, folder(name)));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refused.set(name, error);
        }
      }),
    );
    // One program for all four folders; alike as they are, they share nothing but the libraries.
    errors = typeCheck(files, folder(''));
  }, 120_000);

  test.each(listMocked())('takes the document of %s', (provider) => {
    expect(refused.get(provider)?.message).toBeUndefined();
  });

  test.each(listMocked())('emits types for %s that compile and can be used', (provider) => {
    expect(refused.has(provider)).toBe(false);
    expect(errorsOf(provider)).toEqual([]);
  });

  test('a reference to nowhere is noticed', () => {
    // By its target or its place.
    const broken = /None|KycResponse\/properties\/verification_ids/;
    if (generator.stopsAtBrokenReference) expect(refused.get('brokenReference')?.message).toMatch(broken);
    else expect(errorsOf('brokenReference')).toContainEqual(expect.stringMatching(/^use\/sila\/use\.ts:/));
  });

  test('a changed type is noticed, and nothing else', () => {
    expect(errorsOf('changedType')).toEqual([
      expect.stringMatching(/^use\/sila\/use\.ts:\d+ Type 'false' does not satisfy the constraint 'true'/),
    ]);
  });
});

test('no generator can open a connection', async () => {
  const caller = { ...generators[0]!, program: 'call.js', arguments: () => [] };
  writeFileSync(join(root, 'call.js'), "await fetch('http://registry.invalid/').catch(console.error);\n");
  await expect(run(caller, {}, root, modules)).rejects.toThrow(/a generator tried to connect to registry\.invalid/);
});

function read({ document, onlyWithContent }: Generator, provider: string): any {
  const bundle = JSON.parse(readFileSync(generatedPath(provider, document), 'utf8'));
  if (!onlyWithContent) return bundle;
  for (const operation of Object.values<any>(bundle.paths).flatMap((path) => Object.values<any>(path))) {
    for (const status of ['429', '4XX', '5XX']) delete operation.responses?.[status];
  }
  return bundle;
}

/** Puts the program that uses a provider's types beside what was emitted; its files. What has no program is only compiled. */
function writeUse(generator: Generator, provider: string, folder: string): string[] {
  if (!existsSync(join(projectFolder, 'uses', provider))) return [];
  const uses = join(folder, 'use');
  cpSync(join(projectFolder, 'uses', 'same.ts'), join(uses, 'same.ts'));
  cpSync(join(projectFolder, 'uses', provider), join(uses, provider), { recursive: true });
  writeFileSync(join(uses, provider, 'names.ts'), generator.names[provider]!.replaceAll("'./out", "'../../out"));
  if (provider !== 'sila' || generator.codes === undefined) return [join(uses, provider, 'use.ts')];
  const from = generator.codes.replace('./out', '../../out');
  writeFileSync(join(uses, provider, 'code-names.ts'), `export type { KycErrorCode } from '${from}';\n`);
  return [join(uses, provider, 'use.ts'), join(uses, provider, 'codes.ts')];
}
