/** What an editor shows over a call and over what comes of it: by the language service that editors ask. */
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

const file = join(packageRoot, 'contract-tests', 'client', 'hover-program.ts');
const program = `
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import * as alfredOperations from '../../generated/alfred/operations.js';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { kyc, users, withOperations } from '../../generated/sila/operations.js';

const sila = withOperations(createSilaClient({ credentials: { bearer: 'fake' } }), { kyc, users });
const header = { created: 1, app_handle: 'a', user_handle: 'u' };
export async function byPath() {
  const result = await sila./*POST*/POST('/0.2/kyc', { /*body*/body: { header, flow: 'f' } });
  const { /*data*/data, /*error*/error } = /*result*/result;
  if (result.status === 403) return result./*error403*/error;
  return [data, error];
}
export async function byName() {
  const { /*dataByName*/data, /*errorByName*/error } = await sila.kyc./*start*/start({ body: { header, flow: 'f' } });
  const { data: /*registered*/registered, error: /*notRegistered*/notRegistered } = await users./*register*/register(sila, {} as never);
  return [data, error, registered, notRegistered];
}
const alfred = withOperations(createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } }), alfredOperations as Pick<typeof alfredOperations, 'kyc'>);
export async function ofAlfred() {
  const { data: /*session*/session, error: /*refusal*/refusal } = await alfred.kyc./*openSession*/openSession({ body: { type: 'in', balance: 0, currency: 'USDC' } });
  return [session, refusal];
}
`;

let service: ts.LanguageService;
beforeAll(() => {
  const { config } = ts.readConfigFile(join(packageRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, packageRoot);
  service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === file ? program : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getCurrentDirectory: () => packageRoot,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
  });
});

/** The type, and the documentation, over the word that `/*mark*\/` stands before. */
function hover(mark: string): { type: string; docs: string } {
  const at = program.indexOf(`/*${mark}*/`) + mark.length + 4;
  const info = service.getQuickInfoAtPosition(file, at);
  if (!info) throw new Error(`nothing is shown over ${mark}`);
  return { type: ts.displayPartsToString(info.displayParts), docs: ts.displayPartsToString(info.documentation) };
}

test('the program has no error', () => {
  const found = [...service.getSemanticDiagnostics(file), ...service.getSyntacticDiagnostics(file)];
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test('over data and error › at most 80 characters', () => {
  const marks = ['data', 'error', 'dataByName', 'errorByName', 'registered', 'notRegistered', 'session', 'refusal'];
  expect(marks.filter((mark) => hover(mark).type.length > 80)).toEqual([]);
  expect(hover('error').type).toBe('const error: KycError | undefined');
});

test('over an operation by name › summary, rules of time, a link to the page', () => {
  expect(hover('start').docs).toMatch(/^Start a verification for an end user\n/);
  expect(hover('start').docs).toMatch(
    /15 minutes[^]*30 days[^]*\[\/kyc\]\(https:\/\/docs\.silamoney\.com\/docs\/kyc\)/,
  );
  expect(hover('register').docs).toMatch(/https:\/\/docs\.silamoney\.com/);
  expect(hover('openSession').docs).toMatch(/https:\/\/alfred\.gitbook\.io/);
});

test('types that an editor shows', async () => {
  const marks = [...program.matchAll(/\/\*(\w+)\*\//g)].map(([, mark]) => mark!);
  const shown = marks.map((mark) => `${mark} (${hover(mark).type.length})\n${hover(mark).type}\n`);
  await expect(shown.join('\n')).toMatchFileSnapshot('hover.txt');
});
