/** Faults that would make what is generated wrong are told by file, line and column, before anything is generated. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CliError } from '../../src/openapi/cli-error.js';
import { bundleDocument } from '../../src/openapi/bundle.js';
import { rules } from '../../scripts/generate/provider.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-structure-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function check(operations: string): Promise<string[]> {
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, `openapi: 3.1.1\ninfo: {title: T, version: '1'}\nsecurity: []\npaths:\n${operations}`);
  const error = await bundleDocument(file, [], { rules }).catch((error: unknown) => error);
  if (!(error instanceof Error)) return [];
  expect(error).toBeInstanceOf(CliError);
  expect(error).toMatchObject({ exitCode: 2 });
  return (error as CliError).message.replaceAll(relative(process.cwd(), file), 'openapi.yaml').split('\n');
}

const responses = "responses: {'200': {description: ok}}";

const faults: Record<string, [string, string]> = {
  'a misspelt field': [
    '  /a:\n    get:\n      operationId: a\n      resposes: {}\n',
    'openapi.yaml:8:7 Property `resposes` is not expected here.',
  ],
  'no operationId': [
    `  /a:\n    get: {${responses}}\n`,
    'openapi.yaml:6:5 Operation object should contain `operationId` field.',
  ],
  'an operationId used twice': [
    `  /a: {get: {operationId: a, ${responses}}}\n  /b: {get: {operationId: a, ${responses}}}\n`,
    'openapi.yaml:6:8 Every operation must have a unique `operationId`.',
  ],
  'a path parameter that is not declared': [
    `  /{a}: {get: {operationId: a, ${responses}}}\n`,
    'openapi.yaml:5:10 The operation does not define the path parameter `{a}` expected by path `/{a}`.',
  ],
  'a security scheme that is not there': [
    `  /a: {get: {operationId: a, security: [{key: []}], ${responses}}}\n`,
    'openapi.yaml:5:42 There is no `key` security scheme defined.',
  ],
};

for (const [name, [operations, line]] of Object.entries(faults)) {
  test(name, async () => {
    expect(await check(operations)).toEqual([line]);
  });
}

test('a sound document passes', async () => {
  expect(await check(`  /a: {get: {operationId: a, security: [], ${responses}}}\n`)).toEqual([]);
});
